"""The roles of a template as AWS reads them: what each allows, on ARNs of the recorded world."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ministack.core import iam_evaluator

from tests.infra.reading import Template, as_list, readable
from tests.permissions.needs import Need
from tests.permissions.places import ACCOUNT, REGION, Places


@dataclass(frozen=True)
class Grant:
    """One action on one resource, as a policy has it."""

    role: str
    action: str
    resource: str

    def is_for(self, need: Need) -> bool:
        """True where this alone allows what is needed."""
        return _allows([self], need)


@dataclass(frozen=True)
class Roles:
    """All roles with policies of their own; `names` are the recorded world's."""

    template: Template
    names: Mapping[str, str]

    @cached_property
    def places(self) -> Places:
        """Where everything of the template is in the recorded world."""
        return Places(self.template, self.names)

    @cached_property
    def grants(self) -> list[Grant]:
        """Every allowed pair of action and resource; a Deny or a condition would be news here."""
        return [
            Grant(readable(role["Ref"]), action, self.places.text(resource))
            for policy in self.template.properties("IAM::Policy")
            for role in policy["Roles"]
            for statement in map(_plain_allow, policy["PolicyDocument"]["Statement"])
            for action in as_list(statement["Action"])
            for resource in as_list(statement["Resource"])
        ]

    def of(self, role: str) -> list[Grant]:
        """What one role is allowed."""
        return [grant for grant in self.grants if grant.role == role]

    def of_functions(self) -> Iterator[tuple[str, str]]:
        """Each function, and its role."""
        for name, function in self.template.functions().items():
            yield name, readable(function["Role"]["Fn::GetAtt"][0])


def denied(grants: list[Grant], need: Need) -> bool:
    """True where a role with these grants may not do what is needed."""
    return not _allows(grants, need)


def _plain_allow(statement: dict[str, Any]) -> dict[str, Any]:
    assert set(statement) <= {"Action", "Effect", "Resource", "Sid"}, statement
    assert statement["Effect"] == "Allow"
    return statement


def _allows(grants: list[Grant], need: Need) -> bool:
    action, resource = need
    policy = {
        "Version": "2012-10-17",
        "Statement": [
            {"Effect": "Allow", "Action": each.action, "Resource": each.resource} for each in grants
        ],
    }
    context = iam_evaluator.EvalContext(
        principal_arn=f"arn:aws:iam::{ACCOUNT}:role/role",
        principal_type="AssumedRole",
        principal_account=ACCOUNT,
        action=action,
        resource_arn=resource,
        region=REGION,
    )
    parsed = iam_evaluator.parse_policy_document(policy)
    return bool(iam_evaluator.evaluate(context, [parsed]).decision == "Allow")
