"""Every permission has its reason, and every reason its permission."""

from infra.functions import FUNCTIONS
from tests.docs.pages import text_of
from tests.infra.reading import Template
from tools.permissions import MORE, ONLY, WHY, permission_table, why

GRANTED = [
    (spec.name, resource, action)
    for spec in FUNCTIONS
    for resource, actions in spec.grants
    for action in actions
]


def test_every_action_of_every_function_says_why() -> None:
    without = [each for each in GRANTED if not why(*each)]

    assert without == [], "say why in tools/permissions.py"


def test_no_reason_is_left_over_from_a_permission_that_is_gone() -> None:
    actions = {action for _, _, action in GRANTED}
    pairs = {(resource, action) for _, resource, action in GRANTED}
    own = {(function, action) for function, _, action in GRANTED}

    assert set(WHY) - actions <= {"sns:Publish"}
    assert set(MORE) <= pairs
    assert set(ONLY) <= own


def test_the_table_has_a_row_for_every_permission() -> None:
    rows = permission_table().splitlines()[2:]

    assert len(rows) == len(GRANTED)


def test_the_reason_that_says_most_is_given() -> None:
    assert "dry run" in why("request_port_out", "*", "support:CreateCase")
    assert "one case" in why("open_support_case", "*", "support:CreateCase")


def test_the_page_names_every_role_that_is_no_function_s(template: Template) -> None:
    of_functions = {f"{spec.construct_id}Role" for spec in FUNCTIONS}
    others = set(template.of_type("IAM::Role")) - of_functions

    assert others
    for role in others:
        assert f"`{role}`" in text_of("docs/permissions.md"), role
