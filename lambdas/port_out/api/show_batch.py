"""GET /batches/{id}."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from aws_lambda_powertools.event_handler import Response

from port_out import wiring
from port_out.api.batching import known_batch
from port_out.api.call import Call
from port_out.api.routing import answer, links, resolver, route
from port_out.domain.asked import Asked
from port_out.domain.batch import Batch, BatchPlan, GroupResult, untried
from port_out.domain.port_out import PortOut
from port_out.domain.record import timestamp
from port_out.gateways.files import Files
from port_out.store.batches import Batches
from port_out.store.port_outs import PortOuts

LONGEST = 20_000_000
_NOT_TRIED = "not_yet_requested"


@route
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return respond(
        event,
        context,
        batches=wiring.batches(),
        files=wiring.files(),
        port_outs=wiring.port_outs(),
    )


def respond(
    event: dict[str, Any],
    context: Any,
    *,
    batches: Batches,
    files: Files,
    port_outs: PortOuts,
) -> dict[str, Any]:
    """The answer to a call of the route."""
    app = resolver()

    @app.get("/batches/<id_>")
    def _one(id_: str) -> Response[str]:
        Call.signed(event).only()
        batch, results = batches.get(known_batch(id_)), batches.results(id_)
        plan = BatchPlan.from_data(json.loads(files.read(batch.plan_key, LONGEST)))
        found = port_outs.many([result.port_out_id for result in results])
        return answer(200, shown(batch, plan, results, found))

    return app.resolve(event, context)


def shown(
    batch: Batch,
    plan: BatchPlan,
    results: Sequence[GroupResult],
    port_outs: Mapping[str, PortOut],
) -> dict[str, Any]:
    """The batch: each group and what became of it, and every number that can't go."""
    of_group = {result.group: result for result in results}
    groups = [
        _group(number, asked, of_group.get(number), port_outs)
        for number, asked in enumerate(plan.groups)
    ]
    return {
        "batch_id": batch.id,
        "requested_at": timestamp(batch.requested_at),
        "requested_by": batch.requested_by,
        "is_requested": not untried(batch, results),
        "numbers": {
            "listed": batch.listed,
            "in_groups": sum(len(asked.numbers) for asked in plan.groups),
            "cannot_go": len(plan.cannot_go),
        },
        "outcomes": dict(Counter(group["outcome"] for group in groups)),
        "states": dict(Counter(group["state"] for group in groups if group["state"])),
        "groups": groups,
        "cannot_go": [dict(vars(problem)) for problem in plan.cannot_go],
        "links": {"self": f"/batches/{batch.id}"},
    }


def _group(
    number: int, asked: Asked, result: GroupResult | None, port_outs: Mapping[str, PortOut]
) -> dict[str, Any]:
    order = asked.order
    port_out = port_outs.get(result.port_out_id) if result else None
    return {
        "group": number,
        "instance_arn": order.instance_arn,
        "country": order.country,
        "kind": order.kind,
        "number_count": order.number_count,
        "winning_carrier": order.winning_carrier,
        "target_date": order.target_date or None,
        "outcome": result.outcome if result else _NOT_TRIED,
        "port_out_id": port_out.id if port_out else None,
        "state": port_out.state if port_out else None,
        "problems": [dict(vars(problem)) for problem in result.problems] if result else [],
        "links": links(port_out.id) if port_out else None,
    }
