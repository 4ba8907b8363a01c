"""What people are told of a batch that has ended, word for word; no number and no name is in it."""

from collections.abc import Sequence

import pytest

from port_out.domain.batch import Batch, GroupOutcome, GroupResult
from port_out.domain.batch_notice import BatchNotice, batch_notice
from port_out.domain.errors import Problem
from tests.builders import NOON, OPERATOR

BATCH = Batch("ba-1", NOON, OPERATOR, "caller", "0" * 64, 9, 4, "key")
ABOUT = (
    "\nConnect Port-Out moves phone numbers from Amazon Connect to another carrier. You get this "
    "because your address is registered for its notices; whoever runs it can take it off.\n"
)
DO = "It says for each group why, and what to do. Refused numbers can be requested in a new list.\n"
TAKEN = "some of its numbers are in another open port-out, or must not leave"


def requested(*groups: int) -> list[GroupResult]:
    """These groups became port-outs."""
    return [GroupResult(group, GroupOutcome.REQUESTED, f"po-{group}", NOON) for group in groups]


def refused(group: int, *fields: str) -> GroupResult:
    """This group was refused for these."""
    problems = tuple(Problem(field, "+12065550100 is taken", "wait") for field in fields)
    return GroupResult(group, GroupOutcome.REFUSED, "", NOON, problems)


def attributes(who: str) -> dict[str, str]:
    """What subscribers filter by."""
    return {"kind": "batch.ended", "who": who, "mandatory": "false", "batch_id": "ba-1"}


def test_a_batch_that_made_all_its_port_outs_asks_nobody_for_anything() -> None:
    assert batch_notice(BATCH, requested(0, 1, 2, 3)) == BatchNotice(
        "List of numbers requested [ba-1]",
        "A list of numbers was requested in groups: 4 of 4 port-outs requested.\n\n"
        "Type: port-out batch ba-1\n" + ABOUT,
        attributes("nobody"),
    )


@pytest.mark.parametrize(
    ("results", "heading", "reasons"),
    [
        (
            [*requested(0), refused(1, "numbers[0]", "numbers[7]"), refused(2, "numbers[2]")],
            "1 of 4 port-outs requested, 2 refused, 1 not tried",
            f"- {TAKEN}: 2 groups\n",
        ),
        (
            [
                *requested(0, 1),
                refused(2, "target_date", "numbers[3]", "country"),
                refused(3, "country"),
            ],
            "2 of 4 port-outs requested, 2 refused",
            f"- country: 2 groups\n- {TAKEN}: 1 group\n"
            "- its target date can't be met any more: 1 group\n",
        ),
        (requested(0), "1 of 4 port-outs requested, 3 not tried", ""),
    ],
)
def test_a_batch_that_did_not_make_all_says_how_many_and_why_and_asks_the_operator(
    results: Sequence[GroupResult], heading: str, reasons: str
) -> None:
    assert batch_notice(BATCH, results) == BatchNotice(
        "List of numbers requested, not all of it: you must act [ba-1]",
        f"A list of numbers was requested in groups: {heading}.\n{reasons}\n"
        f"Type: port-out batch ba-1\n{DO}{ABOUT}",
        attributes("operator"),
    )
