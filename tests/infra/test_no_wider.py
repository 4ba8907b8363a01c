"""No permission is wider than AWS lets it be, and nobody speaks in another account's name."""

from collections.abc import Iterator
from typing import Any

import pytest
from policy_sentry.querying.actions import get_action_data

from infra.functions import FUNCTIONS
from tests.infra.reading import Template, as_list, plain


def _resource_level(action: str) -> set[str]:
    """The forms of resources that AWS takes for an action, by its own reference."""
    service, _, name = action.partition(":")
    found = get_action_data(service, name)
    assert found, f"the reference does not know {action}"
    return {each["resource_arn_format"] for each in found[service]}


@pytest.mark.parametrize("switched", ["template", "signing"])
def test_all_resources_are_meant_only_by_actions_that_know_no_resource(
    switched: str, request: pytest.FixtureRequest
) -> None:
    template: Template = request.getfixturevalue(switched)

    meant = {
        action
        for policy in template.properties("IAM::Policy")
        for statement in policy["PolicyDocument"]["Statement"]
        if "*" in map(plain, as_list(statement["Resource"]))
        for action in as_list(statement["Action"])
    }

    assert len(meant) > 10
    assert {action for action in meant if _resource_level(action) != {"*"}} == set()


def test_the_reference_tells_actions_with_resources_from_those_without() -> None:
    assert _resource_level("support:CreateCase") == {"*"}
    assert _resource_level("dynamodb:PutItem") != {"*"}


def test_every_action_is_one_that_aws_knows_and_has_what_it_depends_on() -> None:
    for spec in FUNCTIONS:
        granted = {action for _, actions in spec.grants for action in actions}
        for action in granted:
            service, _, name = action.partition(":")
            found = get_action_data(service, name)
            assert found, action
            # What AWS lists for instances belongs to services that Connect asks by itself.
            asked = {
                each
                for row in found[service]
                for each in row["dependent_actions"]
                if each.startswith(f"{service}:")
            }
            assert asked <= granted, (spec.name, action)


def _services_let_in(template: Template) -> Iterator[tuple[str, Any]]:
    """Statements of resources' own policies that let a service of AWS in, by resource."""
    for name, resource in template.content["Resources"].items():
        properties = resource.get("Properties", {})
        for member in ("PolicyDocument", "Policy", "ResourcePolicy", "KeyPolicy"):
            document = properties.get(member)
            for statement in document["Statement"] if isinstance(document, dict) else ():
                principal = statement.get("Principal", {})
                if isinstance(principal, dict) and "Service" in principal:
                    yield name, statement


@pytest.mark.parametrize("switched", ["template", "signing"])
def test_a_service_is_let_in_only_on_behalf_of_what_is_ours(
    switched: str, request: pytest.FixtureRequest
) -> None:
    template: Template = request.getfixturevalue(switched)

    statements = list(_services_let_in(template))

    assert len(statements) >= 2
    for name, statement in statements:
        conditions = {key for keys in statement.get("Condition", {}).values() for key in keys}
        assert conditions & {"aws:SourceArn", "aws:SourceAccount"}, name
    for permission in template.properties("Lambda::Permission"):
        assert "SourceArn" in permission or "SourceAccount" in permission
