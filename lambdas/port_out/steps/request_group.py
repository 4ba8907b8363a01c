"""Request Group: one group of a batch becomes a port-out, as POST /port-outs makes one."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from port_out import wiring
from port_out.domain.asked import Asked
from port_out.domain.batch import BatchPlan, GroupOutcome, GroupResult
from port_out.domain.errors import BadInput, NumbersProtected, NumbersTaken, Problem
from port_out.domain.people import Person
from port_out.domain.plan import protected_numbers, taken_numbers
from port_out.gateways.files import Files
from port_out.gateways.workflow import Workflow
from port_out.observability import step
from port_out.requesting import id_by_key, take_request
from port_out.store.batches import Batches
from port_out.store.locks import NumberLocks
from port_out.store.moves import Moves
from port_out.store.port_locks import PortLocks

LONGEST = 20_000_000


@step
def handler(event: dict[str, Any], context: Any) -> dict[str, str]:
    return request_group(
        event["batch_id"],
        event["group"],
        batches=wiring.batches(),
        files=wiring.files(),
        port_outs=wiring.moves(),
        number_locks=wiring.number_locks(),
        port_locks=wiring.port_locks(),
        workflow=wiring.workflow(),
        now=wiring.now,
    )


def request_group(
    batch_id: str,
    group: int,
    *,
    batches: Batches,
    files: Files,
    port_outs: Moves,
    number_locks: NumberLocks,
    port_locks: PortLocks,
    workflow: Workflow,
    now: Callable[[], datetime],
) -> dict[str, str]:
    """Request the group once, or say why it is refused; what is known of it already stays."""
    batch = batches.get(batch_id)
    for known in batches.results(batch_id):
        if known.group == group:
            return _said(known)
    plan = BatchPlan.from_data(json.loads(files.read(batch.plan_key, LONGEST)))
    wanted, id_ = plan.groups[group], id_by_key("po", batch.caller, batch.key_of(group))
    outcome = GroupOutcome.REQUESTED
    problems: tuple[Problem, ...] = ()
    try:
        take_request(
            id_,
            wanted,
            Person(batch.requested_by, batch.requester_id),
            port_outs=port_outs,
            number_locks=number_locks,
            port_locks=port_locks,
            workflow=workflow,
            now=now,
        )
    except (NumbersTaken, NumbersProtected, BadInput) as error:
        outcome, problems = GroupOutcome.REFUSED, tuple(_problems(error, wanted))
    result = GroupResult(group, outcome, id_, now(), problems)
    batches.keep(batch_id, result)
    return _said(result)


def _said(result: GroupResult) -> dict[str, str]:
    return {"outcome": result.outcome, "port_out_id": result.port_out_id}


def _problems(
    error: NumbersTaken | NumbersProtected | BadInput, wanted: Asked
) -> Sequence[Problem]:
    if isinstance(error, BadInput):
        return error.problems
    if isinstance(error, NumbersProtected):
        return protected_numbers(wanted.numbers, error.numbers)
    return taken_numbers(wanted.numbers, error.holders)
