"""A request becomes a port-out: on record and started once, however often it comes."""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from port_out.domain.asked import Asked, refuse_target
from port_out.domain.errors import (
    IdempotencyConflict,
    NumbersProtected,
    NumbersTaken,
    PortOutNotFound,
)
from port_out.domain.people import Person
from port_out.domain.port_out import PortOut, requested
from port_out.gateways.workflow import Workflow
from port_out.observability import count
from port_out.store.locks import NumberLocks
from port_out.store.moves import Moves
from port_out.store.port_locks import PortLocks


def id_by_key(kind: str, caller: str, key: str) -> str:
    """The id that the same caller finds again with the same key."""
    return id_of(kind, hashlib.sha256(f"{caller}\n{key}".encode()).digest())


def id_of(kind: str, raw: bytes) -> str:
    """An id of this kind (`po` is a port-out, `ba` a batch) made of 32 bytes."""
    return f"{kind}-{base64.b32encode(raw).decode().lower()[:26]}"


def take_request(
    id_: str,
    wanted: Asked,
    by: Person,
    *,
    port_outs: Moves,
    number_locks: NumberLocks,
    port_locks: PortLocks,
    workflow: Workflow,
    now: Callable[[], datetime],
    admit: Callable[[Asked], None] = lambda wanted: None,
) -> PortOut:
    """The port-out of this id, on record and with its execution started, once.

    NumbersTaken, NumbersProtected, IdempotencyConflict, or BadInput for a target date that is
    over. `admit` sees what is new, last before it is stored, and may refuse it.
    """
    found = _found(port_outs, id_)
    if found is None:
        refuse_target(wanted.order, now())
        _refuse_taken(id_, wanted, number_locks)
        if protected := port_locks.protecting(wanted.numbers, now()):
            raise NumbersProtected(id_, protected)
        admit(wanted)
        found = _added(id_, wanted, by, port_outs, now())
    if found.facts.get("request_sha256") != wanted.sha256:
        raise IdempotencyConflict(id_)
    if found.version == 1:
        # Also for a repetition: the first call may have ended between record and start. Later
        # never: 90 days after an execution has ended, Step Functions would start its name anew.
        if len(port_outs.numbers(id_)) != found.order.number_count:
            port_outs.add_numbers(id_, wanted.numbers)
        workflow.start(id_)
    return found


def _found(port_outs: Moves, id_: str) -> PortOut | None:
    try:
        return port_outs.get(id_)
    except PortOutNotFound:
        return None


def _added(id_: str, wanted: Asked, by: Person, port_outs: Moves, at: datetime) -> PortOut:
    """The port-out as stored; the first one where two requests came in the same moment."""
    facts = {"request_sha256": wanted.sha256} | ({"requester_id": by.id} if by.id else {})
    new, line = requested(id_, wanted.order, at=at, by=by.arn, facts=facts)
    if port_outs.add(replace(new, facts=facts), line, wanted.numbers):
        count("PortOutRequested")
    return port_outs.get(id_)


def _refuse_taken(id_: str, wanted: Asked, number_locks: NumberLocks) -> None:
    """Held by the port-out itself they are where the same request came twice in one moment."""
    holders = number_locks.holders(wanted.numbers)
    taken = {number: holder for number, holder in holders.items() if holder != id_}
    if taken:
        raise NumbersTaken(id_, taken)
