"""A new version of the carrier pack says what changed since the one before."""

from typing import Any

from port_out.domain.pack import changes

BEFORE: dict[str, Any] = {
    "version": 1,
    "identity": {"company_name": "Old LLC", "city": "Seattle"},
    "numbers": ["+12065550100", "+12065550101"],
    "loa": "draft",
    "given": {},
    "documents_sha256": {"loa-draft.pdf": "a", "bill.pdf": "b", "numbers.csv": "c"},
}


def after(**changed: Any) -> dict[str, Any]:
    return BEFORE | {"version": 2} | changed


def test_the_first_version_changes_nothing() -> None:
    assert changes(None, BEFORE, {}) == []


def test_the_same_content_changes_nothing() -> None:
    assert changes(BEFORE, after(), {}) == []


def test_each_field_is_told_with_its_old_and_its_new_text() -> None:
    identity = {"company_name": "New LLC", "city": "Seattle", "account_number": "42"}

    told = changes(BEFORE, after(identity=identity), {})

    assert told == [
        'Company: "New LLC" instead of "Old LLC".',
        'Account number: "42" instead of nothing.',
    ]


def test_a_field_that_was_taken_away_is_told_too() -> None:
    told = changes(BEFORE, after(identity={"company_name": "Old LLC"}), {})

    assert told == ['City: nothing instead of "Seattle".']


def test_that_something_was_given_is_told_but_never_what() -> None:
    once = after(given={"account_number": "said-1", "pin": "said-1"})
    again = after(given={"account_number": "said-1", "pin": "by-hand"})

    assert changes(BEFORE, once, {}) == [
        "Account number: as AWS Support gave it.",
        "PIN: as AWS Support gave it.",
    ]
    assert changes(once, again, {}) == ["PIN: as AWS Support gave it anew."]
    assert changes(once, once, {}) == []


def test_numbers_that_left_and_came_are_named_up_to_ten() -> None:
    many = [f"+1206555{n:04}" for n in range(200, 212)]

    told = changes(BEFORE, after(numbers=[*many, "+12065550100"]), {})

    assert told[0] == "Numbers left out: +12065550101."
    assert told[1].startswith("Numbers added: +12065550200, ")
    assert told[1].endswith("+12065550209 and 2 more.")


def test_the_refusal_that_it_answers_and_the_signature_are_told() -> None:
    refusal = {"code": "LOA_EXPIRED", "by": "the winning carrier"}
    documents = {"loa-signed.pdf": "d", "bill.pdf": "e", "numbers.csv": "c"}

    told = changes(BEFORE, after(loa="signed on 2026-11-23", documents_sha256=documents), refusal)

    assert told == [
        "It answers the refusal LOA_EXPIRED by the winning carrier.",
        "The LOA is now signed on 2026-11-23 (before: draft).",
        "loa-draft.pdf is no longer part of it.",
        "loa-signed.pdf is new.",
        "Made anew: bill.pdf.",
    ]
