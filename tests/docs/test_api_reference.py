"""docs/api-reference.md says of each operation what somebody who calls it must know."""

import re
from collections import Counter
from typing import Any

import pytest

from tests.docs.pages import anchors, text_of
from tools import api_reference
from tools.answers import ANSWERS
from tools.fields import Field, example_of, fields_of
from tools.meanings import MEANINGS, meaning_key, with_meanings
from tools.openapi import document
from tools.purposes import PURPOSES
from tools.routes import ROUTES, Route
from tools.shapes import COUNT, TEXT, closed, many, maybe

PAGE = "docs/api-reference.md"


def part_of(route: Route) -> str:
    """What the page says of one operation."""
    [part] = re.findall(
        rf"^## {re.escape(route.summary)}\n(.*?)(?=^##? )", text_of(PAGE), re.MULTILINE | re.DOTALL
    )
    return str(part)


def test_the_page_is_up_to_date() -> None:
    assert api_reference.FILE.read_text("utf-8") == api_reference.text(), (
        "run python -m tools.api_reference"
    )


def test_the_guide_leads_to_the_page() -> None:
    assert "(api-reference.md)" in text_of("docs/api.md")


@pytest.mark.parametrize("route", ROUTES, ids=lambda r: f"{r.method} {r.path}")
def test_each_operation_says_what_it_is_for_who_may_call_it_and_what_it_answers(
    route: Route,
) -> None:
    part = part_of(route)

    purpose, guide = PURPOSES[route.method, route.path]
    assert f"{route.method} {route.path}\n" in part
    assert f"{purpose} [How it is used](api.md#{guide})" in part
    assert f"May be called by {api_reference.WHO[route.who]}." in part
    assert f"| {route.status} | " in part
    for status in route.refusals:
        assert f"| {status} | " in part
    for name in (*re.findall(r"{(\w+)}", route.path), *route.query):
        assert re.search(rf"^\| `{name}` \| (path|query) \| (yes|no) \| .+ \|$", part, re.MULTILINE)
    assert guide in anchors(text_of("docs/api.md"))


def test_each_field_of_each_body_has_a_meaning_and_each_needed_one_an_example() -> None:
    api = document()
    for route in ROUTES:
        if not route.body:
            continue
        fields = fields_of(api["components"]["schemas"][route.body.title()])
        content = api["paths"][route.path][route.method.lower()]["requestBody"]["content"]
        example = content["application/json"]["example"]
        for field in fields:
            assert field.meaning, field
            row = rf"^\| `{re.escape(field.path)}` \| .+ \|$"
            assert re.search(row, part_of(route), re.MULTILINE), field
            if field.required and field.type == "string" and "overrides" not in field.path:
                assert example_of(example, field.path), field


def test_each_field_of_each_answer_has_a_meaning_and_no_meaning_is_left_over() -> None:
    used: set[str] = set()

    for name, schema in ANSWERS.items():
        for field in fields_of(schema):
            used.add(meaning_key((name, *field.path.replace("[]", "").split("."))))

    assert used == set(MEANINGS)


def test_no_two_headings_lead_to_one_place_and_no_row_breaks_its_table() -> None:
    text = text_of(PAGE)

    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    assert [name for name, times in Counter(headings).items() if times > 1] == []
    for block in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        assert len({line.count(" | ") for line in block.splitlines()}) == 1, block


def test_the_fields_of_a_schema_are_told_with_path_type_and_meaning() -> None:
    schema: Any = with_meanings(
        "Thing", closed({"tries": COUNT}, errors=maybe(many(closed(field=TEXT))))
    )

    assert list(fields_of(schema)) == [
        Field("errors", "list of object or null", True, MEANINGS["errors"]),
        Field("errors[].field", "string", True, MEANINGS["field"]),
        Field("tries", "integer", False, MEANINGS["tries"]),
    ]


def test_an_example_is_what_the_body_has_there() -> None:
    body = {"a": {"b": 1}, "list": [{"c": "x"}], "texts": ["y"], "none": []}

    shown = [example_of(body, path) for path in ("a.b", "list[].c", "texts", "none")]

    assert shown == ["`1`", '`"x"`', '`["y"]`', "`[]`"]
    assert [example_of(body, path) for path in ("a", "list", "d", "a.b.c")] == ["", "", "", ""]
