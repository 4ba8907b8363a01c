"""POST /port-outs/{id}/restart: take up a port-out that stopped where it stood."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from port_out import wiring
from port_out.api.call import Call
from port_out.api.problems import Refused
from port_out.api.routing import answer, known_form, links, resolver, route
from port_out.domain.errors import PortOutOver, RecordMoved
from port_out.domain.port_out import PortOut
from port_out.domain.restart import is_restarted, may_restart, restarted, run_name
from port_out.gateways.workflow import Workflow
from port_out.observability import count
from port_out.store.moves import Moves

RUNNING = "RUNNING"


@route
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return respond(
        event,
        context,
        port_outs=wiring.moves(),
        workflow=wiring.workflow(),
        now=wiring.now,
    )


def respond(
    event: dict[str, Any],
    context: Any,
    *,
    port_outs: Moves,
    workflow: Workflow,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    """The answer to a call of the route."""
    app = resolver()

    @app.post("/port-outs/<id_>/restart")
    def _restart(id_: str) -> Response[str]:
        call = Call.signed(event)
        call.only()
        found = port_outs.get(known_form(id_))
        port_out = _taken_up(found, call.by, port_outs, workflow, now())
        # Also for a repetition: the first call may have ended between record and start.
        workflow.start(port_out.id, run_name(port_out))
        told = {"state": port_out.state, "run": run_name(port_out), "links": links(port_out.id)}
        return answer(202, {"port_out_id": port_out.id} | told)

    return app.resolve(event, context)


def _taken_up(
    port_out: PortOut, by: str, port_outs: Moves, workflow: Workflow, at: datetime
) -> PortOut:
    """The port-out on record as taken up; twice in a row is once, also in the same moment."""
    if not may_restart(port_out):
        raise PortOutOver(port_out.id)
    status = workflow.status(run_name(port_out))
    is_new = port_out.version == 1 or is_restarted(port_out)
    if (is_new and not status) or (is_restarted(port_out) and status == RUNNING):
        return port_out
    if status == RUNNING:
        raise Refused("not-now", "its execution runs: nothing is to be restarted")
    after, line = restarted(port_out, at=at, by=by)
    try:
        port_outs.record(port_out, after, line)
    except RecordMoved:
        after = port_outs.get(port_out.id)
        if not is_restarted(after):
            raise
    else:
        count("PortOutRestarted")
    return after
