"""Exactly what whoever acts next is told: links, dates, and what a refusal said."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from port_out.domain.life_cycle import State
from port_out.domain.next_step import NextStep, missing, next_step
from port_out.domain.numbers import Kind
from tests.builders import NOON, an_order
from tests.domain.samples import a_port_out

S = State
LINK = " (https://console.aws.amazon.com/support/home#/case/?displayId=123)"
UPLOAD = (
    "upload what AWS Support asks for through its link, which is only on the case{}, then say so "
    "with operator.answered"
)
CASES = pytest.mark.parametrize(("known", "where"), [({"display_id": "123"}, LINK), ({}, "")])
ENDS = NOON + timedelta(days=1)
ENDS_TOO = "AWS Support's link ends then; ask for a new one with operator.answered"
EXPIRES = "the port-out expires then"
PASTE = {"to_paste": ["answer 1"]}


@pytest.mark.parametrize(
    ("due_at", "by", "otherwise"),
    [
        (ENDS + timedelta(days=1), ENDS, ENDS_TOO),
        (ENDS, ENDS, ENDS_TOO),
        (ENDS - timedelta(hours=1), ENDS - timedelta(hours=1), EXPIRES),
    ],
)
@CASES
def test_an_upload_is_asked_for_until_its_link_ends_or_the_wait_does(
    due_at: datetime, by: datetime, otherwise: str, known: dict[str, str], where: str
) -> None:
    facts = known | {"upload_by": ENDS.isoformat()}
    waiting = a_port_out(S.AWAIT_PORT_DATE, facts=facts, waiting=True, due_at=due_at, reminders=10)

    assert next_step(waiting) == NextStep("operator", UPLOAD.format(where), by, otherwise)


@CASES
def test_a_text_whose_writer_is_unclear_is_to_be_looked_at_on_the_case(
    known: dict[str, str], where: str
) -> None:
    decide = "say what AWS Support's message means: send operator.decided for each under "
    texts = known | {"to_decide": ["c-1"]}

    clear = next_step(a_port_out(S.AWAIT_APPROVAL, facts=texts))
    unclear = next_step(a_port_out(S.AWAIT_APPROVAL, facts=texts | {"unclear_signature": True}))

    assert clear.what == f"{decide}`to_decide`"
    assert unclear.what == (
        f"{decide}`to_decide`; look on the case{where} who wrote it: one of them is signed neither "
        "by AWS nor as we sign"
    )


@pytest.mark.parametrize(
    ("said", "in_brackets"),
    [
        ({}, ""),
        ({"reason": "no idea"}, " (no idea)"),
        ({"carrier_code": "7B"}, " (code 7B)"),
        ({"carrier_code": "7B", "reason": "no idea"}, " (code 7B: no idea)"),
        ({"carrier_code": "7B", "reason": "7B no idea"}, " (7B no idea)"),
    ],
)
def test_a_refusal_is_told_with_what_the_carrier_called_it(
    said: dict[str, str], in_brackets: str
) -> None:
    refusal = {"code": "OTHER", "by": "the winning carrier"} | said

    what = next_step(a_port_out(S.AWAIT_CORRECTION, facts={"refusal": refusal})).what

    assert what.startswith(f"the winning carrier refused with OTHER{in_brackets}: read the reason")


@pytest.mark.parametrize(
    ("facts", "what"),
    [
        (
            {"protected": 2},
            "2 of its numbers have a port lock (see `problems`): have two people unlock them, or "
            "remove them with operator.corrected, or cancel",
        ),
        (
            {"ownership_problems": 1},
            "remove the numbers under `problems` with operator.corrected, or cancel",
        ),
        ({}, "say what the bill shows with operator.corrected (`billing` has the advice)"),
        (
            {"differences": [{}]},
            "make the LOA identity equal to the bill (see `exact_match`) with operator.corrected, "
            "or give override_reason",
        ),
    ],
)
def test_what_was_found_is_corrected_in_these_words(facts: dict[str, Any], what: str) -> None:
    assert next_step(a_port_out(S.AWAIT_CORRECTION, facts=facts)).what == what


def test_after_the_grace_the_operator_finds_out_by_asking_the_carrier_and_not_before() -> None:
    late = next_step(a_port_out(S.AWAIT_COMPLETION, reminders=1))

    assert (late.who, late.what) == (
        "operator",
        "find out whether the numbers have ported: the agreed date passed, and Example Telecom has "
        "not said so. Record carrier.completed, carrier.changed_date with the new date, or "
        "operator.cancelled",
    )
    assert next_step(a_port_out(S.AWAIT_COMPLETION)).who == "winning carrier"
    assert next_step(a_port_out(S.AWAIT_PORT_DATE, reminders=1)).who == "winning carrier"


def test_the_last_reminder_is_told_of_and_a_toll_free_approval_has_more_of_them() -> None:
    toll_free = an_order(kind=Kind.TOLL_FREE)

    last = a_port_out(S.AWAIT_APPROVAL, waiting=True, reminders=9)
    more = a_port_out(S.AWAIT_APPROVAL, waiting=True, reminders=9, order=toll_free)
    none = a_port_out(S.AWAIT_APPROVAL, waiting=True, reminders=10)

    says = "a reminder goes out then; after {} of them the port-out expires"
    assert next_step(last).otherwise == says.format(1)
    assert next_step(more).otherwise == says.format(6)
    assert next_step(none).otherwise == EXPIRES


def test_times_are_told_in_utc_and_a_step_by_its_name() -> None:
    west = timezone(timedelta(hours=-8))
    turn = {"case_turn_at": datetime(2026, 11, 22, 9, 36, tzinfo=west).isoformat()}

    waits = next_step(a_port_out(S.OPEN_SUPPORT_CASE, facts=turn))

    assert str(waits.by) == "2026-11-22 17:36:00+00:00"
    assert (
        next_step(a_port_out(S.CONFIRM_DEPARTURE)).what == "confirm departure; this takes seconds"
    )


def test_what_is_missing_has_these_names() -> None:
    assert missing(a_port_out(order=an_order(kind=Kind.TOLL_FREE))) == [
        "Support case",
        "AWS Support's go-ahead",
        "signed LOA",
        "winning carrier's RespOrg id (on the LOA)",
        "winning carrier's order (PON)",
        "AWS Support's approval",
        "agreed date (FOC)",
        "winning carrier's completion",
        "second witness of the completion",
    ]


def test_what_is_known_of_texts_to_paste_counts_before_what_the_port_out_knows() -> None:
    has_some = a_port_out(S.AWAIT_APPROVAL, waiting=True, facts={"display_id": "123", **PASTE})
    has_none = a_port_out(S.AWAIT_APPROVAL, waiting=True, facts={"display_id": "123"})

    assert next_step(has_some).who == next_step(has_none, to_paste=True).who == "operator"
    assert next_step(has_some, to_paste=False).who == next_step(has_none).who == "AWS Support"
    assert next_step(has_some).by == has_some.due_at


def test_the_age_of_the_loa_is_told_only_until_the_carrier_has_filed() -> None:
    signed = {"loa": {"document": "loa.pdf", "signed_on": "2026-11-20"}}
    late = datetime(2026, 12, 20, tzinfo=UTC)

    filed = a_port_out(S.AWAIT_APPROVAL, waiting=True, due_at=late, facts=signed)
    to_file = a_port_out(S.AWAIT_CARRIER_SUBMISSION, waiting=True, due_at=late, facts=signed)

    assert next_step(filed).by == late
    ends = next_step(to_file).by
    assert ends is not None
    assert ends < late
    assert next_step(to_file).otherwise == (
        "the signed LOA is too old for the carrier from then on"
    )
