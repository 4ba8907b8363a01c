"""Who is told what of a port-out, and that no secret is in it."""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from port_out.api.shapes import SCHEMAS
from port_out.domain.life_cycle import ENDS, NEXT, WAITS, Outcome, State
from port_out.domain.next_step import next_step
from port_out.domain.notice_words import LONGEST_SUBJECT, attributes, event, subject, text
from port_out.domain.notices import (
    MANDATORY,
    Notice,
    NoticeKind,
    dates_near,
    notice_of,
    number_lost,
)
from port_out.domain.order import Identity
from port_out.domain.parties import OPERATOR, SUPPORT
from port_out.domain.port_out import PortOut, advance, note, requested
from port_out.domain.proposals import PROPOSED, What, proposed
from tests.builders import ID, NOON, NUMBERS, an_order
from tests.domain.samples import a_port_out, a_signal
from tests.stage import a_world

K, S, Out = NoticeKind, State, Outcome
LONG_ID = "po-" + "a" * 26
CANARY = "CANARY"
COMMANDS = Path(__file__).parents[2] / "cli" / "commands"
DATE = "2026-12-15T10:00:00-08:00"


def told(before: PortOut, outcome: Outcome, **learned: Any) -> Notice | None:
    """The notice of leaving the state with this outcome."""
    after, line = advance(
        before, outcome, at=NOON, by=CANARY, because=CANARY, facts={"x": CANARY}, learned=learned
    )
    return notice_of(before, after, line)


def noted(before: PortOut, signal: str = "support.asked", **learned: Any) -> Notice | None:
    """The notice of what is learned and moves nothing."""
    facts = {"signal": signal}
    after, line = note(before, at=NOON, by="me", because="s", facts=facts, learned=learned)
    return notice_of(before, after, line)


def secretive() -> PortOut:
    """A port-out in which everything that a person can write is a canary."""
    names = {name: f"{CANARY} {name}" for name in Identity.__dataclass_fields__}
    order = an_order(
        identity=Identity(**names),
        winning_carrier=CANARY,
        reference=CANARY,
        contact_name=CANARY,
        contact_phone=NUMBERS[0],
        contact_email=f"{CANARY}@example.com",
        contact_cc=(f"{CANARY}@example.com",),
    )
    facts = {
        "question": f"{CANARY} {NUMBERS[0]} PIN 7391",
        "refusal": {"code": "OTHER", "reason": CANARY, "by": CANARY, "numbers": list(NUMBERS)},
        "pon": CANARY,
        "display_id": CANARY,
        "case_id": CANARY,
        "ported_numbers": list(NUMBERS[:2]),
        "port_date": DATE,
        "carrier_must_be_told": CANARY,
        "left_to_do": CANARY,
        "given": {"pin": "7391"},
    }
    return a_port_out(order=order, requested_by=CANARY, id=LONG_ID, facts=facts)


def all_notices(port_out: PortOut) -> list[Notice]:
    """The notices of every way that the process knows."""
    ways = [(state, outcome) for state, ways in NEXT.items() for outcome in ways]
    ways += [(state, Out.FAILED) for state in WAITS]
    found = [told(replace(port_out, state=state), outcome) for state, outcome in ways]
    found += proposals(port_out)
    return [*(notice for notice in found if notice is not None), number_lost(port_out, NOON)]


def proposals(port_out: PortOut) -> list[Notice | None]:
    """The notices of what waits for a second person, and of what is dropped."""
    cancel = a_signal("operator.cancelled", by=CANARY, reason=CANARY)
    override = a_signal("operator.corrected", by=CANARY, override_reason=CANARY)
    found = []
    for state, signal in ((S.AWAIT_COMPLETION, cancel), (S.AWAIT_CORRECTION, override)):
        waiting = replace(port_out, state=state, waiting=True)
        what = What.CANCEL if signal is cancel else What.OVERRIDE
        known = {PROPOSED: proposed(waiting, signal, what).as_data()}
        found.append(noted(waiting, signal.type, **known))
        asked = replace(waiting, facts={**waiting.facts, **known})
        found.append(noted(asked, "approver.declined", **{PROPOSED: None}))
    return found


def test_the_request_itself_is_told_to_everybody() -> None:
    port_out, line = requested(ID, an_order(), at=NOON, by="me", facts={})

    notice = notice_of(None, port_out, line)

    assert notice is not None
    assert (notice.kind, notice.is_mandatory, notice.count) == (K.REQUESTED, True, 3)
    assert f"port-out cancel {ID}" in text(notice)


