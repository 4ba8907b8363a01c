"""POST /port-outs/{id}/signals."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from port_out import wiring
from port_out.api.call import Call
from port_out.api.operator_rules import check
from port_out.api.routing import answer, known_form, resolver, route
from port_out.api.signed_loa import take_loa
from port_out.api.statement import effect, signal_of
from port_out.domain.errors import IdempotencyConflict
from port_out.domain.port_out import PortOut
from port_out.domain.second_person import TwoPersons
from port_out.domain.signals import Signal, SignalType
from port_out.domain.signed_loa import CHECKED
from port_out.gateways.files import Files
from port_out.gateways.functions import Functions
from port_out.observability import count
from port_out.paper import Paper
from port_out.store.documents import Documents
from port_out.store.inbox import Inbox
from port_out.store.outbox import Outbox
from port_out.store.port_outs import PortOuts


@route
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return respond(
        event,
        context,
        port_outs=wiring.port_outs(),
        inbox=wiring.inbox(),
        outbox=wiring.outbox(),
        documents=wiring.documents(),
        files=wiring.files(),
        paper=wiring.paper(),
        functions=wiring.functions(),
        two_persons=wiring.two_persons(),
        now=wiring.now,
    )


def respond(
    event: dict[str, Any],
    context: Any,
    *,
    port_outs: PortOuts,
    inbox: Inbox,
    outbox: Outbox,
    documents: Documents,
    files: Files,
    paper: Paper,
    functions: Functions,
    two_persons: TwoPersons,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    """The answer to a call of the route."""
    app = resolver()

    @app.post("/port-outs/<id_>/signals")
    def _receive(id_: str) -> Response[str]:
        call = Call.signed(event)
        call.only()
        port_out = port_outs.get(known_form(id_))
        signal = signal_of(call, port_out.id, now())
        if not _is_known(signal, inbox):
            check(port_out, signal, port_outs=port_outs, inbox=inbox, outbox=outbox)
            if signal.type is SignalType.OPERATOR_UPLOADED_LOA:
                loa = take_loa(port_out, signal, documents=documents, files=files, paper=paper)
                signal = replace(signal, facts={**signal.facts, CHECKED: loa})
        kept = keep(port_out, signal, inbox=inbox, functions=functions, two_persons=two_persons)
        if signal.type is SignalType.OPERATOR_POSTED:
            # Last: what is ticked off has its signal. A repetition ticks it off again.
            outbox.posted(port_out.id, signal.facts["message"])
        return kept

    return app.resolve(event, context)


def keep(
    port_out: PortOut,
    signal: Signal,
    *,
    inbox: Inbox,
    functions: Functions,
    two_persons: TwoPersons,
) -> Response[str]:
    """202: the signal is in the inbox, and the wait of its port-out will be looked at."""
    stored = inbox.keep(signal)
    if stored:
        count("SignalReceived")
    # Also for a repetition: the first call may have ended between the two.
    functions.settle(port_out.id)
    here = {"signal_id": signal.id, "stored": stored}
    return answer(202, here | {"effect": effect(port_out, signal, stored, two_persons)})


def _is_known(signal: Signal, inbox: Inbox) -> bool:
    """True for a repetition; IdempotencyConflict when its id came with other facts before."""
    for kept in inbox.signals(signal.port_out_id):
        if kept.id == signal.id:
            given = {name: fact for name, fact in kept.facts.items() if name != CHECKED}
            if given != dict(signal.facts):
                raise IdempotencyConflict(signal.port_out_id)
            return True
    return False
