"""Confirm Departure: second evidence besides the carrier's word. Nothing is released here."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from port_out import wiring
from port_out.domain.completion import is_verified, with_evidence
from port_out.domain.errors import InstanceNotFound
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.number_history import standing
from port_out.domain.numbers import InstanceArn, NumberOutcome
from port_out.domain.port_out import PortOut, advance, result, result_of
from port_out.domain.record import timestamp
from port_out.domain.signals import SignalType
from port_out.gateways.connect import Connect
from port_out.observability import count, step
from port_out.store.moves import Moves
from port_out.store.number_rows import in_order

STATE = State.CONFIRM_DEPARTURE
BY = "Connect Port-Out"


@step
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return confirm_departure(
        event["port_out_id"],
        port_outs=wiring.moves(),
        connect=wiring.connect(),
        now=wiring.now,
    )


def confirm_departure(
    port_out_id: str, *, port_outs: Moves, connect: Connect, now: Callable[[], datetime]
) -> dict[str, Any]:
    """Confirmed where a second witness is known, or Connect lists no ported number any more.

    Unverified waits for one. Whether Connect drops a ported number by itself is not documented
    (docs/real-account.md).
    """
    port_out = port_outs.get(port_out_id)
    if (done := result_of(port_out, STATE)) is not None:
        return done
    rows = port_outs.numbers(port_out_id)
    ported = [
        n.number
        for n in standing(port_out, rows)
        if n.outcome not in (NumberOutcome.REMOVED, NumberOutcome.LEFT_BEHIND)
    ]
    listed = _listed(port_out, connect)
    still = [number for number in ported if listed is None or number in listed]
    known = {} if still else _gone(port_out, timestamp(now()))
    seen = replace(port_out, facts={**port_out.facts, **known})
    verified = is_verified(seen, in_order(rows))
    outcome = Outcome.CONFIRMED if verified else Outcome.UNVERIFIED
    after, line = advance(
        port_out,
        outcome,
        at=now(),
        by=BY,
        because=STATE,
        facts={
            "ported": len(ported),
            "carrier_said_completed_at": port_out.facts.get("completed_at", ""),
            "still_listed_in_connect": still if listed is not None else "instance not found",
            "second_evidence": list(seen.facts.get("second_evidence", ())),
        },
        learned={"verified": verified, "still_listed": len(still) or None} | known,
    )
    port_outs.record(port_out, after, line)
    count("DepartureConfirmed" if outcome is Outcome.CONFIRMED else "DepartureUnverified")
    return result(after)


def _gone(port_out: PortOut, at: str) -> dict[str, Any]:
    """Amazon Connect as the second witness."""
    gone = SignalType.CONNECT_NUMBERS_GONE
    return {"second_evidence": with_evidence(port_out, gone, {}, BY, at)}


def _listed(port_out: PortOut, connect: Connect) -> set[str] | None:
    try:
        return set(connect.inventory(InstanceArn.parse(port_out.order.instance_arn)).numbers)
    except InstanceNotFound:
        return None