@pytest.mark.parametrize(
    ("state", "outcome", "kind"),
    [
        (S.AWAIT_APPROVAL, Out.APPROVED, K.APPROVED),
        (S.AWAIT_APPROVAL, Out.SCHEDULED, K.SCHEDULED),
        (S.AWAIT_COMPLETION, Out.RESCHEDULED, K.SCHEDULED),
        (S.AWAIT_COMPLETION, Out.PORTED, K.PORTED),
        (S.CLOSE_SUPPORT_CASE, Out.CLOSED, K.COMPLETED),
        (S.CLOSE_SUPPORT_CASE, Out.CLOSED_UNVERIFIED, K.UNVERIFIED),
    ],
)
def test_nothing_that_brings_the_numbers_closer_to_leaving_stays_untold(
    state: State, outcome: Outcome, kind: NoticeKind
) -> None:
    notice = told(a_port_out(state, facts={"port_date": DATE}), outcome)

    assert notice is not None
    assert (notice.kind, notice.is_mandatory) == (kind, True)
    assert attributes(notice)["mandatory"] == "true"


@pytest.mark.parametrize("state", sorted(NEXT))
def test_every_way_into_a_wait_or_an_end_is_told_and_no_other(state: State) -> None:
    before = a_port_out(state, facts={"port_date": DATE})
    for outcome, to in NEXT[state].items():
        is_of_note = to in WAITS or to.startswith("Port-Out") or outcome.endswith("ported")

        assert (told(before, outcome) is not None) == is_of_note, outcome


def test_a_refusal_asks_the_operator_to_correct_it_by_a_day() -> None:
    before = a_port_out(S.AWAIT_APPROVAL)

    notice = told(before, Out.REFUSED, refusal={"code": "OTHER", "reason": "", "by": "AWS Support"})

    assert notice is not None
    assert notice.by is not None
    assert (notice.kind, notice.who) == (K.REFUSED, OPERATOR)
    assert notice.command == f"port-out correct {ID}"
    assert subject(notice) == f"Moving numbers refused: you must act by {notice.by:%Y-%m-%d} [{ID}]"


def test_a_question_is_told_once_another_one_anew_and_small_talk_never() -> None:
    before = a_port_out(S.AWAIT_APPROVAL, waiting=True)

    first = noted(before, question="Why?")
    asked = replace(before, facts={"question": "Why?"})
    repeated, other, nothing = (
        noted(asked, question="Why?"),
        noted(asked, question="Why now?"),
        noted(before),
    )

    assert first is not None
    assert first.command == f"port-out answer {ID} --file FILE"
    assert other is not None
    assert (other.kind, other.command) == (K.WAITS, first.command)
    assert (repeated, nothing) == (None, None)


def test_every_text_that_waits_for_a_decision_is_told_of_and_a_decision_is_not() -> None:
    waits = a_port_out(S.AWAIT_APPROVAL, waiting=True, facts={"to_decide": ["c-1", "c-2"]})

    further = noted(waits, to_decide=["c-1", "c-2", "c-3"])
    same, decided = noted(waits, to_decide=["c-1", "c-2"]), noted(waits, to_decide=["c-2"])

    assert further is not None
    assert (further.kind, further.who) == (K.WAITS, OPERATOR)
    assert further.command == f"port-out decide {ID} MEANING"
    assert (same, decided) == (None, None)


def test_a_notice_of_one_of_several_dates_counts_the_numbers_of_that_date() -> None:
    soon, later = NOON + timedelta(hours=24), NOON + timedelta(hours=40)
    parts = [
        {"date": soon.isoformat(), "numbers": [NUMBERS[0]]},
        {"date": later.isoformat(), "numbers": list(NUMBERS[1:])},
    ]
    facts = {"port_date": later.isoformat(), "part_dates": parts}
    port_out = a_port_out(S.AWAIT_COMPLETION, waiting=True, facts=facts)

    scheduled, near = told(port_out, Out.RESCHEDULED), dates_near(port_out, NOON)

    assert scheduled is not None
    assert (scheduled.count, scheduled.of, scheduled.date) == (1, 3, soon)
    assert "moving 1 phone number of 3 to" in text(scheduled)
    assert "The others move at another time" in text(scheduled)
    assert [(n.count, n.of, n.date) for n in near] == [(1, 3, soon), (2, 3, later)]
    assert Notice.from_data(near[0].as_data()) == near[0]


@pytest.mark.parametrize("signal", ["clock.reminder_due", "clock.loa_ages"])
def test_every_reminder_is_told_with_who_must_act(signal: str) -> None:
    notice = noted(a_port_out(S.AWAIT_APPROVAL, waiting=True), signal)

    assert notice is not None
    assert (notice.kind, notice.who) == (K.REMINDED, SUPPORT)
    assert notice.by == NOON + timedelta(days=2)


