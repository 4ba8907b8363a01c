"""POST /port-outs and POST /port-outs/plan."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from port_out import settings, wiring
from port_out.api.call import Call
from port_out.api.intake import request_port_out
from port_out.api.ordering import asked_of
from port_out.api.planning import plan_port_outs
from port_out.api.rehearsal import rehearse
from port_out.api.routing import answer, resolver, route
from port_out.domain.asked import refuse_target
from port_out.domain.errors import BadInput, Problem
from port_out.domain.plan import Place
from port_out.gateways.billing import Billing
from port_out.gateways.connect import Connect
from port_out.gateways.support_rehearsal import SupportRehearsal
from port_out.gateways.workflow import Workflow
from port_out.store.locks import NumberLocks
from port_out.store.moves import Moves
from port_out.store.port_locks import PortLocks
from port_out.store.velocity import Velocity

LONGEST = 256_000


@route
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return respond(
        event,
        context,
        port_outs=wiring.moves(),
        number_locks=wiring.number_locks(),
        port_locks=wiring.port_locks(),
        velocity=wiring.velocity(),
        workflow=wiring.workflow(),
        connect=wiring.connect(),
        billing=wiring.billing(),
        support=wiring.support_rehearsal(),
        place=Place(settings.account_id(), settings.region()),
        now=wiring.now,
    )


def respond(
    event: dict[str, Any],
    context: Any,
    *,
    port_outs: Moves,
    number_locks: NumberLocks,
    port_locks: PortLocks,
    velocity: Velocity,
    workflow: Workflow,
    connect: Connect,
    billing: Billing,
    support: SupportRehearsal,
    place: Place,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    """The answer to a call of one of the two routes."""
    app = resolver()

    @app.post("/port-outs")
    def _request() -> Response[str]:
        call = Call.signed(event)
        dry_run = _is_dry_run(call)
        wanted = asked_of(call.json(LONGEST))
        if not dry_run:
            return request_port_out(
                call,
                wanted,
                port_outs=port_outs,
                number_locks=number_locks,
                port_locks=port_locks,
                velocity=velocity,
                workflow=workflow,
                now=now,
            )
        refuse_target(wanted.order, now())
        report = rehearse(
            wanted,
            number_locks=number_locks,
            port_locks=port_locks,
            connect=connect,
            billing=billing,
            support=support,
            place=place,
            now=now,
        )
        return answer(200, report)

    @app.post("/port-outs/plan")
    def _plan() -> Response[str]:
        call = Call.signed(event)
        return plan_port_outs(
            call,
            number_locks=number_locks,
            port_locks=port_locks,
            connect=connect,
            place=place,
            at=now(),
        )

    return app.resolve(event, context)


def _is_dry_run(call: Call) -> bool:
    given = call.only("dryRun").get("dryRun", "false")
    if given not in ("true", "false"):
        raise BadInput([Problem("dryRun", "is neither true nor false", "use true or false")])
    return given == "true"
