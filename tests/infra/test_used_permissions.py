"""Every permission is used by a call that was really made, and every call has its permission.

tests/permissions plays the program's flows with the program's own handlers and writes down what
each role was needed for; here that is held against the roles of the templates.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from policy_sentry.querying.actions import get_action_data

from infra.functions import FUNCTIONS
from infra.inputs import ROOT
from tests.infra.reading import Template
from tests.permissions.deployed import Deployed, deployed
from tests.permissions.roles import Grant, denied

# A machine that has other things to do takes its time.
pytestmark = pytest.mark.timeout(900)

BELOW = "AWS names the path where all below it is read, or what is below: no copy of AWS can tell"
NOT_SEEN = {
    ("AuthorizeCarrierRole", "ssm:GetParametersByPath", "/carriers/*"): BELOW,
    ("ReceiveCarrierUpdateRole", "ssm:GetParametersByPath", "/carriers/*"): BELOW,
    ("SendNoticesRole", "ssm:GetParametersByPath", "/notify/*"): BELOW,
}
"""What is granted and in no recorded call, and why none can show it."""

Recorded = dict[str, Any]


@pytest.fixture(scope="module")
def recorded() -> Recorded:
    """What every function needed, by deployment; a process of its own, for its virtual time."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.permissions"],
        cwd=ROOT,
        env={"PYTHONPATH": "lambdas:."},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found: Recorded = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def plain(template: Template, recorded: Recorded) -> Deployed:
    """As it is deployed."""
    return deployed(template, recorded["plain"], recorded["names"])


@pytest.fixture(scope="module")
def switched(signing: Template, recorded: Recorded) -> Deployed:
    """With every switch turned."""
    return deployed(signing, recorded["switched"], recorded["names"])


def _is_excused(grant: Grant) -> bool:
    return any(
        (grant.role, grant.action) == (role, action) and grant.resource.endswith(end)
        for role, action, end in NOT_SEEN
    )


def test_every_function_was_played(recorded: Recorded) -> None:
    assert set(recorded["plain"]) - {"batch"} == {spec.name for spec in FUNCTIONS}


@pytest.mark.parametrize("name", ["plain", "switched"])
def test_every_call_that_was_made_is_allowed(name: str, request: pytest.FixtureRequest) -> None:
    here: Deployed = request.getfixturevalue(name)

    for role, needs in here.needed.items():
        grants = here.roles.of(role)
        assert [need for need in sorted(needs) if denied(grants, need)] == [], role


def test_every_permission_is_used(plain: Deployed) -> None:
    unused = plain.unused(plain.roles.grants)

    assert [one for one in unused if not _is_excused(one)] == []
    assert len([one for one in unused if _is_excused(one)]) == len(NOT_SEEN), "a stale excuse"


def test_every_permission_that_a_switch_adds_is_used(plain: Deployed, switched: Deployed) -> None:
    added = set(switched.roles.grants) - set(plain.roles.grants)

    assert {one.action.partition(":")[0] for one in added} == {"kms", "secretsmanager"}
    assert switched.unused(added) == []


def test_the_role_of_the_second_stack_is_used(europe: Path, recorded: Recorded) -> None:
    template = Template.read(europe / "ConnectPortOutSupportEvents.template.json")

    there = deployed(template, {}, recorded["names"])

    assert [one.action for one in there.roles.grants] == ["events:PutEvents"]
    assert there.unused(there.roles.grants) == []


def test_a_role_that_loses_any_action_can_not_do_what_it_did(plain: Deployed) -> None:
    actions = sorted({(one.role, one.action) for one in plain.roles.grants})

    unnoticed = [each for each in actions if not plain.missed(*each)]

    assert unnoticed == []
    assert len(actions) > 200


def test_a_permission_too_many_is_found(plain: Deployed) -> None:
    table = "arn:aws:dynamodb:us-east-1:123456789012:table/"
    too_many = [
        Grant("SweepRole", "dynamodb:DeleteItem", f"{table}port-outs"),
        Grant("SweepRole", "dynamodb:PutItem", f"{table}task-tokens"),
        Grant("WorkflowRole", "lambda:InvokeFunction", "arn:aws:lambda:*:*:function:sweep"),
    ]

    assert plain.unused(too_many) == too_many


def test_what_a_call_needs_has_the_form_that_aws_has_for_it(plain: Deployed) -> None:
    for need in sorted(set().union(*plain.needed.values())):
        service, _, name = need[0].partition(":")
        forms = {row["resource_arn_format"] for row in get_action_data(service, name)[service]}
        known = [re.sub(r"\\\$\\\{\w+\\\}", ".+", re.escape(form)) for form in forms - {"*"}]
        assert (need[1] == "*") is not bool(known), need
        assert need[1] == "*" or any(re.fullmatch(one, need[1]) for one in known), need
