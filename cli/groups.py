"""The port-outs that a list becomes: the program's plan, joined over its pieces and split again."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cli.pieces import pieces
from cli.sheets import CARRIER, REFERENCE, Entry
from port_out.domain.case_pace import HOUR, next_turn
from port_out.domain.plan import MOST_NUMBERS

_Key = tuple[int, str, str, str, str, str]
_ELSEWHERE = ", not on the one that the list names"
_INSTANCE = ("instance", "instancearn", "instanceid")


@dataclass(frozen=True)
class Group:
    """Numbers that leave together, by one Support case and one LOA."""

    instance_arn: str
    country: str
    kind: str
    numbers: tuple[str, ...]
    winning_carrier: str = ""
    reference: str = ""

    def as_data(self) -> dict[str, Any]:
        """What `--json` prints."""
        known = dict(vars(self)) | {"numbers": list(self.numbers)}
        return {name: value for name, value in known.items() if value}


@dataclass(frozen=True)
class CanNotGo:
    """Why a listed number is in no group, where it stood, and the mend."""

    row: int
    number: str
    detail: str
    mend: str

    @property
    def is_elsewhere(self) -> bool:
        """True where the list names another instance than Amazon Connect."""
        return self.detail.endswith(_ELSEWHERE)

    @property
    def port_out_id(self) -> str:
        """The open port-out that it is in already; empty for any other reason."""
        found = re.fullmatch(r"is in the open port-out (po-[a-z2-7]+)", self.detail)
        return found.group(1) if found else ""


@dataclass(frozen=True)
class Planned:
    """Every entry is in exactly one group or can't go."""

    groups: tuple[Group, ...]
    problems: tuple[CanNotGo, ...]

    @property
    def under_way(self) -> list[str]:
        """The open port-outs that have numbers of the list."""
        return sorted({each.port_out_id for each in self.problems} - {""})

    @property
    def blocking(self) -> list[CanNotGo]:
        """What can't go for another reason than being under way already."""
        return [each for each in self.problems if not each.port_out_id]

    @property
    def hours(self) -> float:
        """How long it takes until the last case is opened, where no others are waiting."""
        return hours_of(len(self.groups))


def joined(entries: Sequence[Entry], answers: Iterable[Mapping[str, Any]]) -> Planned:
    """The plan of the whole list, from the program's answers to its parts.

    A group never spans two batches: each batch opens its own cases.
    """
    by_number = {entry.number: entry for entry in entries}
    batch = {e.number: n for n, piece in enumerate(pieces(entries)) for e in piece.entries}
    groups: dict[_Key, list[str]] = defaultdict(list)
    problems: list[CanNotGo] = []
    for answer in answers:
        for part in answer["port_outs"]:
            for number in part["numbers"]:
                entry = by_number[number]
                if wrong := _elsewhere(entry, part["instance_arn"]):
                    problems.append(wrong)
                else:
                    groups[batch[number], *_key(part, entry)].append(number)
        for each in answer["problems"]:
            row = by_number[each["number"]].row
            problems.append(CanNotGo(row, each["number"], each["detail"], each["mend"]))
    problems.sort(key=lambda each: each.row)
    return Planned(tuple(_split(groups)), tuple(problems))


def hours_of(cases: int) -> float:
    """The hours between the first and the last of so many cases, at AWS's ten an hour."""
    begin = datetime(2000, 1, 1, tzinfo=UTC)
    given: list[datetime] = []
    for _ in range(cases):
        given.append(next_turn(given[-10:], begin))
    return (given[-1] - begin) / HOUR if given else 0.0


def _key(part: Mapping[str, Any], entry: Entry) -> tuple[str, str, str, str, str]:
    carrier, reference = entry.more.get(CARRIER, ""), entry.more.get(REFERENCE, "")
    return part["instance_arn"], part["country"], part["kind"], carrier, reference


def _split(groups: Mapping[_Key, Sequence[str]]) -> Iterator[Group]:
    for key in sorted(groups):
        _, instance, country, kind, carrier, reference = key
        numbers = sorted(groups[key])
        for start in range(0, len(numbers), MOST_NUMBERS):
            some = tuple(numbers[start : start + MOST_NUMBERS])
            yield Group(instance, country, kind, some, carrier, reference)


def _elsewhere(entry: Entry, instance_arn: str) -> CanNotGo | None:
    """The list names an instance, and Amazon Connect has the number on another one."""
    named = next((entry.more[name] for name in _INSTANCE if entry.more.get(name)), "")
    # Names and aliases can't be compared; ids and ARNs can.
    is_id = named.count("-") == 4 or named.startswith("arn:")
    if not is_id or named.rpartition("/")[2] == instance_arn.rpartition("/")[2]:
        return None
    detail = f"is on instance {instance_arn.rpartition('/')[2]}{_ELSEWHERE}"
    return CanNotGo(entry.row, entry.number, detail, "correct the list, or leave the number out")
