"""The plan: which port-outs a list of numbers must be split into, and which numbers can't go."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from port_out.domain.errors import BadInput, Problem
from port_out.domain.numbers import CANNOT_LEAVE, KIND_OF_TYPE, HeldNumber, Kind, parse_number

MOST_NUMBERS = 5000
"""A port-out takes so many numbers; a larger group becomes several."""

PROTECTED = "has a port lock"
UNLOCK = "leave it out, or have two people unlock it (docs/api.md) and wait 24 hours"


@dataclass(frozen=True)
class Listed:
    """A number as the list gave it, and where it stood there."""

    number: str
    field: str


@dataclass(frozen=True)
class Part:
    """Numbers that can leave together: one instance, one country, one kind."""

    instance_arn: str
    country: str
    kind: Kind
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class NumberProblem:
    """Why a listed number is in no part, and the mend."""

    number: str
    field: str
    detail: str
    mend: str


@dataclass(frozen=True)
class Plan:
    """Every listed number is in exactly one part or has a problem."""

    parts: tuple[Part, ...]
    problems: tuple[NumberProblem, ...]


@dataclass(frozen=True)
class Place:
    """The account and Region whose numbers were listed."""

    account: str
    region: str


def plan(
    listed: Sequence[Listed],
    held: Mapping[str, HeldNumber],
    holders: Mapping[str, str],
    place: Place,
    protected: Collection[str] = (),
) -> Plan:
    """Split the list by Amazon Connect's own types.

    `holders` are the open port-outs of numbers, `protected` the numbers with a port lock.
    """
    groups: dict[tuple[str, str, Kind], list[str]] = defaultdict(list)
    problems: list[NumberProblem] = []
    seen: dict[str, str] = {}
    for entry in listed:
        wrong = _wrong(entry, held, holders, seen) or _no_instance(held[entry.number])
        if not wrong and entry.number in protected:
            wrong = PROTECTED, UNLOCK
        if wrong:
            problems.append(NumberProblem(entry.number[:64], entry.field, *wrong))
        else:
            found = held[entry.number]
            group = (_instance_arn(found, place), found.country, KIND_OF_TYPE[found.type])
            groups[group].append(entry.number)
        seen.setdefault(entry.number, entry.field)
    parts = (Part(*group, some) for group in sorted(groups) for some in _chunks(groups[group]))
    return Plan(tuple(parts), tuple(problems))


def taken_numbers(numbers: Sequence[str], holders: Mapping[str, str]) -> list[Problem]:
    """One problem for each number of a request that is in another open port-out."""
    return [
        Problem(
            f"numbers[{index}]",
            f"{number} is in the open port-out {holders[number]}",
            "leave it out, or wait until that port-out is over",
        )
        for index, number in enumerate(numbers)
        if number in holders
    ]


def protected_numbers(numbers: Sequence[str], protected: Collection[str]) -> list[Problem]:
    """One problem for each number of a request that has a port lock."""
    return [
        Problem(f"numbers[{index}]", f"{number} {PROTECTED}", UNLOCK)
        for index, number in enumerate(numbers)
        if number in protected
    ]


def _wrong(
    entry: Listed,
    held: Mapping[str, HeldNumber],
    holders: Mapping[str, str],
    seen: Mapping[str, str],
) -> tuple[str, str] | None:
    try:
        parse_number(entry.number, entry.field)
    except BadInput as error:
        return error.problems[0].detail, error.problems[0].mend
    if entry.number in seen:
        return f"is listed before, at {seen[entry.number]}", "list each number once"
    if entry.number not in held:
        return (
            "is not claimed in this account and Region",
            "compare it with the Connect console; plan each Region where it is deployed",
        )
    if entry.number in holders:
        return (
            f"is in the open port-out {holders[entry.number]}",
            "wait until that one is over, or cancel it",
        )
    return _stays(held[entry.number])


def _stays(found: HeldNumber) -> tuple[str, str] | None:
    if found.source_arn:
        return (
            "was imported from AWS End User Messaging",
            "port it out by that service's procedure",
        )
    if found.type in KIND_OF_TYPE:
        return None
    reason = CANNOT_LEAVE.get(found.type, "this procedure does not know the type")
    return f"can't leave this way ({found.type}): {reason}", "ask AWS Support about this number"


def _no_instance(found: HeldNumber) -> tuple[str, str] | None:
    """Connect gives a number of a traffic distribution group the group as its target."""
    if found.instance_id or ":instance/" in found.target_arn:
        return None
    return (
        "is on a traffic distribution group, and Connect does not say of which instance",
        "request it with the instance_arn that you know it by",
    )


def _instance_arn(found: HeldNumber, place: Place) -> str:
    if ":instance/" in found.target_arn:
        return found.target_arn
    partition = found.target_arn.split(":")[1]
    owner = f"{place.region}:{place.account}:instance/{found.instance_id}"
    return f"arn:{partition}:connect:{owner}"


def _chunks(numbers: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for start in range(0, len(numbers), MOST_NUMBERS):
        yield tuple(numbers[start : start + MOST_NUMBERS])
