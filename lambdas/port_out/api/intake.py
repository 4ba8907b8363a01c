"""POST /port-outs: takes a request once, however often it comes."""

import base64
import hashlib
import re
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from aws_lambda_powertools.event_handler import Response

from port_out.api.call import Call
from port_out.api.ordering import Asked, refuse_past
from port_out.api.problems import Refused
from port_out.api.routing import answer, known_form, links
from port_out.domain.errors import BadInput, IdempotencyConflict, PortOutNotFound, Problem
from port_out.domain.port_out import PortOut, requested
from port_out.gateways.workflow import Workflow
from port_out.observability import count
from port_out.store.locks import NumberLocks
from port_out.store.port_outs import PortOuts

_KEY = re.compile(r"[\x21-\x7e]{1,128}")


def request_port_out(
    call: Call,
    wanted: Asked,
    *,
    port_outs: PortOuts,
    number_locks: NumberLocks,
    workflow: Workflow,
    now: Callable[[], datetime],
) -> Response[str]:
    """202 with the id: the request is on record and its execution is started, once."""
    id_ = known_form(_id(call))
    found = _found(port_outs, id_)
    if found is None:
        refuse_past(wanted.order, now())
        _refuse_taken(wanted, number_locks)
        found = _added(id_, wanted, call.by, port_outs, now())
    if found.facts.get("request_sha256") != wanted.sha256:
        raise IdempotencyConflict(id_)
    if found.version == 1:
        # Also for a repetition: the first call may have ended between record and start. Later
        # never: 90 days after an execution has ended, Step Functions would start its name anew.
        if len(port_outs.numbers(id_)) != found.order.number_count:
            port_outs.add_numbers(id_, wanted.numbers)
        workflow.start(id_)
    here = links(id_)
    body = {"port_out_id": id_, "state": found.state, "links": here}
    return answer(202, body, Location=here["self"])


def _id(call: Call) -> str:
    """Made of the caller and its key, so that a repetition finds the first; else random."""
    key = call.headers.get("idempotency-key")
    if key is None:
        raw = secrets.token_bytes(32)
    elif _KEY.fullmatch(key):
        raw = hashlib.sha256(f"{call.caller}\n{key}".encode()).digest()
    else:
        mend = "use 1 to 128 visible ASCII characters, for instance a UUID"
        raise BadInput([Problem("Idempotency-Key", "can't be used", mend)])
    return "po-" + base64.b32encode(raw).decode().lower()[:26]


def _found(port_outs: PortOuts, id_: str) -> PortOut | None:
    try:
        return port_outs.get(id_)
    except PortOutNotFound:
        return None


def _added(id_: str, wanted: Asked, by: str, port_outs: PortOuts, at: datetime) -> PortOut:
    """The port-out as stored; the first one where two requests came in the same moment."""
    facts = {"request_sha256": wanted.sha256}
    new, line = requested(id_, wanted.order, at=at, by=by, facts=facts)
    if port_outs.add(replace(new, facts=facts), line, wanted.numbers):
        count("PortOutRequested")
    return port_outs.get(id_)


def _refuse_taken(wanted: Asked, number_locks: NumberLocks) -> None:
    taken = number_locks.holders(wanted.numbers)
    errors = [
        Problem(
            f"numbers[{index}]",
            f"{number} is in the open port-out {taken[number]}",
            "leave it out, or wait until that port-out is over",
        )
        for index, number in enumerate(wanted.numbers)
        if number in taken
    ]
    if errors:
        raise Refused("numbers-taken", "nothing was stored; see `errors`", errors)
