"""The record is a chain: whatever is changed in it afterwards is found."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as some

from port_out.domain.record import GENESIS, Transition, breaks_in, canonical, timestamp

START = datetime(2026, 11, 23, 12, 0, 0, 123456, tzinfo=UTC)
FIELDS = [
    "port_out_id",
    "came_from",
    "went_to",
    "outcome",
    "by",
    "because",
    "previous_hash",
    "hash",
]
FACTS: dict[str, Any] = {"numbers": ["+12065550100"], "name": "Žlutý kůň 携帯", "count": 3}


def a_chain(length: int) -> list[Transition]:
    """A record of so many lines that holds."""
    lines: list[Transition] = []
    for number in range(1, length + 1):
        before = lines[-1].hash if lines else GENESIS
        at = START + timedelta(hours=number)
        facts = FACTS | {"line": number}
        line = Transition("po-1", number, "A", "B", "moved", at, "me", "step", facts, before)
        lines.append(line.sealed())
    return lines


def test_a_record_that_nobody_touched_holds() -> None:
    chain = a_chain(5)

    assert breaks_in(chain, last_hash=chain[-1].hash) == []
    assert breaks_in([Transition.from_data(line.as_data()) for line in chain]) == []


@given(some.integers(0, 5), some.sampled_from(FIELDS), some.text(min_size=1))
@settings(max_examples=300, deadline=None)
def test_every_edit_of_a_text_is_found(place: int, field: str, text: str) -> None:
    chain = a_chain(6)
    edited = replace(chain[place], **{field: getattr(chain[place], field) + text})

    assert breaks_in([*chain[:place], edited, *chain[place + 1 :]], last_hash=chain[-1].hash)


@given(
    some.integers(0, 5),
    some.timedeltas(min_value=timedelta(microseconds=1), max_value=timedelta(days=400)),
)
@settings(max_examples=100, deadline=None)
def test_every_edit_of_the_time_is_found(place: int, by: timedelta) -> None:
    chain = a_chain(6)
    chain[place] = replace(chain[place], at=chain[place].at - by)

    assert breaks_in(chain)


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.text(),
    lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.text(), inner, max_size=3),
    max_leaves=6,
)


@given(some.integers(0, 5), some.sampled_from([*FACTS, "new"]), JSON)
@settings(max_examples=300, deadline=None)
def test_every_edit_of_a_fact_is_found(place: int, name: str, value: Any) -> None:
    chain = a_chain(6)
    facts = {**chain[place].facts, name: value}
    unchanged = canonical(facts) == canonical(chain[place].facts)
    chain[place] = replace(chain[place], facts=facts)

    assert unchanged or breaks_in(chain)


@given(some.integers(0, 5))
def test_every_deletion_is_found(place: int) -> None:
    chain = a_chain(6)
    last = chain[-1].hash
    del chain[place]

    assert breaks_in(chain, last_hash=last)


@given(some.integers(0, 6), some.booleans())
def test_every_insertion_is_found_even_a_sealed_one(place: int, sealed: bool) -> None:
    chain = a_chain(6)
    before = chain[place - 1].hash if place else GENESIS
    forged = replace(chain[0], sequence=place + 1, previous_hash=before, by="somebody")
    last = chain[-1].hash
    chain.insert(place, forged.sealed() if sealed else forged)

    assert breaks_in(chain, last_hash=last)


@given(some.permutations(range(6)))
def test_every_other_order_is_found(order: list[int]) -> None:
    chain = a_chain(6)
    shuffled = [chain[place] for place in order]

    assert (breaks_in(shuffled) == []) == (shuffled == chain)


@given(some.integers(0, 5))
def test_a_cut_off_end_is_found_by_the_hash_that_the_state_keeps(kept: int) -> None:
    chain = a_chain(6)

    assert breaks_in(chain[:kept], last_hash=chain[-1].hash)


def test_a_line_that_was_resealed_breaks_the_line_after_it() -> None:
    chain = a_chain(3)
    chain[1] = replace(chain[1], by="somebody").sealed()

    assert breaks_in(chain) == ["transition 3: does not follow the one before it"]


def test_a_last_line_that_was_resealed_is_found_by_the_state() -> None:
    chain = a_chain(3)
    last = chain[2].hash
    chain[2] = replace(chain[2], by="somebody").sealed()

    assert breaks_in(chain) == []
    assert breaks_in(chain, last_hash=last) == [
        "the end: the last transition is not the one that the state names"
    ]


def test_the_same_moment_in_another_zone_is_the_same_line() -> None:
    line = a_chain(1)[0]
    elsewhere = replace(line, at=line.at.astimezone(timezone(timedelta(hours=-8))))

    assert elsewhere.computed_hash() == line.hash
    assert timestamp(elsewhere.at) == "2026-11-23T13:00:00.123456+00:00"


def test_the_text_order_of_times_is_their_order() -> None:
    times = [START + timedelta(microseconds=step) for step in (0, 1, 876544, 10**9)]

    assert sorted(timestamp(at) for at in times) == [timestamp(at) for at in times]
    assert timestamp(START.replace(microsecond=0)).endswith(".000000+00:00")
