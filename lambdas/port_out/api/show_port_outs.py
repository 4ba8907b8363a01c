"""GET /port-outs, one of them, its record, and what was said on its Support case."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from port_out import settings, wiring
from port_out.api.call import Call
from port_out.api.conversation import conversation
from port_out.api.listing import PARAMETERS, page, wanted
from port_out.api.pasting import not_posted
from port_out.api.routing import answer, known_form, resolver, route
from port_out.api.views import CaseCodes, Whole, alone, in_list
from port_out.domain.console import execution_link
from port_out.domain.record import breaks_in
from port_out.observability import count
from port_out.store.documents import Documents
from port_out.store.inbox import Inbox
from port_out.store.links import Links
from port_out.store.outbox import Outbox
from port_out.store.port_outs import PortOuts
from port_out.store.uses import NumberUses


@route
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return respond(
        event,
        context,
        port_outs=wiring.port_outs(),
        inbox=wiring.inbox(),
        documents=wiring.documents(),
        outbox=wiring.outbox(),
        uses=wiring.number_uses(),
        links=wiring.links(),
        codes=CaseCodes(settings.support_service_code(), settings.support_category_code()),
        machine=settings.state_machine_arn(),
        now=wiring.now,
    )


def respond(
    event: dict[str, Any],
    context: Any,
    *,
    port_outs: PortOuts,
    inbox: Inbox,
    documents: Documents,
    outbox: Outbox,
    uses: NumberUses,
    links: Links,
    codes: CaseCodes,
    machine: str,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    """The answer to a call of one of these routes."""
    app = resolver()

    @app.get("/port-outs")
    def _list() -> Response[str]:
        query = Call.signed(event).only(*PARAMETERS)
        found, cursor = page(wanted(query), query.get("cursor", ""), port_outs)
        return answer(200, {"port_outs": [in_list(p) for p in found], "cursor": cursor})

    @app.get("/port-outs/<id_>")
    def _one(id_: str) -> Response[str]:
        Call.signed(event).only()
        port_out = port_outs.get(known_form(id_))
        whole = Whole(
            port_out,
            port_outs.numbers(id_),
            inbox.signals(id_),
            inbox.communications(id_),
            documents.list(id_),
            uses.get(id_),
            not_posted(port_out, outbox, now()),
            links.list(id_),
        )
        shown = alone(whole, codes)
        shown["links"] = shown["links"] | {"console": execution_link(machine, id_)}
        return answer(200, shown)

    @app.get("/port-outs/<id_>/transitions")
    def _record(id_: str) -> Response[str]:
        Call.signed(event).only()
        return show_transitions(known_form(id_), port_outs)

    @app.get("/port-outs/<id_>/communications")
    def _said(id_: str) -> Response[str]:
        Call.signed(event).only()
        port_outs.get(known_form(id_))
        return answer(200, conversation(id_, inbox.communications(id_)))

    return app.resolve(event, context)


def show_transitions(id_: str, port_outs: PortOuts) -> Response[str]:
    """The record up to the version that the state row names, and whether its chain holds."""
    port_out = port_outs.get(id_)
    # Read after the row, so it can only be longer; what came in between is for the next call.
    lines = [t for t in port_outs.transitions(id_) if t.sequence <= port_out.version]
    breaks = breaks_in(lines, last_hash=port_out.last_hash)
    if breaks:
        count("ChainBroken")
    return answer(
        200,
        {
            "port_out_id": id_,
            "version": port_out.version,
            "transitions": [line.as_data() for line in lines],
            "chain": {"verified": not breaks, "breaks": breaks},
        },
    )
