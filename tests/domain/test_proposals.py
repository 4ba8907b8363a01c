"""A proposal is exactly what was said, by whom, in which situation; anything else is another."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from port_out.domain.bill_said import contradicts_bill
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.next_step import next_step
from port_out.domain.notice_tasks import task
from port_out.domain.port_out import PortOut
from port_out.domain.proposals import (
    PROPOSED,
    What,
    changed_since,
    expiry_signal,
    open_proposal,
    proposal_of,
    proposed,
    takes_two,
    to_approve,
    void,
)
from port_out.domain.second_person import TwoPersons
from port_out.domain.seconding import Use, approved_override, used_as
from port_out.domain.signals import Signal
from port_out.domain.waits import NOTE, Verdict
from tests.builders import ACCOUNT, ID, NOON, NUMBERS, OPERATOR
from tests.domain.samples import ALL, a_port_out, a_signal

S = State
BOB = f"arn:aws:iam::{ACCOUNT}:user/bob"
SOON = (NOON + timedelta(days=3)).isoformat()
ON, OFF = TwoPersons(is_on=True, above=100), TwoPersons(is_on=False, above=100)
CANCEL = a_signal("operator.cancelled", reason="wrong numbers", confirm=True)
OVERRIDE = a_signal("operator.corrected", override_reason="agreed by telephone")


def agreed(**facts: Any) -> PortOut:
    """It waits for the completion of a port that is near."""
    return a_port_out(S.AWAIT_COMPLETION, waiting=True, facts={"port_date": SOON} | facts)


def differing(**facts: Any) -> PortOut:
    """It waits for a correction."""
    return a_port_out(S.AWAIT_CORRECTION, waiting=True, facts={"bill_sha256": "b"} | facts)


def with_proposal(port_out: PortOut, signal: Signal = CANCEL, what: What = What.CANCEL) -> PortOut:
    """The same, once this was proposed."""
    known = proposed(port_out, signal, what).as_data()
    return replace(port_out, facts={**port_out.facts, PROPOSED: known})


def approval(port_out: PortOut, by: str = BOB, **changes: Any) -> Signal:
    """A second person approves what is proposed."""
    facts = {"sha256": port_out.facts[PROPOSED]["sha256"], "reason": "agreed"}
    said = a_signal("approver.approved", "ap-1", by, **facts)
    return replace(said, **{"received_at": NOON + timedelta(hours=2)} | changes)


@pytest.mark.parametrize(
    ("port_out", "signal", "what"),
    [
        (agreed(), CANCEL, What.CANCEL),
        (agreed(port_date=(NOON - timedelta(days=1)).isoformat()), CANCEL, What.CANCEL),
        (agreed(port_date=(NOON + timedelta(days=30)).isoformat()), CANCEL, None),
        (a_port_out(S.AWAIT_APPROVAL), CANCEL, None),
        (differing(), OVERRIDE, What.OVERRIDE),
        (differing(), a_signal("operator.corrected", identity={"city": "Tacoma"}), None),
        (agreed(), a_signal("carrier.cancelled"), None),
        (agreed(), a_signal("clock.expired", override_reason="x"), None),
    ],
)
def test_a_late_cancel_and_an_override_take_two_and_nothing_else_does(
    port_out: PortOut, signal: Signal, what: What | None
) -> None:
    assert takes_two(port_out, signal) is what


def test_a_proposal_survives_the_way_through_plain_data() -> None:
    port_out = with_proposal(agreed())

    proposal = proposal_of(port_out)

    assert proposal == proposed(agreed(), CANCEL, What.CANCEL)
    assert proposal is not None
    assert (proposal.by.arn, proposal.at, proposal.signal) == (OPERATOR, NOON, "s-1")
    assert proposal_of(agreed()) is None


@pytest.mark.parametrize(
    "other",
    [
        replace(CANCEL, id="s-2"),
        replace(CANCEL, by=BOB),
        replace(CANCEL, by_id="AIDA1"),
        replace(CANCEL, facts={"reason": "wrong number", "confirm": True}),
        replace(CANCEL, port_out_id="po-other"),
        replace(OVERRIDE, facts=CANCEL.facts),
    ],
)
def test_another_word_person_or_port_out_is_another_proposal(other: Signal) -> None:
    port_out = agreed()

    first, second = (proposed(port_out, s, What.CANCEL) for s in (CANCEL, other))

    assert first.sha256 != second.sha256
    assert first.sha256 != proposed(port_out, CANCEL, What.OVERRIDE).sha256


@pytest.mark.parametrize(
    ("what", "changes", "named"),
    [
        (What.CANCEL, {"port_date": "2026-12-24T10:00:00-08:00"}, ["the agreed date"]),
        (What.CANCEL, {"ported_numbers": [NUMBERS[0]]}, ["the numbers that have moved"]),
        (What.CANCEL, {"bill_sha256": "c", "question": "?"}, []),
        (What.OVERRIDE, {"bill_sha256": "c"}, ["the bill"]),
        (What.OVERRIDE, {"named": {"by": "x"}}, ["the bill"]),
        (What.OVERRIDE, {"expected": {"source": "x"}}, ["the bill"]),
        (What.OVERRIDE, {"port_date": "2026-12-24T10:00:00-08:00"}, []),
    ],
)
def test_what_the_second_person_looks_at_must_be_as_it_was(
    what: What, changes: dict[str, Any], named: list[str]
) -> None:
    signal = CANCEL if what is What.CANCEL else OVERRIDE
    port_out = agreed() if what is What.CANCEL else differing()
    proposal = proposed(port_out, signal, what)

    after = replace(port_out, facts={**port_out.facts, **changes})

    assert changed_since(after, proposal) == named
    assert proposal.sha256 == proposed(port_out, signal, what).sha256
    assert (proposed(after, signal, what).sha256 == proposal.sha256) == (not named)


@pytest.mark.parametrize("what", list(What))
def test_a_proposal_is_for_one_stay_in_one_wait(what: What) -> None:
    port_out = agreed()
    proposal = proposed(port_out, CANCEL, what)

    stays = [replace(port_out, entered_version=9), replace(port_out, state=S.AWAIT_APPROVAL)]

    assert [changed_since(p, proposal) for p in stays] == [["where the port-out stands"]] * 2


def test_a_correction_of_the_order_ends_an_override_that_waits() -> None:
    port_out = with_proposal(differing(), OVERRIDE, What.OVERRIDE)
    identity = replace(port_out.order.identity, city="Tacoma")

    after = replace(port_out, order=replace(port_out.order, identity=identity))

    assert open_proposal(port_out) is not None
    assert open_proposal(after) is None
    assert changed_since(after, proposed(differing(), OVERRIDE, What.OVERRIDE)) == ["the order"]


@pytest.mark.parametrize(
    ("port_out", "what", "days"),
    [
        (agreed(), What.CANCEL, 3),
        (agreed(port_date=(NOON - timedelta(days=1)).isoformat()), What.CANCEL, 7),
        (agreed(port_date=NOON.isoformat()), What.CANCEL, 7),
        (agreed(port_date=(NOON + timedelta(days=8)).isoformat()), What.CANCEL, 7),
        (agreed(), What.OVERRIDE, 7),
    ],
)
def test_it_can_be_approved_for_seven_days_and_a_cancel_until_the_agreed_date(
    port_out: PortOut, what: What, days: int
) -> None:
    proposal = proposed(port_out, CANCEL, what)
    ends = NOON + timedelta(days=days)

    assert proposal.until == ends
    assert void(port_out, proposal, ends) == ""
    assert "until 2026-" in void(port_out, proposal, ends + timedelta(seconds=1))


def test_the_clock_speaks_once_it_is_over_and_only_of_what_still_waits() -> None:
    port_out = with_proposal(agreed())
    late, now = NOON + timedelta(days=3, minutes=1), NOON

    signal = expiry_signal(port_out, late, now)

    assert expiry_signal(port_out, NOON + timedelta(days=3), now) is None
    assert expiry_signal(agreed(), late, now) is None
    assert expiry_signal(replace(port_out, entered_version=9), late, now) is None
    assert signal is not None
    assert (signal.type, signal.by, signal.received_at) == ("clock.proposal_expired", "clock", now)
    assert signal == expiry_signal(port_out, late, now)
    assert (signal.id[:17], signal.port_out_id) == ("clock-4-proposal-", ID)
    assert signal.facts["entered_version"] == 4
    assert signal.facts["as_of"] == late.isoformat()
    assert signal.facts["sha256"] == port_out.facts[PROPOSED]["sha256"]


def test_people_see_a_proposal_whole_and_else_the_order_that_waits() -> None:
    port_out = with_proposal(agreed())
    order = {"what": "order", "sha256": "a", "numbers": 3}

    shown = to_approve(port_out, [approval(port_out), CANCEL])

    assert shown == {
        "what": "cancel",
        "sha256": port_out.facts[PROPOSED]["sha256"],
        "numbers": 3,
        "proposed_by": OPERATOR,
        "proposed_at": "2026-11-23T12:00:00.000000+00:00",
        "until": "2026-11-26T12:00:00.000000+00:00",
        "facts": dict(CANCEL.facts),
    }
    assert to_approve(agreed(to_approve=order), []) == order
    assert to_approve(agreed(), []) is None


@pytest.mark.parametrize(
    ("port_out", "words"),
    [
        (with_proposal(agreed()), "cancel the port though its date is near"),
        (
            with_proposal(differing(), OVERRIDE, What.OVERRIDE),
            "go on though the LOA is not what the bill shows",
        ),
    ],
)
def test_who_must_act_is_a_second_person_before_all_else(port_out: PortOut, words: str) -> None:
    port_out = replace(port_out, facts={**port_out.facts, "question": "Which PIN?"})

    step = next_step(port_out)
    what, command = task(port_out, step.who)

    assert (step.who, words in step.what, words in what) == ("operator", True, True)
    assert command == f"port-out approve {ID} --reason REASON"
    assert step.by == open_proposal(port_out).until  # type: ignore[union-attr] # it has one
    assert step.otherwise == "it lapses then, and nothing is done"


def test_what_is_proposed_is_noted_and_known_and_says_what_it_replaces() -> None:
    first = with_proposal(agreed())

    use = used_as(agreed(), CANCEL, ALL, [CANCEL], ON)
    again = used_as(first, replace(CANCEL, id="s-2"), ALL, [CANCEL], ON)

    assert (use.verdict, use.is_approval) == (NOTE, False)
    assert use.learned == {PROPOSED: first.facts[PROPOSED]}
    assert use.on_record == {
        "proposed": "cancel",
        "sha256": first.facts[PROPOSED]["sha256"],
        "until": "2026-11-26T12:00:00.000000+00:00",
    }
    assert again.on_record["replaces"] == first.facts[PROPOSED]["sha256"]


def test_without_the_rule_and_where_nothing_would_move_nothing_is_proposed() -> None:
    after = replace(agreed(), state=S.AWAIT_SECOND_EVIDENCE)

    off, over = used_as(agreed(), CANCEL, ALL, [], OFF), used_as(after, CANCEL, ALL, [], ON)

    assert (off.verdict, off.learned, off.on_record) == (Verdict(Outcome.CANCELLED), {}, {})
    assert (over.verdict, over.learned) == (NOTE, {})


def test_an_approval_acts_as_what_it_approves_said_when_it_was_approved() -> None:
    port_out = with_proposal(agreed())
    said = approval(port_out)

    use = used_as(port_out, said, ALL, [said, CANCEL], ON)

    assert use.verdict == Verdict(Outcome.CANCELLED)
    assert (use.acts, use.signal) == (replace(CANCEL, received_at=said.received_at), said)
    assert use.learned == {PROPOSED: None}
    assert use.on_record == {
        "sha256": said.facts["sha256"],
        "approved_for": "agreed",
        "proposal": "s-1",
        "proposed_by": OPERATOR,
    }


@pytest.mark.parametrize(
    "changes",
    [
        {"by": OPERATOR},
        {"by": f"arn:aws:iam::{ACCOUNT}:user/OPERATOR"},
        {"facts": {"sha256": "0" * 64, "reason": "x"}},
        {"received_at": NOON + timedelta(days=3, seconds=1)},
    ],
)
def test_an_approval_that_does_not_count_is_noted_and_the_proposal_stays(
    changes: dict[str, Any],
) -> None:
    port_out = with_proposal(agreed())

    use = used_as(port_out, approval(port_out, **changes), ALL, [CANCEL], ON)

    assert (use.verdict, use.is_approval) == (NOTE, False)
    assert (use.learned, use.on_record) == ({}, {})


@pytest.mark.parametrize(
    "known", [[], [replace(CANCEL, facts={"reason": "forged"})], [replace(CANCEL, by=BOB)]]
)
def test_what_was_stored_must_be_what_was_proposed(known: list[Signal]) -> None:
    port_out = with_proposal(agreed())

    assert not used_as(port_out, approval(port_out), ALL, known, ON).is_approval


@pytest.mark.parametrize(
    "type_", ["approver.declined", "operator.withdrew", "clock.proposal_expired"]
)
def test_what_ends_a_proposal_names_it(type_: str) -> None:
    port_out = with_proposal(agreed())
    sha256 = port_out.facts[PROPOSED]["sha256"]
    meant, other = a_signal(type_, sha256=sha256, reason="no"), a_signal(type_, sha256="0")

    uses = [used_as(port_out, signal, ALL, [], ON) for signal in (meant, other)]
    none = used_as(agreed(), meant, ALL, [], ON)

    assert [use.verdict for use in uses] == [NOTE, NOTE]
    assert [use.learned for use in (*uses, none)] == [{PROPOSED: None}, {}, {}]


def test_news_that_only_carries_the_same_hash_ends_no_proposal() -> None:
    port_out = with_proposal(agreed())
    said = a_signal("support.asked", sha256=port_out.facts[PROPOSED]["sha256"], question="?")

    assert used_as(port_out, said, ALL, [], ON).learned == {}


def test_an_override_names_who_approved_it_and_one_without_a_second_person_nobody() -> None:
    said, learned = approval(with_proposal(agreed())), {"override": {"by": OPERATOR}, "x": 1}
    verdict = Verdict(Outcome.CORRECTED)

    both = approved_override(learned, Use(said, OVERRIDE, verdict))
    alone = approved_override(learned, Use(OVERRIDE, OVERRIDE, verdict))

    assert both == {"override": {"by": OPERATOR, "approved_by": BOB}, "x": 1}
    assert alone == learned
    assert approved_override({"x": 1}, Use(said, OVERRIDE, verdict)) == {"x": 1}


READ = {"source": "invoice profile", "fields": {"city": "Seattle"}, "persons": ["Ana", "Ben"]}


@pytest.mark.parametrize(
    ("expected", "said", "contradicts"),
    [
        (READ, {"city": "Tacoma"}, True),
        (READ, {"city": "Seattle", "title": "Dr"}, False),
        (READ, {"title": "Dr", "city": "Tacoma"}, True),
        (READ, {"authorized_person": "Ben"}, False),
        (READ, {"authorized_person": "Cy"}, True),
        (READ | {"persons": []}, {"authorized_person": "Cy"}, False),
        (READ, {}, False),
        (None, {"city": "Tacoma"}, False),
        (READ | {"source": "the word of the operator"}, {"city": "Tacoma"}, False),
    ],
)
def test_what_is_said_against_what_was_read_on_the_bill_is_an_override_by_another_name(
    expected: Any, said: dict[str, str], contradicts: bool
) -> None:
    facts: dict[str, Any] = {"bill_identity": said} if said else {"identity": {"city": "Tacoma"}}
    port_out = differing(**({"expected": expected} if expected else {}))

    assert contradicts_bill(port_out.facts, facts) is contradicts
    assert takes_two(port_out, a_signal("operator.corrected", **facts)) is (
        What.OVERRIDE if contradicts else None
    )


def test_a_proposal_is_shown_without_what_it_says_where_its_signal_is_not_at_hand() -> None:
    port_out = with_proposal(agreed())

    shown = to_approve(port_out, [a_signal("operator.cancelled", "s-other", reason="x")])
    known = to_approve(port_out, [CANCEL])

    assert shown is not None
    assert known is not None
    assert shown["facts"] == {}
    assert known == shown | {"facts": dict(CANCEL.facts)}
