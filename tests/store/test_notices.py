"""Notices: written with the transition, handed out once, found while they wait."""

from dataclasses import replace
from datetime import timedelta

from port_out.domain.life_cycle import Outcome
from port_out.domain.notices import NoticeKind, notice_of
from port_out.domain.port_out import advance, requested
from port_out.store.notices import LEASE, Kept
from tests.builders import ID, NOON, NUMBERS, OPERATOR, an_order
from tests.store.conftest import Stores


def a_kept(stores: Stores) -> Kept:
    """The notice of a request, which is still to be sent."""
    port_out, line = requested(ID, an_order(), at=NOON, by=OPERATOR, facts={})
    stores.port_outs.add(port_out, line, NUMBERS)
    (kept,) = stores.notices.of(ID)
    return kept


def test_a_notice_is_written_with_its_transition(stores: Stores) -> None:
    kept = a_kept(stores)
    before = stores.port_outs.get(ID)

    after, line = advance(before, Outcome.REJECTED, at=NOON, by="p", because="s")
    stores.port_outs.record(before, after, line)

    assert (kept.notice.kind, kept.sent, kept.due_at) == (NoticeKind.REQUESTED, {}, NOON)
    assert [k.notice for k in stores.notices.of(ID)] == [
        kept.notice,
        notice_of(before, after, line),
    ]
    assert stores.notices.waiting(NOON) == [ID]


def test_a_port_out_is_not_in_the_list_of_states_because_of_its_notices(stores: Stores) -> None:
    a_kept(stores)
    port_out = stores.port_outs.get(ID)

    found, _ = stores.port_outs.in_state(port_out.state)

    assert found == [port_out]


def test_one_of_two_gets_a_notice_and_after_its_lease_anybody(stores: Stores) -> None:
    kept = a_kept(stores)

    mine = stores.notices.claim(kept, NOON)
    theirs = stores.notices.claim(kept, NOON)
    (again,) = stores.notices.of(ID)
    early = stores.notices.claim(again, NOON + LEASE - timedelta(seconds=1))
    late = stores.notices.claim(again, NOON + LEASE)

    assert mine is not None
    assert late is not None
    assert (theirs, early) == (None, None)
    assert stores.notices.waiting(NOON) == [ID], "a claim moves it nowhere in the index"


def test_whoever_was_too_slow_writes_nothing(stores: Stores) -> None:
    kept = a_kept(stores)
    slow = stores.notices.claim(kept, NOON)
    assert slow is not None
    (seen,) = stores.notices.of(ID)
    assert stores.notices.claim(seen, NOON + LEASE) is not None

    written = stores.notices.write(slow, replace(slow, sent={"topic": "x"}))

    assert written is None
    assert stores.notices.of(ID)[0].sent == {}


def test_what_is_sent_no_longer_waits_until_it_is_asked_for_again(stores: Stores) -> None:
    kept = a_kept(stores)
    done = stores.notices.write(kept, replace(kept, sent={"topic": "then"}, due_at=None))

    (stands,) = stores.notices.of(ID)
    waits = stores.notices.waiting(NOON + timedelta(days=9))
    again = stores.notices.again(ID, kept.notice.key, NOON)

    assert done == stands == replace(kept, sent={"topic": "then"}, due_at=None)
    assert waits == []
    assert again == replace(kept, due_at=NOON)
    assert stores.notices.waiting(NOON) == [ID]
    assert stores.notices.again(ID, "none", NOON) is None


def test_a_notice_of_the_sweep_is_stored_once(stores: Stores) -> None:
    kept = a_kept(stores)
    near = replace(kept.notice, key="near-1")

    assert stores.notices.add(near)
    assert not stores.notices.add(replace(near, count=9))

    assert [k.notice.count for k in stores.notices.of(ID)] == [3, 3]


def test_what_was_given_up_is_found_until_it_is_asked_for_again(stores: Stores) -> None:
    kept = a_kept(stores)
    after = replace(kept, tries=8, due_at=None, given_up_at=NOON)

    written = stores.notices.write(kept, after)
    (stands,) = stores.notices.of(ID)
    lost = stores.notices.undelivered()
    waits = stores.notices.waiting(NOON + timedelta(days=9))
    stores.notices.again(ID, kept.notice.key, NOON)

    assert written == stands == after
    assert (lost, waits) == ({ID: 1}, [])
    assert stores.notices.undelivered() == {}
    assert stores.notices.waiting(NOON) == [ID]