@pytest.mark.parametrize("state", sorted(WAITS | ENDS))
def test_who_acts_is_whom_the_program_shows_everywhere(state: State) -> None:
    world = a_world(state)

    kept = world.notices.rows[ID, str(world.port_outs.get(ID).version)]

    assert kept.notice.who == next_step(world.port_outs.get(ID)).who


@pytest.mark.parametrize(("hours", "is_near"), [(49, False), (48, True), (1, True), (-1, False)])
def test_everybody_is_told_forty_eight_hours_before_the_date(hours: int, is_near: bool) -> None:
    date = NOON + timedelta(hours=hours)
    facts = {"port_date": date.isoformat()}
    port_out = a_port_out(S.AWAIT_COMPLETION, waiting=True, facts=facts)

    notices = dates_near(port_out, NOON)

    assert [(n.kind, n.date, n.is_mandatory) for n in notices] == (
        [(K.DATE_NEAR, date, True)] if is_near else []
    )


def test_a_date_that_has_moved_has_a_notice_of_its_own() -> None:
    def near(date: str) -> list[str]:
        port_out = a_port_out(S.AWAIT_COMPLETION, waiting=True, facts={"port_date": date})
        return [notice.key for notice in dates_near(port_out, NOON)]

    first, moved = near("2026-11-24T10:00:00-08:00"), near("2026-11-24T11:00:00-08:00")

    assert first == near("2026-11-24T10:00:00-08:00") == near("2026-11-24T18:00:00Z") != moved


def test_the_key_of_a_notice_is_fit_for_a_path() -> None:
    facts = {"port_date": "2026-11-24T10:00:00+00:00"}
    port_out = a_port_out(S.AWAIT_COMPLETION, waiting=True, facts=facts)

    (notice,) = dates_near(port_out, NOON)

    assert quote(notice.key) == notice.key


def test_no_notice_holds_a_number_a_name_a_pin_or_what_somebody_wrote() -> None:
    before = secretive()
    notices = [
        *all_notices(before),
        *(n for s in sorted(WAITS) if (n := noted(replace(before, state=s), to_decide=[CANARY]))),
    ]

    assert {notice.kind for notice in notices} >= set(NoticeKind) - {
        *(K.REQUESTED, K.REMINDED, K.DATE_NEAR),
        K.NUMBERS_LEFT,  # of no port-out: test_inventory_notice.py
    }
    for notice in notices:
        said = [subject(notice), text(notice), json.dumps(event(notice)), str(attributes(notice))]
        said += [json.dumps(notice.as_data())]
        for secret in (CANARY, "7391", *NUMBERS, *(number[2:] for number in NUMBERS)):
            assert secret not in "".join(said), notice.kind


def test_every_subject_fits_and_is_ascii_and_every_text_says_who_what_and_how() -> None:
    for notice in all_notices(a_port_out(id=LONG_ID, facts={"port_date": DATE})):
        said = subject(notice)
        assert len(said) <= LONGEST_SUBJECT, said
        assert said.isascii(), said
        assert said[0].isalpha(), said
        assert LONG_ID in said
        assert f"Type: port-out {notice.command.split()[1]} {LONG_ID}" in text(notice)
        assert "registered" in text(notice)
        command = notice.command.split()[1].replace("-", "_")
        assert (COMMANDS / f"{command}.py").is_file(), command
        assert notice.who == "nobody" or "Who acts now: " in text(notice)
        assert "operator." not in text(notice).replace(notice.command, ""), "jargon"
        look = f"port-out show {LONG_ID}"
        assert look in text(notice), "where to read on"


def test_a_notice_survives_the_table() -> None:
    for notice in all_notices(a_port_out(facts={"port_date": DATE})):
        assert Notice.from_data(json.loads(json.dumps(notice.as_data()))) == notice


def test_the_event_is_thin() -> None:
    notice = told(a_port_out(S.AWAIT_SUPPORT_GO_AHEAD), Out.EXPIRED)

    assert notice is not None
    said = event(notice)
    assert set(said) == {"id", "type", "timestamp", "data"}
    assert set(said["data"]) == {"port_out_id", "state", "who", "what", "by"}
    assert said["type"] == "port_out.expired"


def test_what_the_requester_may_send_says_nothing_of_notices() -> None:
    words = "".join(file.read_text("utf-8") for file in SCHEMAS.glob("*.json"))

    assert "notice" not in words.lower()
    assert "notif" not in words.lower()
    assert {K.REQUESTED, K.APPROVED, K.DATE_NEAR, K.COMPLETED} <= MANDATORY
