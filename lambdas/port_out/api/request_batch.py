"""POST /batches."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from port_out import settings, wiring
from port_out.api.batching import request_batch
from port_out.api.call import Call
from port_out.api.routing import resolver, route
from port_out.domain.plan import Place
from port_out.gateways.connect import Connect
from port_out.gateways.files import Files
from port_out.gateways.workflow import Workflow
from port_out.store.batches import Batches
from port_out.store.locks import NumberLocks
from port_out.store.port_locks import PortLocks
from port_out.store.velocity import Velocity


@route
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return respond(
        event,
        context,
        batches=wiring.batches(),
        files=wiring.files(),
        number_locks=wiring.number_locks(),
        port_locks=wiring.port_locks(),
        velocity=wiring.velocity(),
        workflow=wiring.workflow(),
        connect=wiring.connect(),
        place=Place(settings.account_id(), settings.region()),
        now=wiring.now,
    )


def respond(
    event: dict[str, Any],
    context: Any,
    *,
    batches: Batches,
    files: Files,
    number_locks: NumberLocks,
    port_locks: PortLocks,
    velocity: Velocity,
    workflow: Workflow,
    connect: Connect,
    place: Place,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    """The answer to a call of the route."""
    app = resolver()

    @app.post("/batches")
    def _request() -> Response[str]:
        return request_batch(
            Call.signed(event),
            batches=batches,
            files=files,
            number_locks=number_locks,
            port_locks=port_locks,
            velocity=velocity,
            workflow=workflow,
            connect=connect,
            place=place,
            now=now,
        )

    return app.resolve(event, context)
