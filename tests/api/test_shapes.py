"""The JSON Schemas: one set for API Gateway and for the handlers."""

import json
import re
from typing import Any

import fastjsonschema
import pytest

from port_out.api.shapes import schema_of, shaped
from port_out.domain.clock import CHANGE_NOTICE
from port_out.domain.errors import BadInput
from port_out.domain.fact_forms import IDENTITY_FIELDS
from port_out.domain.numbers import Kind
from port_out.domain.order import Identity
from port_out.domain.plan import MOST_NUMBERS
from port_out.domain.signals import FROM_CARRIER, FROM_OPERATOR
from tests.api.nasty import BODIES, GOOD

NAMES = ("batch", "callback", "document", "link", "plan", "request", "signal")
KNOWN_TO_DRAFT_04 = {
    *("$schema", "title", "description", "type", "properties", "required", "items", "enum"),
    *("additionalProperties", "pattern", "minLength", "maxLength", "minItems", "maxItems"),
    *("minimum", "maximum"),
}


def schema(name: str) -> dict[str, Any]:
    return schema_of(name)


def parts(part: dict[str, Any]) -> list[dict[str, Any]]:
    below = [*part.get("properties", {}).values(), *([part["items"]] if "items" in part else [])]
    return [part] + [deeper for inner in below for deeper in parts(inner)]


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_uses_only_what_api_gateway_knows(name: str) -> None:
    assert schema(name)["$schema"] == "http://json-schema.org/draft-04/schema#"
    for part in parts(schema(name)):
        assert set(part) <= KNOWN_TO_DRAFT_04
        assert "type" in part


@pytest.mark.parametrize("name", NAMES)
def test_every_field_says_how_to_mend_it(name: str) -> None:
    for part in parts(schema(name))[1:]:
        assert part["description"]


@pytest.mark.parametrize("name", NAMES)
def test_a_pattern_holds_for_the_whole_text(name: str) -> None:
    for part in parts(schema(name)):
        if "pattern" in part:
            assert re.fullmatch(r"\^.*\$", part["pattern"])


@pytest.mark.parametrize("name", NAMES)
def test_what_api_gateway_refuses_the_handler_refuses_and_nothing_else(name: str) -> None:
    judge = fastjsonschema.compile(schema(name))
    for body in [*_readable(), *GOOD.values()]:
        try:
            judge(body)
        except fastjsonschema.JsonSchemaValueException:
            with pytest.raises(BadInput) as refused:
                shaped(name, body)
            assert refused.value.problems
        else:
            assert shaped(name, body) == body


def _readable() -> list[Any]:
    found = []
    for body in BODIES:
        try:
            found.append(json.loads(body))
        except (ValueError, RecursionError):
            continue
    return found


def test_the_lists_in_the_schemas_are_those_of_the_domain() -> None:
    request, signal = schema("request")["properties"], schema("signal")["properties"]

    assert set(signal["type"]["enum"]) == FROM_OPERATOR
    assert set(schema("callback")["properties"]["type"]["enum"]) == FROM_CARRIER
    assert set(request["kind"]["enum"]) == set(Kind)
    assert request["numbers"]["maxItems"] == MOST_NUMBERS
    identity = request["identity"]["properties"]
    assert set(identity) == set(IDENTITY_FIELDS) == set(Identity.__dataclass_fields__)
    assert CHANGE_NOTICE == 5


def test_a_body_with_endless_problems_gets_an_answer_of_bearable_length() -> None:
    with pytest.raises(BadInput) as refused:
        shaped("plan", {"numbers": [7] * 9000})

    assert len(refused.value.problems) == 100
