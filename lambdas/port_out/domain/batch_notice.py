"""What people are told when a batch has ended: how many port-outs it made, and how many it did not.

It holds no number and no name, like every notice.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from port_out.domain.batch import Batch, GroupOutcome, GroupResult, untried
from port_out.domain.parties import OPERATOR

KIND = "batch.ended"
_DO = "It says for each group why, and what to do. Refused numbers can be requested in a new list."
_ABOUT = (
    "Connect Port-Out moves phone numbers from Amazon Connect to another carrier. You get this "
    "because your address is registered for its notices; whoever runs it can take it off."
)


@dataclass(frozen=True)
class BatchNotice:
    """The subject (ASCII, at most 100 characters), the text, and what subscribers filter by."""

    subject: str
    text: str
    attributes: dict[str, str]


def batch_notice(batch: Batch, results: Sequence[GroupResult]) -> BatchNotice:
    """The notice of a batch of which these groups were tried."""
    refused = [result for result in results if result.outcome is GroupOutcome.REFUSED]
    left, made = len(untried(batch, results)), len(results) - len(refused)
    missing = [f"{len(refused)} refused"] if refused else []
    missing += [f"{left} not tried"] if left else []
    told = f"{made} of {batch.group_count} port-outs requested"
    heading = ", ".join([told, *missing])
    who = OPERATOR if missing else "nobody"
    act = ": you must act" if missing else ""
    lines = [f"A list of numbers was requested in groups: {heading}."]
    lines += [f"- {why}: {_groups(count)}" for why, count in _reasons(refused).most_common()]
    lines += ["", f"Type: port-out batch {batch.id}"]
    if missing:
        lines += [_DO]
    return BatchNotice(
        f"List of numbers requested{', not all of it' if missing else ''}{act} [{batch.id}]",
        "\n".join([*lines, "", _ABOUT, ""]),
        {"kind": KIND, "who": who, "mandatory": "false", "batch_id": batch.id},
    )


def _reasons(refused: Sequence[GroupResult]) -> Counter[str]:
    """How many groups were refused for what, by the field alone: a detail may name a number."""
    fields = (
        {problem.field.partition("[")[0] for problem in result.problems} for result in refused
    )
    return Counter(_WORDS.get(name, name) for each in fields for name in sorted(each))


def _groups(count: int) -> str:
    return "1 group" if count == 1 else f"{count} groups"


_WORDS = {
    "numbers": "some of its numbers are in another open port-out, or must not leave",
    "target_date": "its target date can't be met any more",
}
