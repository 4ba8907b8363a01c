"""JSON from outside means one thing only, or it is refused with what to do."""

import pytest

from port_out.domain.errors import BadInput, Problem
from port_out.domain.plain_json import parsed, parsed_object

ONE_OBJECT = "send one JSON object in UTF-8"


def test_a_body_is_what_it_says() -> None:
    assert parsed_object('{"a": [1, "ž", null, {"b": 1.5}]}'.encode()) == {
        "a": [1, "ž", None, {"b": 1.5}]
    }
    assert parsed("[1]") == [1]


@pytest.mark.parametrize(
    "text",
    ["", "{", '{"a": NaN}', "[-Infinity]", '{"a": 1, "a": 1}', '{"a": "\\ud800"}', "[" * 100_000],
    ids=["empty", "open", "NaN", "infinity", "twice", "surrogate", "deep"],
)
def test_what_means_nothing_or_two_things_is_not_valid(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parsed_object(text.encode())

    assert refused.value.problems == (Problem("body", "is not valid JSON", ONE_OBJECT),)


@pytest.mark.parametrize(
    ("body", "detail", "mend"),
    [
        (b'{"a": "\xff"}', "is not UTF-8", "encode it as UTF-8"),
        (b"[]", "is no JSON object", ONE_OBJECT),
        (b"null", "is no JSON object", ONE_OBJECT),
    ],
)
def test_a_body_is_one_object_in_utf_8(body: bytes, detail: str, mend: str) -> None:
    with pytest.raises(BadInput) as refused:
        parsed_object(body)

    assert refused.value.problems == (Problem("body", detail, mend),)
