"""Three policies for people: each allows exactly its routes, whatever stands in a path."""

from collections.abc import Iterator

import pytest
from ministack.core import iam_evaluator

from infra.people import PEOPLE
from infra.routes import ROUTES, Route, Who
from tests.infra.reading import Template, as_list, plain

ACCOUNT = "123456789012"
STAGE = f"arn:aws:execute-api:here:{ACCOUNT}:<ApiRestApi>/v1"
NASTY_IDS = ("po-vyw7mytjjghapcfablyfkl5uwf", "approvals", "signals", "x/approvals", "..", "*")
APPROVALS = {"POST /port-outs/{id}/approvals", "POST /locks/approvals"}


def _policy(template: Template, person: str) -> list[iam_evaluator.ParsedStatement]:
    """The managed policy as AWS evaluates it."""
    document = template.of_type("IAM::ManagedPolicy")[f"People{person}"]["Properties"][
        "PolicyDocument"
    ]
    statements = [
        each | {"Resource": [plain(one) for one in as_list(each["Resource"])]}
        for each in document["Statement"]
    ]
    return list(iam_evaluator.parse_policy_document(document | {"Statement": statements}))


def _may(template: Template, person: str, method: str, path: str) -> bool:
    context = iam_evaluator.EvalContext(
        principal_arn=f"arn:aws:iam::{ACCOUNT}:user/somebody",
        principal_type="User",
        principal_account=ACCOUNT,
        action="execute-api:Invoke",
        resource_arn=f"{STAGE}/{method}{path}",
        region="here",
    )
    verdict = iam_evaluator.evaluate(context, [_policy(template, person)])
    return bool(verdict.decision == "Allow")


def _called(route: Route) -> Iterator[str]:
    """The route's path as it may be called; what an id holds is the caller's."""
    for nasty in NASTY_IDS:
        path = route.path
        for name in ("id", "name", "carrier", "link", "notice", "token"):
            path = path.replace("{" + name + "}", nasty)
        # An id with a slash is another path: the gateway would send it elsewhere.
        if path == route.path or "/" not in nasty:
            yield path


def _expected(person: str, route: Route) -> bool:
    if route.who is not Who.OPERATOR:
        return False
    if route.method == "GET":
        return True
    is_approval = f"{route.method} {route.path}" in APPROVALS
    return {"Viewer": False, "Operator": not is_approval, "Approver": is_approval}[person]


@pytest.mark.parametrize("person", sorted(PEOPLE))
def test_each_policy_allows_exactly_its_routes(template: Template, person: str) -> None:
    for route in ROUTES:
        for path in _called(route):
            allowed = _may(template, person, route.method, path)
            assert allowed == _expected(person, route), (person, route.method, path)


@pytest.mark.parametrize("person", sorted(PEOPLE))
def test_no_policy_allows_what_is_no_route(template: Template, person: str) -> None:
    for route in ROUTES:
        for method in ("DELETE", "PATCH", "PUT", "OPTIONS", "HEAD"):
            known = any((each.method, each.path) == (method, route.path) for each in ROUTES)
            assert known or not _may(template, person, method, route.path)


def test_every_way_to_approve_is_the_approvers_alone(template: Template) -> None:
    assert {f"{each.method} {each.path}" for each in ROUTES if "approv" in each.path} == APPROVALS
    for route in ROUTES:
        if f"{route.method} {route.path}" in APPROVALS:
            may = {each for each in PEOPLE if _may(template, each, route.method, route.path)}
            assert may == {"Approver"}


def test_the_policies_allow_calls_of_this_api_alone_and_are_given_to_nobody(
    template: Template,
) -> None:
    policies = template.of_type("IAM::ManagedPolicy")
    assert set(policies) == {f"People{person}" for person in PEOPLE}
    for policy in policies.values():
        given = {"Roles", "Users", "Groups"} & {
            name for name, value in policy["Properties"].items() if value
        }
        assert not given
        for statement in policy["Properties"]["PolicyDocument"]["Statement"]:
            assert statement["Action"] == "execute-api:Invoke"
            for resource in as_list(statement["Resource"]):
                assert plain(resource).startswith(f"{STAGE}/")
    for person in PEOPLE:
        assert f"{person}PolicyArn" in template.content["Outputs"]
