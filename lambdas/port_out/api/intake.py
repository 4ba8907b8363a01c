"""POST /port-outs: takes a request once, however often it comes."""

import re
import secrets
from collections.abc import Callable
from datetime import datetime

from aws_lambda_powertools.event_handler import Response

from port_out.api.call import Call
from port_out.api.problems import Refused
from port_out.api.routing import answer, known_form, links
from port_out.domain.asked import Asked
from port_out.domain.errors import BadInput, NumbersProtected, NumbersTaken, Problem
from port_out.domain.plan import protected_numbers, taken_numbers
from port_out.gateways.workflow import Workflow
from port_out.requesting import id_by_key, id_of, take_request
from port_out.store.locks import NumberLocks
from port_out.store.moves import Moves
from port_out.store.port_locks import PortLocks
from port_out.store.velocity import Velocity

_KEY = re.compile(r"[\x21-\x7e]{1,128}")


def request_port_out(
    call: Call,
    wanted: Asked,
    *,
    port_outs: Moves,
    number_locks: NumberLocks,
    port_locks: PortLocks,
    velocity: Velocity,
    workflow: Workflow,
    now: Callable[[], datetime],
) -> Response[str]:
    """202 with the id: the request is on record and its execution is started, once."""
    id_ = known_form(keyed_id("po", call))
    try:
        found = take_request(
            id_,
            wanted,
            call.person,
            port_outs=port_outs,
            number_locks=number_locks,
            port_locks=port_locks,
            workflow=workflow,
            now=now,
            admit=lambda new: velocity.take(
                call.caller, port_outs=1, numbers=len(new.numbers), at=now()
            ),
        )
    except NumbersTaken as error:
        problems = taken_numbers(wanted.numbers, error.holders)
        raise Refused("numbers-taken", "nothing was stored; see `errors`", problems) from None
    except NumbersProtected as error:
        problems = protected_numbers(wanted.numbers, error.numbers)
        raise Refused("numbers-protected", "nothing was stored; see `errors`", problems) from None
    here = links(id_)
    body = {"port_out_id": id_, "state": found.state, "links": here}
    return answer(202, body, Location=here["self"])


def keyed_id(kind: str, call: Call) -> str:
    """Made of the caller and its key, so that a repetition finds the first; else random."""
    key = call.headers.get("idempotency-key")
    if key is None:
        return id_of(kind, secrets.token_bytes(32))
    if not _KEY.fullmatch(key):
        mend = "use 1 to 128 visible ASCII characters, for instance a UUID"
        raise BadInput([Problem("Idempotency-Key", "can't be used", mend)])
    return id_by_key(kind, call.caller, key)
