"""One port-out as a report needs it: how long it stood where, and who refused it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from port_out.domain.life_cycle import DONE, ENDS, FINAL, Outcome, State

Line = Mapping[str, Any]
"""A transition as the API shows it."""


@dataclass(frozen=True)
class Stay:
    """One time in one state; `ends` is None while it lasts."""

    state: str
    begins: datetime
    ends: datetime | None

    def lasted(self, now: datetime) -> timedelta:
        """How long it lasted, or has lasted until now."""
        return max((self.ends or now) - self.begins, timedelta())


@dataclass(frozen=True)
class Refused:
    """One refusal: the code, and the party that said it ("AWS Support", "winning carrier")."""

    code: str
    by: str
    at: datetime


@dataclass(frozen=True)
class Story:
    """One port-out from its request to now; it knows no number and no name of a person."""

    id: str
    reference: str
    carrier: str
    country: str
    kind: str
    numbers: int
    attempt: int
    requested_at: datetime
    state: str
    since: datetime
    who: str
    what: str
    by: datetime | None
    stays: Sequence[Stay]
    refusals: Sequence[Refused]
    stopped: int
    """How often the program itself found that something differed, before anybody could refuse."""

    @property
    def is_over(self) -> bool:
        """True when nothing can move it any more; a failed one still waits for somebody."""
        return self.state in FINAL

    @property
    def completed_at(self) -> datetime | None:
        """When it was completed, None where it was not."""
        return self.since if self.state in DONE else None

    @property
    def lead_time(self) -> timedelta | None:
        """From the request to the completion."""
        return self.completed_at - self.requested_at if self.completed_at else None

    def is_overdue(self, now: datetime) -> bool:
        """True when whoever acts next should have done so before now."""
        return not self.is_over and self.by is not None and self.by < now


def story(listed: Mapping[str, Any], lines: Sequence[Line]) -> Story:
    """The story of a port-out from its line of the list and its record."""
    step = listed["next"]
    return Story(
        id=listed["port_out_id"],
        reference=listed["reference"],
        carrier=listed["winning_carrier"]["name"],
        country=listed["country"],
        kind=listed["kind"],
        numbers=int(listed["number_count"]),
        attempt=int(listed["attempt"]),
        requested_at=_time(listed["requested_at"]),
        state=listed["state"],
        since=_time(listed["since"]),
        who=step["who"],
        what=step["what"],
        by=_time(step["by"]) if step["by"] else None,
        stays=list(_stays(lines)),
        refusals=[_refused(line) for line in lines if line["outcome"] == Outcome.REFUSED],
        stopped=sum(line["outcome"] == Outcome.DIFFERS for line in lines),
    )


def _stays(lines: Sequence[Line]) -> Iterator[Stay]:
    """A state that is left for itself (another date) is one stay."""
    moves = [line for line in lines if line["from"] != line["to"]]
    ends = [_time(line["at"]) for line in moves[1:]]
    for line, end in zip(moves, [*ends, None], strict=True):
        if line["to"] not in ENDS:
            yield Stay(line["to"], _time(line["at"]), end)


def _refused(line: Line) -> Refused:
    facts = line["facts"]
    means = str(facts.get("means") or facts.get("signal", ""))
    usual = "CARRIER_CANCELLED" if means == "carrier.cancelled" else "OTHER"
    by = "AWS Support" if means.startswith("support.") else "winning carrier"
    return Refused(str(facts.get("code") or usual), by, _time(line["at"]))


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


STATES = [str(state) for state in State if state not in ENDS]
"""Every state in which a port-out can stand, in the order of the life cycle."""
