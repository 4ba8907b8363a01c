"""What comes next on the way to exactly one case."""

from datetime import timedelta

import pytest

from port_out.domain.case_opening import SETTLED, CaseAttempt, Otherwise, UseCase, what_next
from port_out.domain.cases import CaseSeen
from tests.builders import NOON

MOMENT = timedelta(microseconds=1)


def a_case(id_: str, created_at: str) -> CaseSeen:
    """A case with the marker."""
    return CaseSeen(id_, id_, "[po-test]", "opened", created_at)


@pytest.mark.parametrize(
    ("attempt", "passed", "expected"),
    [
        (None, timedelta(0), Otherwise.CREATE),
        (1, timedelta(0), Otherwise.LOOK_AGAIN),
        (1, SETTLED - MOMENT, Otherwise.LOOK_AGAIN),
        (1, -MOMENT, Otherwise.LOOK_AGAIN),
        (1, SETTLED, Otherwise.CREATE),
        (2, SETTLED - MOMENT, Otherwise.LOOK_AGAIN),
        (2, SETTLED, Otherwise.ASK_A_PERSON),
    ],
)
def test_nothing_found_means_wait_then_once_more_then_a_person(
    attempt: int | None, passed: timedelta, expected: Otherwise
) -> None:
    stands = None if attempt is None else CaseAttempt(attempt, "n", NOON)

    assert what_next(stands, (), NOON + passed) is expected


@pytest.mark.parametrize("attempt", [1, 2])
def test_what_was_found_counts_at_once_and_the_oldest_of_several(attempt: int) -> None:
    old = a_case("c-2", "2026-11-23T12:00:00Z")
    new, newer = a_case("c-1", "2026-11-23T12:01:00Z"), a_case("c-0", "2026-11-23T12:02:00Z")

    act = what_next(CaseAttempt(attempt, "n", NOON), (newer, old, new), NOON)

    assert act == UseCase(old, (new, newer))
    assert timedelta(minutes=15) == SETTLED
