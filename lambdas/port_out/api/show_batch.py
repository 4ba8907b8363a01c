"""GET /batches and GET /batches/{id}."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from port_out import settings, wiring
from port_out.api.batch_list import NOT_TRIED, PARAMETERS, batch_page
from port_out.api.batching import known_batch
from port_out.api.call import Call
from port_out.api.routing import answer, links, resolver, route
from port_out.domain.batch import Batch, BatchPlan, GroupResult, untried
from port_out.domain.console import runs_link
from port_out.domain.next_step import next_step
from port_out.domain.order import Order
from port_out.domain.port_out import PortOut
from port_out.domain.record import timestamp
from port_out.gateways.files import Files
from port_out.store.batches import Batches
from port_out.store.port_outs import PortOuts

LONGEST = 20_000_000


@route
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return respond(
        event,
        context,
        batches=wiring.batches(),
        files=wiring.files(),
        port_outs=wiring.port_outs(),
        machine=settings.batch_machine_arn(),
        now=wiring.now,
    )


def respond(
    event: dict[str, Any],
    context: Any,
    *,
    batches: Batches,
    files: Files,
    port_outs: PortOuts,
    machine: str,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    """The answer to a call of one of the two routes."""
    app = resolver()

    @app.get("/batches")
    def _list() -> Response[str]:
        return answer(200, batch_page(Call.signed(event).only(*PARAMETERS), batches))

    @app.get("/batches/<id_>")
    def _one(id_: str) -> Response[str]:
        Call.signed(event).only()
        batch, results = batches.get(known_batch(id_)), batches.results(id_)
        found = port_outs.many([result.port_out_id for result in results])
        plan = _plan(batch, files) if batch.has_plan(now()) else None
        seen = shown(batch, plan, results, found)
        seen["links"] = seen["links"] | {"console": runs_link(machine)}
        return answer(200, seen)

    return app.resolve(event, context)


def _plan(batch: Batch, files: Files) -> BatchPlan:
    return BatchPlan.from_data(json.loads(files.read(batch.plan_key, LONGEST)))


def shown(
    batch: Batch,
    plan: BatchPlan | None,
    results: Sequence[GroupResult],
    port_outs: Mapping[str, PortOut],
) -> dict[str, Any]:
    """The batch: each group and what became of it, and every number that can't go.

    Where the plan is kept no longer, what the port-outs themselves still say.
    """
    of_group = {result.group: result for result in results}
    orders = [asked.order for asked in plan.groups] if plan else [None] * batch.group_count
    groups = [
        _group(number, order, of_group.get(number), port_outs)
        for number, order in enumerate(orders)
    ]
    return {
        "batch_id": batch.id,
        "requested_at": timestamp(batch.requested_at),
        "requested_by": batch.requested_by,
        "is_requested": not untried(batch, results),
        "numbers": {
            "listed": batch.listed,
            "in_groups": sum(group["number_count"] or 0 for group in groups),
            "cannot_go": len(plan.cannot_go) if plan else None,
        },
        "is_plan_kept": plan is not None,
        "outcomes": dict(Counter(group["outcome"] for group in groups)),
        "states": dict(Counter(group["state"] for group in groups if group["state"])),
        "turns": dict(Counter(group["turn"] for group in groups if group["turn"])),
        "groups": groups,
        "cannot_go": [dict(vars(problem)) for problem in plan.cannot_go] if plan else [],
        "links": {"self": f"/batches/{batch.id}"},
    }


def _group(
    number: int, order: Order | None, result: GroupResult | None, port_outs: Mapping[str, PortOut]
) -> dict[str, Any]:
    port_out = port_outs.get(result.port_out_id) if result else None
    if order is None and port_out is not None:
        order = port_out.order
    return {
        "group": number,
        "instance_arn": order.instance_arn if order else None,
        "country": order.country if order else None,
        "kind": order.kind if order else None,
        "number_count": order.number_count if order else None,
        "winning_carrier": order.winning_carrier if order else None,
        "target_date": (order.target_date or None) if order else None,
        "outcome": result.outcome if result else NOT_TRIED,
        "port_out_id": port_out.id if port_out else None,
        "state": port_out.state if port_out else None,
        "turn": next_step(port_out).who if port_out else None,
        "problems": [dict(vars(problem)) for problem in result.problems] if result else [],
        "links": links(port_out.id) if port_out else None,
    }
