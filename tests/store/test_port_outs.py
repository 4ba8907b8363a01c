"""Port-outs: what is written is written once, whole, or not at all."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from port_out.domain.errors import PortOutNotFound, RecordMoved
from port_out.domain.follow_up import followed_up
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.number_history import with_event
from port_out.domain.numbers import Number, NumberEvent, NumberOutcome
from port_out.domain.order import Identity
from port_out.domain.port_out import NEVER, PortOut, Release, advance, note, requested
from port_out.domain.record import Transition, breaks_in
from port_out.store.number_rows import in_order
from tests.builders import ID, IDENTITY, NOON, NUMBERS, OPERATOR, an_order
from tests.domain.samples import a_signal
from tests.store.conftest import Stores

S = State
FOREIGN = Identity(
    company_name="Žlutý kůň \u202e携帯 🐴 GmbH \t",
    authorized_person="Ñandú O'Neil",
    address_line_1='"410" Terry, Avenue\\North',
    city="Þórshöfn",
    postal_code="08001",
    country_code="IS",
    state_or_region="",
)
AWKWARD: dict[str, Any] = {
    "float": 0.1,
    "whole": 2.0,
    "large": 10**20,
    "small": 1e-9,
    "none": None,
    "flag": False,
    "empty": "",
    "nothing": {},
    "list": [1, "1", [True, {"deep": ["携帯", 0.30000000000000004]}]],
    "text": "携帯 \u2028 \x00 é é",
}


def placed(stores: Stores, id_: str = ID, at: datetime = NOON, **order: Any) -> PortOut:
    """A port-out that was just requested."""
    port_out, line = requested(id_, an_order(**order), at=at, by=OPERATOR, facts={"numbers": 3})
    assert stores.port_outs.add(port_out, line, NUMBERS)
    return stores.port_outs.get(id_)


def moved(stores: Stores, before: PortOut, *outcomes: Outcome, **more: Any) -> PortOut:
    """The port-out after these outcomes, recorded one by one."""
    for outcome in outcomes:
        after, line = advance(before, outcome, at=NOON, by="me", because="test", **more)
        stores.port_outs.record(before, after, line)
        before = stores.port_outs.get(before.id)
    return before


def everything(stores: Stores, id_: str = ID) -> tuple[Any, ...]:
    """All that is known of a port-out, to compare before and after."""
    return (
        stores.port_outs.get(id_),
        stores.port_outs.transitions(id_),
        stores.inbox.signals(id_),
        stores.outbox.pending(id_),
        stores.port_outs.numbers(id_),
    )


def test_a_new_port_out_comes_back_as_it_was(stores: Stores) -> None:
    order = an_order(identity=FOREIGN, contact_cc=("a@example.com", "b@example.com"))
    at = datetime(2026, 11, 23, 4, 0, 0, 1, tzinfo=timezone(timedelta(hours=-8)))
    port_out, line = requested(ID, order, at=at, by=OPERATOR, facts=AWKWARD)

    assert stores.port_outs.add(port_out, line, NUMBERS)

    assert stores.port_outs.get(ID) == replace(port_out, revision=1)
    assert stores.port_outs.transitions(ID) == [line]
    assert breaks_in(stores.port_outs.transitions(ID), last_hash=port_out.last_hash) == []
    assert in_order(stores.port_outs.numbers(ID)) == list(NUMBERS)


def test_a_port_out_is_added_once(stores: Stores) -> None:
    first = moved(stores, placed(stores), Outcome.CONFIRMED)
    again, line = requested(ID, an_order(reference="other"), at=NOON, by="other", facts={})

    assert not stores.port_outs.add(again, line, NUMBERS)

    assert stores.port_outs.get(ID) == first
    assert len(stores.port_outs.transitions(ID)) == 2


def test_a_request_that_came_second_changes_no_number_of_the_first(stores: Stores) -> None:
    placed(stores)
    stores.port_outs.set_outcomes(ID, [NUMBERS[0]], NumberOutcome.REMOVED)
    again, line = requested(ID, an_order(), at=NOON, by="other", facts={})

    assert not stores.port_outs.add(again, line, ["+12065550199", NUMBERS[0]])

    assert in_order(stores.port_outs.numbers(ID)) == list(NUMBERS[1:])


def test_numbers_that_a_cut_off_request_did_not_write_are_written_later(stores: Stores) -> None:
    port_out, line = requested(ID, an_order(), at=NOON, by="me", facts={})
    stores.port_outs.add(port_out, line, NUMBERS[:1])

    stores.port_outs.add_numbers(ID, NUMBERS)

    assert in_order(stores.port_outs.numbers(ID)) == list(NUMBERS)


def test_a_port_out_that_does_not_exist_is_not_found(stores: Stores) -> None:
    with pytest.raises(PortOutNotFound):
        stores.port_outs.get("po-unknown")

    assert stores.port_outs.numbers("po-unknown") == []
    assert stores.port_outs.transitions("po-unknown") == []


def test_state_line_signal_and_messages_are_written_together(stores: Stores) -> None:
    before = placed(stores)
    signal = a_signal("support.asked", "s-1", question="Which PIN?")
    stores.inbox.keep(signal)
    after, line = note(before, at=NOON, by="me", because="s-1", facts=AWKWARD, learned=AWKWARD)

    stores.port_outs.record(before, after, line, signal=signal, messages=[("key", "text")])

    stored = stores.port_outs.get(ID)
    assert stored == replace(after, revision=before.revision + 1)
    assert stores.port_outs.transitions(ID)[-1] == line
    assert breaks_in(stores.port_outs.transitions(ID), last_hash=stored.last_hash) == []
    assert stores.inbox.signals(ID) == [replace(signal, used_in=2)]
    assert stores.outbox.pending(ID) == [("key", "text")]


Spoil = Callable[[Stores, PortOut], dict[str, Any]]


def _stale_state(stores: Stores, before: PortOut) -> dict[str, Any]:
    return {"before": replace(before, revision=before.revision - 1)}


def _line_is_there(stores: Stores, before: PortOut) -> dict[str, Any]:
    return {"line": stores.port_outs.transitions(ID)[0]}


def _signal_is_used(stores: Stores, before: PortOut) -> dict[str, Any]:
    used = a_signal("support.approved", "s-used")
    stores.inbox.keep(used)
    stores.inbox.drop(used, 1)
    return {"signal": used}


@pytest.mark.parametrize("spoil", [_stale_state, _line_is_there, _signal_is_used])
def test_one_condition_that_fails_leaves_everything_as_it_was(stores: Stores, spoil: Spoil) -> None:
    before = placed(stores)
    signal = a_signal("support.gave_go_ahead", "s-1")
    stores.inbox.keep(signal)
    after, line = advance(before, Outcome.CONFIRMED, at=NOON, by="me", because="x")
    given: dict[str, Any] = {"before": before, "after": after, "line": line, "signal": signal}
    given |= spoil(stores, before)
    found = everything(stores)

    with pytest.raises(RecordMoved):
        stores.port_outs.record(**given, messages=[("key", "text")])

    assert everything(stores) == found


def test_a_signal_that_is_not_stored_is_not_used(dynamodb: Stores) -> None:
    before = placed(dynamodb)
    after, line = note(before, at=NOON, by="me", because="s-1", facts={})

    with pytest.raises(RecordMoved):
        dynamodb.port_outs.record(before, after, line, signal=a_signal("support.approved"))


def test_of_two_who_write_at_once_one_wins(stores: Stores) -> None:
    before = placed(stores)
    ours, our_line = advance(before, Outcome.CONFIRMED, at=NOON, by="us", because="x")
    theirs, their_line = advance(before, Outcome.REJECTED, at=NOON, by="them", because="x")

    stores.port_outs.record(before, ours, our_line)
    with pytest.raises(RecordMoved):
        stores.port_outs.record(before, theirs, their_line)

    assert stores.port_outs.get(ID).state is S.ASSEMBLE_EVIDENCE
    assert [t.by for t in stores.port_outs.transitions(ID)] == [OPERATOR, "us"]


def test_a_change_that_is_no_transition_loses_the_race_too(stores: Stores) -> None:
    before = placed(stores)

    changed = stores.port_outs.change(before, waiting=True, due_at=NOON + timedelta(days=1))
    with pytest.raises(RecordMoved):
        stores.port_outs.change(before, waiting=False)
    with pytest.raises(RecordMoved):
        moved(stores, before, Outcome.CONFIRMED)

    assert stores.port_outs.get(ID) == changed
    assert changed.waiting
    assert len(stores.port_outs.transitions(ID)) == 1


@pytest.mark.parametrize(
    "release",
    [
        None,
        Release(Outcome.CORRECTED, 2),
        Release(Outcome.PORTED, 1, delivered=True),
        Release(Outcome.RESCHEDULED, 3, refused=True),
    ],
)
def test_a_release_comes_back_as_it_was(stores: Stores, release: Release | None) -> None:
    changed = stores.port_outs.change(placed(stores), release=release)

    assert stores.port_outs.get(ID) == changed


def test_the_record_comes_back_in_the_order_of_its_numbers(stores: Stores) -> None:
    before = placed(stores)
    for count in range(2, 13):
        after, line = note(before, at=NOON, by="me", because=f"s-{count}", facts={})
        stores.port_outs.record(before, after, line)
        before = stores.port_outs.get(ID)

    found = stores.port_outs.transitions(ID)

    assert [line.sequence for line in found] == list(range(1, 13))
    assert breaks_in(found, last_hash=before.last_hash) == []


def test_numbers_come_in_order_and_keep_what_became_of_them(stores: Stores) -> None:
    placed(stores)

    stores.port_outs.set_outcomes(ID, [NUMBERS[1]], NumberOutcome.REMOVED, "as asked")
    stores.port_outs.set_outcomes(ID, [NUMBERS[1]], NumberOutcome.REMOVED, "as asked")

    assert stores.port_outs.numbers(ID) == [
        Number(NUMBERS[0]),
        Number(NUMBERS[1], NumberOutcome.REMOVED, "as asked"),
        Number(NUMBERS[2]),
    ]
    assert in_order(stores.port_outs.numbers(ID)) == [NUMBERS[0], NUMBERS[2]]


def test_a_history_grows_by_one_event_and_who_lost_the_race_is_refused(stores: Stores) -> None:
    placed(stores)
    ported = NumberEvent(5, "2026-11-23T12:00:00Z", NumberOutcome.PORTED, "", "s-1")
    before = stores.port_outs.numbers(ID)[0]

    stores.port_outs.write_numbers(ID, [with_event(before, ported)])

    after = stores.port_outs.numbers(ID)[0]
    assert (after.outcome, after.history, after.changes) == ("ported", (ported,), 1)
    assert with_event(after, ported) is after, "said again it is the same"
    with pytest.raises(RecordMoved):
        stores.port_outs.write_numbers(ID, [with_event(before, ported)])


def test_a_number_that_is_not_in_the_order_gets_no_outcome(stores: Stores) -> None:
    placed(stores)

    with pytest.raises(RecordMoved):
        stores.port_outs.set_outcomes(ID, ["+12065550199"], NumberOutcome.PORTED)

    assert len(stores.port_outs.numbers(ID)) == len(NUMBERS)


def test_each_rejected_number_gets_its_own_reason_and_the_others_stay(stores: Stores) -> None:
    placed(stores)
    problems = {NUMBERS[0]: "is gone", NUMBERS[2]: "is a short code"}

    for _ in range(2):
        stores.port_outs.reject(ID, problems)
    stores.port_outs.reject(ID, {})

    assert stores.port_outs.numbers(ID) == [
        Number(NUMBERS[0], NumberOutcome.REJECTED, "is gone"),
        Number(NUMBERS[1]),
        Number(NUMBERS[2], NumberOutcome.REJECTED, "is a short code"),
    ]
    assert in_order(stores.port_outs.numbers(ID)) == list(NUMBERS), "rejected is not removed"


def test_a_state_lists_the_most_urgent_first_and_only_what_is_due(stores: Stores) -> None:
    for hours in (3, 1, 2):
        placed(stores, f"po-{hours}", at=NOON + timedelta(hours=hours))
    moved(stores, placed(stores, "po-gone"), Outcome.CONFIRMED)
    second_due = stores.port_outs.get("po-2").due_at

    every, more = stores.port_outs.in_state(S.CONFIRM_OWNERSHIP)
    due, _ = stores.port_outs.in_state(S.CONFIRM_OWNERSHIP, due_before=second_due)
    almost, _ = stores.port_outs.in_state(
        S.CONFIRM_OWNERSHIP, due_before=second_due - timedelta(microseconds=1)
    )

    assert [p.id for p in every] == ["po-1", "po-2", "po-3"]
    assert more is None
    assert [p.id for p in due] == ["po-1", "po-2"]
    assert [p.id for p in almost] == ["po-1"]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 10])
def test_pages_together_are_the_whole_list(stores: Stores, size: int) -> None:
    for number in range(7):
        placed(stores, f"po-{number}", at=NOON + timedelta(minutes=number))

    found, cursor, pages = list[str](), None, 0
    while pages == 0 or cursor is not None:
        page, cursor = stores.port_outs.in_state(S.CONFIRM_OWNERSHIP, limit=size, cursor=cursor)
        found += [p.id for p in page]
        pages += 1
        assert len(page) <= size
        assert pages <= 8

    assert found == [f"po-{number}" for number in range(7)]


@pytest.mark.parametrize("size", [1, 2, 3])
def test_ends_are_listed_with_whom_nobody_has_anything_to_do_last(
    stores: Stores, size: int
) -> None:
    for number in range(4):
        failed = moved(stores, placed(stores, f"po-{number}"), Outcome.FAILED)
        if number in (0, 2):
            stores.port_outs.change(failed, due_at=NEVER)

    found, cursor, pages = list[str](), None, 0
    while pages == 0 or cursor is not None:
        page, cursor = stores.port_outs.in_state(S.FAILED, limit=size, cursor=cursor)
        found += [p.id for p in page]
        pages += 1

    assert found == ["po-1", "po-3", "po-0", "po-2"]
    assert [p.id for p in stores.port_outs.looked_after()] == ["po-1", "po-3"]


def test_a_case_is_found_by_either_of_its_ids(stores: Stores) -> None:
    known = moved(stores, placed(stores), Outcome.CONFIRMED, learned={"case_id": "c-1"})
    registered = placed(stores, "po-2")
    moved(stores, registered, Outcome.CONFIRMED, learned={"display_id": "111"})

    assert stores.port_outs.by_case(case_id="c-1") == known
    assert stores.port_outs.by_case(case_id="c-unknown", display_id="111") is not None
    assert stores.port_outs.by_case(case_id="c-unknown") is None
    assert stores.port_outs.by_case(display_id="c-1") is None
    assert stores.port_outs.by_case() is None


@pytest.mark.parametrize("known", [{"case_id": "c-1", "display_id": "1"}, {"display_id": "1"}])
def test_a_case_that_was_followed_by_another_still_finds_its_port_out(
    stores: Stores, known: dict[str, str]
) -> None:
    first = moved(stores, placed(stores), Outcome.CONFIRMED, learned=known)
    second = followed_up(first.facts, "c-2", "2", "x")

    after = moved(stores, moved(stores, first, Outcome.READY, learned=second), Outcome.OPENED)
    third = followed_up(after.facts, "c-3", "3", "y")
    last = moved(stores, after, Outcome.GO_AHEAD, learned=third)

    for number in "123":
        assert stores.port_outs.by_case(display_id=number) == last
    assert stores.port_outs.by_case(case_id="c-1") == (last if "case_id" in known else None)
    assert stores.port_outs.by_case(case_id="c-2") == last
    assert stores.port_outs.by_case(case_id="c-3") == last
    assert [number.number for number in stores.port_outs.numbers(ID)] == list(NUMBERS)


def test_every_port_out_that_a_number_was_in_is_found(stores: Stores) -> None:
    for id_ in ("po-1", "po-2"):
        placed(stores, id_)
    stores.port_outs.set_outcomes("po-1", [NUMBERS[0]], NumberOutcome.REMOVED)

    assert sorted(p.id for p in stores.port_outs.with_number(NUMBERS[0])) == ["po-1", "po-2"]
    assert stores.port_outs.with_number("+12065550199") == []


def test_what_was_read_can_not_change_what_is_stored(stores: Stores) -> None:
    before = moved(stores, placed(stores), Outcome.CONFIRMED, learned={"list": ["a"]})

    before.facts["list"].append("b")

    assert stores.port_outs.get(ID).facts["list"] == ["a"]


def test_a_line_keeps_its_hash_whatever_is_in_its_facts(stores: Stores) -> None:
    order = an_order(identity=replace(IDENTITY, company_name="携帯"))
    port_out, line = requested("po-awkward", order, at=NOON, by=OPERATOR, facts=AWKWARD)

    stores.port_outs.add(port_out, line, NUMBERS)

    [found] = stores.port_outs.transitions("po-awkward")
    assert isinstance(found, Transition)
    assert found.computed_hash() == found.hash == line.hash
    assert found.facts == AWKWARD
    assert type(found.facts["whole"]) is float
    assert found.at.tzinfo == UTC or found.at.utcoffset() == timedelta(0)


def test_a_port_out_of_5000_numbers_fits_into_a_row(dynamodb: Stores) -> None:
    numbers = [f"+1206{n:07}" for n in range(5_550_000, 5_555_000)]
    before = placed(dynamodb)
    refusal = {"code": "OTHER", "reason": "🐴" * 1000, "numbers": numbers, "by": "AWS Support"}
    known = {"refusal": refusal, "ported_numbers": numbers}
    said = {"numbers": numbers, "reason": "🐴" * 1000}

    after, line = note(before, at=NOON, by="me", because="x", facts=said, learned=known)
    dynamodb.port_outs.record(before, after, line)

    assert dynamodb.port_outs.get(ID).facts == known
