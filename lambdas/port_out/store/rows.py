"""Rows and the domain's words: one function each way."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from port_out.domain.life_cycle import Outcome, State
from port_out.domain.numbers import Number, NumberEvent, NumberOutcome
from port_out.domain.order import Order
from port_out.domain.port_out import NEVER, PortOut, Release
from port_out.domain.record import timestamp
from port_out.store.items import NumberItem, StateItem

STATE = "STATE"
NUMBER = "NUMBER#"
LOOKED_AFTER, AT_REST = "Looked After", "At Rest"
"""The two lists of port-outs in the index: those that the sweep reads, and ends with which nobody
has to do anything any more."""


def place(state: State, due_at: str = "") -> str:
    """Where a port-out stands in its list; without a time, how all of this state begin."""
    return f"{state}#{due_at}"


def state_item(port_out: PortOut) -> StateItem:
    """The row of a port-out."""
    release = port_out.release
    return StateItem(
        port_out.id,
        STATE,
        revision=port_out.revision,
        version=port_out.version,
        state=port_out.state,
        in_list=AT_REST if port_out.due_at == NEVER else LOOKED_AFTER,
        place=place(port_out.state, timestamp(port_out.due_at)),
        case_id=port_out.facts.get("case_id"),
        display_id=port_out.facts.get("display_id"),
        since=timestamp(port_out.since),
        requested_at=timestamp(port_out.requested_at),
        requested_by=port_out.requested_by,
        last_hash=port_out.last_hash,
        attempt=port_out.attempt,
        came_from=port_out.came_from,
        last_outcome=port_out.last_outcome,
        entered_version=port_out.entered_version,
        waiting=port_out.waiting,
        reminders=port_out.reminders,
        release=None if release is None else asdict(release),
        order=port_out.order.as_data(),
        facts=dict(port_out.facts),
    )


def port_out_of(row: StateItem) -> PortOut:
    """The port-out of a row."""
    return PortOut(
        id=row.port_out_id,
        version=int(row.version),
        state=State(row.state),
        since=datetime.fromisoformat(row.since),
        order=Order.from_data(row.order),
        requested_at=datetime.fromisoformat(row.requested_at),
        requested_by=row.requested_by,
        last_hash=row.last_hash,
        due_at=datetime.fromisoformat(row.place.partition("#")[2]),
        attempt=int(row.attempt),
        came_from=row.came_from,
        last_outcome=row.last_outcome,
        entered_version=int(row.entered_version),
        waiting=row.waiting,
        reminders=int(row.reminders),
        release=_release(row.release),
        facts=row.facts,
        revision=int(row.revision),
    )


def _release(data: dict[str, Any] | None) -> Release | None:
    return None if data is None else Release(**data | {"outcome": Outcome(data["outcome"])})


def number_item(port_out_id: str, number: Number) -> NumberItem:
    """The row of a number."""
    return NumberItem(
        port_out_id,
        NUMBER + number.number,
        number=number.number,
        outcome=number.outcome,
        reason=number.reason,
        history=[asdict(event) for event in number.history],
        changes=number.changes,
    )


def number_of(row: NumberItem) -> Number:
    """The number of a row."""
    history = tuple(
        NumberEvent(**event | {"outcome": NumberOutcome(event["outcome"])}) for event in row.history
    )
    return Number(row.number, NumberOutcome(row.outcome), row.reason, history, int(row.changes))
