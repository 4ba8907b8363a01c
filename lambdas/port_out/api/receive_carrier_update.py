"""POST /carriers/{carrier}/port-outs/{id}: what the winning carrier says, if it is proven."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from port_out import wiring
from port_out.api.carrier_intake import Desk, Message, take
from port_out.api.carrier_request import request_of
from port_out.api.problems import Refused
from port_out.api.routing import answer, known_form, resolver, route
from port_out.carriers import adapter_of, speaks_standard
from port_out.carriers.message import About, Heard, Key, Request
from port_out.domain.errors import PortOutNotFound, SenderNotProven
from port_out.domain.port_out import PortOut
from port_out.gateways.carrier_keys import CarrierKeys
from port_out.gateways.carrier_orders import CarrierOrders
from port_out.gateways.functions import Functions
from port_out.observability import count, logger
from port_out.store.inbox import Inbox
from port_out.store.message_ids import MessageIds
from port_out.store.port_outs import PortOuts

LONGEST = 20_000
"""Bytes of a message in our own form, whose sender can name the numbers in parts."""
LONGEST_OF_CARRIERS = 200_000
"""Bytes of a carrier's own form: 5,000 numbers in one message of Bandwidth, which comes once."""
_CHANNEL = re.compile(r"[a-z0-9-]{1,32}")


@route
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return respond(
        event,
        context,
        carrier_keys=wiring.carrier_keys(),
        carrier_orders=wiring.carrier_orders(),
        port_outs=wiring.port_outs(),
        inbox=wiring.inbox(),
        message_ids=wiring.message_ids(),
        functions=wiring.functions(),
        now=wiring.now,
    )


def respond(
    event: dict[str, Any],
    context: Any,
    *,
    carrier_keys: CarrierKeys,
    carrier_orders: CarrierOrders,
    port_outs: PortOuts,
    inbox: Inbox,
    message_ids: MessageIds,
    functions: Functions,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    """The answer to a call of the route; a stranger learns only that the call is not proven."""
    app = resolver()
    desk = Desk(carrier_keys, carrier_orders, port_outs, inbox, message_ids)

    @app.post("/carriers/<carrier>/port-outs/<id_>")
    def _receive(carrier: str, id_: str) -> Response[str]:
        request = request_of(event, now())
        longest = LONGEST if speaks_standard(carrier) else LONGEST_OF_CARRIERS
        if len(request.body) > longest:
            raise Refused("bad-input", f"send at most {longest} bytes")
        port_out = _found(port_outs, id_)
        about = About(id_, port_out.order.country if port_out else "")
        heard = _proven(request, carrier, about, carrier_keys)
        message = Message(heard, request, _its_own(port_out, carrier))
        signal_id, stored = take(message, desk)
        if stored:
            count("CarrierUpdateReceived")
        # Also for a repetition: the first call may have ended between the two.
        functions.settle(message.port_out.id)
        return answer(202, {"signal_id": signal_id, "stored": stored})

    return app.resolve(event, context)


def _proven(request: Request, carrier: str, about: About, carrier_keys: CarrierKeys) -> Heard:
    """What is said; an unknown carrier, a wrong key and a bad signature look the same."""

    def prove(keys: Sequence[Key]) -> Heard:
        meant = [key for key in keys if key.port_out_id in ("", about.port_out_id)]
        heard: Heard = adapter_of(carrier).hear(request, meant, about)
        return heard

    try:
        if not _CHANNEL.fullmatch(carrier):
            raise SenderNotProven("no carrier has such a name")
        return carrier_keys.proving(carrier, prove)
    except SenderNotProven as error:
        count("CarrierUpdateNotProven")
        logger.warning("not proven", why=str(error))
        raise


def _found(port_outs: PortOuts, id_: str) -> PortOut | None:
    """Read before the proof: a carrier's form may depend on the country, a stranger's does not."""
    try:
        return port_outs.get(known_form(id_))
    except PortOutNotFound:
        return None


def _its_own(port_out: PortOut | None, carrier: str) -> PortOut:
    """The port-out if it is this carrier's; another's is as unknown as none."""
    if port_out is None or port_out.order.carrier_channel != carrier:
        raise PortOutNotFound("no port-out of this carrier")
    if port_out.is_over:
        raise Refused("gone", "nothing can change this port-out any more")
    return port_out
