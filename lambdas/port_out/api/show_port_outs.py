"""GET /port-outs, one of them, its record, and what was said on its Support case."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from port_out import settings, wiring
from port_out.api.call import Call
from port_out.api.conversation import conversation
from port_out.api.listing import PARAMETERS, page, wanted
from port_out.api.manual_case import CaseCodes
from port_out.api.routing import answer, known_form, resolver, route
from port_out.api.views import alone, in_list
from port_out.domain.console import execution_link
from port_out.domain.port_out import PortOut
from port_out.domain.record import breaks_in
from port_out.domain.restart import run_name
from port_out.observability import count
from port_out.store.inbox import Inbox
from port_out.store.notices import Notices
from port_out.store.port_outs import PortOuts
from port_out.store.whole import Wholes


@route
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return respond(
        event,
        context,
        port_outs=wiring.port_outs(),
        wholes=wiring.wholes(),
        inbox=wiring.inbox(),
        notices=wiring.notices(),
        codes=CaseCodes(settings.support_service_code(), settings.support_category_code()),
        machine=settings.state_machine_arn(),
        now=wiring.now,
    )


def respond(
    event: dict[str, Any],
    context: Any,
    *,
    port_outs: PortOuts,
    wholes: Wholes,
    inbox: Inbox,
    notices: Notices,
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
        lost = notices.undelivered()
        lines = [_linked(p, in_list(p, undelivered=lost[p.id]), machine) for p in found]
        return answer(200, {"port_outs": lines, "cursor": cursor})

    @app.get("/port-outs/<id_>")
    def _one(id_: str) -> Response[str]:
        Call.signed(event).only()
        whole = wholes.get(known_form(id_))
        return answer(200, _linked(whole.port_out, alone(whole, codes, now()), machine))

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


def _linked(port_out: PortOut, shown: dict[str, Any], machine: str) -> dict[str, Any]:
    """With a link to its present execution in the console."""
    console = execution_link(machine, run_name(port_out))
    return shown | {"links": shown["links"] | {"console": console}}


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
