"""The figures of a report, computed from the stories alone."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from cli.reporting.story import STATES, Story
from cli.reporting.whose import PARTY_OF
from port_out.domain.life_cycle import DONE, FINAL, State
from port_out.domain.parties import CARRIER, SUPPORT


@dataclass(frozen=True)
class TimeIn:
    """How long port-outs stood in a state; the times are of those that have left it."""

    state: str
    party: str
    left: int
    here: int
    median: timedelta | None
    most: timedelta | None
    longest: timedelta | None


@dataclass(frozen=True)
class OfCarrier:
    """What became of the port-outs to one winning carrier."""

    carrier: str
    port_outs: int
    numbers: int
    completed: int
    open: int
    refusals: int
    median: timedelta | None


@dataclass(frozen=True)
class OfCode:
    """How often a code was the refusal, and whose word it was."""

    code: str
    by_support: int
    by_carrier: int

    @property
    def count(self) -> int:
        """By both together."""
        return self.by_support + self.by_carrier


@dataclass(frozen=True)
class Figures:
    """Everything that a report shows. `waiting` has the one that bites first first."""

    at: datetime
    port_outs: int
    numbers: int
    ends: Mapping[str, int]
    open: int
    overdue: int
    stopped: int
    waiting: Sequence[Story]
    times: Sequence[TimeIn]
    lead_times: Sequence[timedelta]
    codes: Sequence[OfCode]
    carriers: Sequence[OfCarrier]

    @property
    def completed(self) -> int:
        """With and without a second witness."""
        return sum(self.ends[end] for end in DONE)


def figures(stories: Sequence[Story], at: datetime) -> Figures:
    """The figures of these port-outs as they are at this time."""
    waiting = [one for one in stories if not one.is_over]
    ends = Counter(one.state for one in stories if one.is_over)
    return Figures(
        at=at,
        port_outs=len(stories),
        numbers=sum(one.numbers for one in stories),
        ends={str(end): ends[str(end)] for end in State if end in FINAL},
        open=len(waiting),
        overdue=sum(one.is_overdue(at) for one in waiting),
        stopped=sum(one.stopped for one in stories),
        waiting=sorted(waiting, key=lambda one: (one.by is None, one.by or one.since, one.id)),
        times=[found for state in STATES if (found := _time_in(state, stories, at)) is not None],
        lead_times=sorted(one.lead_time for one in stories if one.lead_time is not None),
        codes=_codes(stories),
        carriers=_carriers(stories),
    )


def _time_in(state: str, stories: Iterable[Story], at: datetime) -> TimeIn | None:
    """A port-out that was there twice counts once, with both times."""
    left, here = [], 0
    for one in stories:
        stays = [stay for stay in one.stays if stay.state == state]
        if stays and one.state == state:
            here += 1
        elif stays:
            left.append(sum((stay.lasted(at) for stay in stays), timedelta()))
    if not (left or here):
        return None
    left.sort()
    known = (_median(left), left[_ninth(left)], left[-1]) if left else (None, None, None)
    return TimeIn(state, PARTY_OF[state], len(left), here, *known)


def _ninth(ordered: Sequence[timedelta]) -> int:
    """Where the one stands that nine in ten do not exceed."""
    return -(-len(ordered) * 9 // 10) - 1


def _median(times: Sequence[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(t.total_seconds() for t in times)) if times else None


def _codes(stories: Iterable[Story]) -> list[OfCode]:
    said = Counter((refused.code, refused.by) for one in stories for refused in one.refusals)
    codes = {code for code, _ in said}
    found = [OfCode(code, said[code, SUPPORT], said[code, CARRIER]) for code in codes]
    return sorted(found, key=lambda one: (-one.count, one.code))


def _carriers(stories: Iterable[Story]) -> list[OfCarrier]:
    # Names are written by hand: what differs in case and blanks only is one carrier.
    groups: dict[str, list[Story]] = defaultdict(list)
    for one in stories:
        groups[" ".join(one.carrier.split()).casefold()].append(one)
    found = [_carrier(group) for group in groups.values()]
    return sorted(found, key=lambda one: (-one.port_outs, one.carrier))


def _carrier(group: Sequence[Story]) -> OfCarrier:
    times = [one.lead_time for one in group if one.lead_time is not None]
    return OfCarrier(
        carrier=group[0].carrier,
        port_outs=len(group),
        numbers=sum(one.numbers for one in group),
        completed=len(times),
        open=sum(not one.is_over for one in group),
        refusals=sum(len(one.refusals) for one in group),
        median=_median(times),
    )
