"""What can be done with a one-time link, and what a token has to look like."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from port_out.domain.links import Link, answer_of, hash_of, issued, port_out_of

AT = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)
WEEK, MOMENT = timedelta(days=7), timedelta(microseconds=1)
PORT_OUT = f"po-{'a2z7' * 6}ab"
TOKEN = f"{PORT_OUT}.{'0f9a' * 16}"


def a_link() -> Link:
    """A link as it is issued."""
    return issued(TOKEN, name="Ann", company="Carrier", days=7, at=AT, by="me")


def test_a_link_is_new_and_of_the_port_out_that_its_token_names() -> None:
    link = a_link()

    assert link == Link(
        PORT_OUT, hash_of(TOKEN), "Ann", "Carrier", AT, "me", AT + WEEK, None, None, "", ""
    )
    assert link.by == "carrier-person:Ann"


@pytest.mark.parametrize(
    "token",
    [
        TOKEN[1:],
        f" {TOKEN}",
        f"{TOKEN}\n",
        f"{TOKEN}0",
        TOKEN[:-1],
        TOKEN.replace(".", ""),
        TOKEN.replace(".", "-"),
        TOKEN.upper(),
        TOKEN.replace("a2z7", "a1z7", 1),
    ],
)
def test_what_only_looks_like_a_token_names_no_port_out(token: str) -> None:
    assert port_out_of(TOKEN) == PORT_OUT

    assert port_out_of(token) == ""


def test_a_link_is_open_until_the_moment_it_expires() -> None:
    link = a_link()

    assert link.standing(AT) == "open"
    assert link.standing(AT + WEEK - MOMENT) == "open"
    assert link.standing(AT + WEEK) == "expired"
    assert link.standing(AT + WEEK + MOMENT) == "expired"


def test_that_it_was_used_counts_before_that_it_is_revoked_and_both_before_the_time() -> None:
    used = replace(a_link(), used_at=AT, used_for="carrier.submitted")
    revoked = replace(a_link(), revoked_at=AT)

    assert used.standing(AT + WEEK) == "used"
    assert revoked.standing(AT + WEEK) == "revoked"
    assert replace(used, revoked_at=AT).standing(AT) == "used"


def test_the_operator_sees_when_it_was_used_and_revoked_and_what_for() -> None:
    used_at, revoked_at = AT + timedelta(days=1), AT + timedelta(days=2)
    link = replace(a_link(), used_at=used_at, used_for="carrier.submitted", revoked_at=revoked_at)

    shown = link.as_data()

    assert shown["used_at"] == "2026-11-25T20:00:00.000000+00:00"
    assert shown["revoked_at"] == "2026-11-26T20:00:00.000000+00:00"
    assert shown["used_for"] == "carrier.submitted"


def test_another_form_with_the_same_fields_is_another_answer() -> None:
    first = answer_of("date", {"a": 1})

    assert first != answer_of("refusal", {"a": 1})
    assert len(first) == 64
