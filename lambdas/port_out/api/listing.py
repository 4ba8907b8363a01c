"""GET /port-outs: one page of port-outs, and the cursor for the next."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from port_out.api.cursor import Place, read, written
from port_out.domain.errors import BadInput, Problem
from port_out.domain.life_cycle import State
from port_out.domain.numbers import parse_number
from port_out.domain.port_out import PortOut
from port_out.domain.record import timestamp
from port_out.store.port_outs import PortOuts

PARAMETERS = ("state", "number", "carrier", "due_before", "limit", "cursor")
MOST, USUAL = 100, 50
MOST_QUERIES = 40


@dataclass(frozen=True)
class Wanted:
    """Which port-outs a list is for."""

    state: State | None
    number: str
    carrier: str
    due_before: datetime | None
    limit: int

    @property
    def mark(self) -> str:
        """The same for the same list; a cursor goes with one list only."""
        due = timestamp(self.due_before) if self.due_before else ""
        return f"{self.state or ''}|{self.carrier}|{due}"

    def takes(self, port_out: PortOut) -> bool:
        """True when the port-out belongs on the list."""
        return (
            (self.state is None or port_out.state is self.state)
            and (not self.carrier or port_out.order.winning_carrier.lower() == self.carrier)
            and (self.due_before is None or port_out.due_at <= self.due_before)
        )


def wanted(query: Mapping[str, str]) -> Wanted:
    """The list that the query asks for; BadInput for a value that means nothing."""
    # A + that was not sent as %2B arrives as a space.
    number = query.get("number", "").replace(" ", "+")
    if number:
        parse_number(number, "number")
    return Wanted(
        state=_state(query["state"]) if "state" in query else None,
        number=number,
        carrier=query.get("carrier", "").lower(),
        due_before=_time(query["due_before"]) if "due_before" in query else None,
        limit=_limit(query.get("limit", str(USUAL))),
    )


def page(asked: Wanted, cursor: str, port_outs: PortOuts) -> tuple[list[PortOut], str | None]:
    """One page: in the order of the life cycle, the most urgent first; and the next page's cursor.

    A filter by carrier can leave a page short, or empty, though there is a next one.
    """
    if asked.number:
        if cursor:
            raise _bad("cursor", "does not go with number", "leave it out: the list is whole")
        return [p for p in port_outs.with_number(asked.number) if asked.takes(p)], None
    first = Place(asked.state or next(iter(State)), None)
    place: Place | None = _read(cursor, asked) if cursor else first
    found: list[PortOut] = []
    for _ in range(MOST_QUERIES):
        if place is None or len(found) >= asked.limit:
            break
        some, key = port_outs.in_state(
            place.state,
            due_before=asked.due_before,
            limit=asked.limit - len(found),
            cursor=place.key,
        )
        found += [p for p in some if asked.takes(p)]
        place = Place(place.state, key) if key else _after(place.state, asked)
    return found, written(place, asked.mark) if place else None


def _after(state: State, asked: Wanted) -> Place | None:
    states = list(State)
    index = states.index(state) + 1
    if asked.state is not None or index == len(states):
        return None
    return Place(states[index], None)


def _read(cursor: str, asked: Wanted) -> Place:
    place = read(cursor, asked.mark, asked.due_before)
    if place is None or asked.state not in (None, place.state):
        raise _bad("cursor", "is none of this list", "use `cursor` of the page before, unchanged")
    return place


def _state(text: str) -> State:
    for state in State:
        if state.lower() == text.lower():
            return state
    raise _bad("state", "is no state", "use one of " + ", ".join(State))


def _time(text: str) -> datetime:
    mend = "write 2026-12-15T10:00:00Z (a + must be sent as %2B)"
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise _bad("due_before", "is no time", mend) from None
    if found.tzinfo is None:
        raise _bad("due_before", "has no offset", mend)
    return found


def _limit(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:4]) <= MOST and len(text) <= 3):
        raise _bad("limit", "is not possible", f"use 1 to {MOST}")
    return int(text)


def _bad(field: str, detail: str, mend: str) -> BadInput:
    return BadInput([Problem(field, detail, mend)])
