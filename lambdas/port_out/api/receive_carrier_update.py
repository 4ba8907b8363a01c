"""POST /carriers/{carrier}/port-outs/{id}: what the winning carrier says, if it is proven."""

import hashlib
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from port_out import wiring
from port_out.api.call import Call
from port_out.api.carriers import standard
from port_out.api.inbound import facts_of, refuse_strangers
from port_out.api.problems import Refused
from port_out.api.routing import answer, known_form, resolver, route
from port_out.api.shapes import shaped
from port_out.domain.errors import PortOutNotFound, SenderNotProven
from port_out.domain.port_out import PortOut
from port_out.domain.signals import Signal, SignalType
from port_out.gateways.carrier_keys import CarrierKeys
from port_out.gateways.functions import Functions
from port_out.observability import count
from port_out.store.inbox import Inbox
from port_out.store.port_outs import PortOuts

LONGEST = 20_000
_CHANNEL = re.compile(r"[a-z0-9-]{1,32}")


@route
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return respond(
        event,
        context,
        carrier_keys=wiring.carrier_keys(),
        port_outs=wiring.port_outs(),
        inbox=wiring.inbox(),
        functions=wiring.functions(),
        now=wiring.now,
    )


def respond(
    event: dict[str, Any],
    context: Any,
    *,
    carrier_keys: CarrierKeys,
    port_outs: PortOuts,
    inbox: Inbox,
    functions: Functions,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    """The answer to a call of the route; a stranger learns only that the call is not proven."""
    app = resolver()

    @app.post("/carriers/<carrier>/port-outs/<id_>")
    def _receive(carrier: str, id_: str) -> Response[str]:
        call = Call.of(event)
        if len(call.body) > LONGEST:
            raise Refused("bad-input", f"send at most {LONGEST} bytes")
        message = _proven_message(call, carrier, carrier_keys)
        signal = _signal(call, carrier, id_, message, port_outs, now())
        return keep(signal, inbox=inbox, functions=functions)

    return app.resolve(event, context)


def keep(signal: Signal, *, inbox: Inbox, functions: Functions) -> Response[str]:
    """202: the signal is in the inbox, and the wait of its port-out will be looked at."""
    stored = inbox.keep(signal)
    if stored:
        count("CarrierUpdateReceived")
    # Also for a repetition: the first call may have ended between the two.
    functions.settle(signal.port_out_id)
    return answer(202, {"signal_id": signal.id, "stored": stored})


def _signal(
    call: Call, carrier: str, id_: str, message: str, port_outs: PortOuts, now: datetime
) -> Signal:
    """What a proven sender says, if it can be true."""
    body = shaped("callback", call.json(LONGEST))
    port_out = _port_out(port_outs, id_, carrier)
    type_ = SignalType(body["type"])
    facts = facts_of(type_, body["data"], within="data")
    refuse_strangers(facts, port_outs, port_out.id, within="data")
    return Signal(
        id=f"wh-{_hash(carrier, message)}",
        port_out_id=port_out.id,
        type=type_,
        by=f"carrier:{carrier}",
        received_at=now,
        facts=facts,
        raw=call.text(LONGEST),
    )


def _proven_message(call: Call, carrier: str, carrier_keys: CarrierKeys) -> str:
    """The id of the message; an unknown carrier and a bad signature look the same."""
    keys = carrier_keys.keys(carrier) if _CHANNEL.fullmatch(carrier) else None
    try:
        return standard.prove(call.body, call.headers, keys or ())
    except SenderNotProven:
        count("CarrierUpdateNotProven")
        raise


def _port_out(port_outs: PortOuts, id_: str, carrier: str) -> PortOut:
    """The port-out if it is this carrier's; another's is as unknown as none."""
    port_out = port_outs.get(known_form(id_))
    if port_out.order.carrier_channel != carrier:
        raise PortOutNotFound(id_)
    if port_out.is_over:
        raise Refused("gone", "nothing can change this port-out any more")
    return port_out


def _hash(carrier: str, message: str) -> str:
    return hashlib.sha256(f"{carrier}\n{message}".encode()).hexdigest()[:32]
