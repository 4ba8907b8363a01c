"""POST /batches: splits many numbers into groups, keeps the plan, and starts the run through it."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from port_out.api.call import Call
from port_out.api.intake import keyed_id
from port_out.api.ordering import asked_of
from port_out.api.planning import planned
from port_out.api.routing import answer
from port_out.api.shapes import MOST_PROBLEMS, shaped
from port_out.domain.asked import Asked, refuse_target
from port_out.domain.batch import Batch, BatchPlan, untried
from port_out.domain.errors import BadInput, BatchNotFound, IdempotencyConflict, Problem
from port_out.domain.plan import Listed, NumberProblem, Part, Place, Plan
from port_out.domain.record import canonical
from port_out.gateways.connect import Connect
from port_out.gateways.files import Files
from port_out.gateways.workflow import Workflow
from port_out.store.batches import Batches
from port_out.store.locks import NumberLocks
from port_out.store.port_locks import PortLocks
from port_out.store.velocity import Velocity

LONGEST = 2_000_000
JSON = "application/json"
_ID = re.compile(r"ba-[a-z2-7]{26}")
_COMMON = ("winning_carrier", "identity", "reference", "target_date", "contact")


def request_batch(
    call: Call,
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
) -> Response[str]:
    """202 with the id: the plan is kept, and whatever is not requested yet is on its way."""
    call.only()
    body = shaped("batch", call.json(LONGEST))
    id_, sha256 = keyed_id("ba", call), hashlib.sha256(canonical(body)).hexdigest()
    batch = _found(batches, id_)
    if batch is None:
        listed = [Listed(number, f"numbers[{i}]") for i, number in enumerate(body["numbers"])]
        split = planned(listed, number_locks, port_locks, connect, place, now())
        plan = plan_batch(body, split, now())
        # All of it at once: its groups are not counted again when they are requested.
        numbers = sum(len(group.numbers) for group in plan.groups)
        velocity.take(call.caller, port_outs=len(plan.groups), numbers=numbers, at=now())
        key = _keep(files, id_, plan)
        size = len(listed), len(plan.groups)
        batches.add(Batch(id_, now(), call.by, call.caller, sha256, *size, key, call.by_id))
        batch = batches.get(id_)
    if batch.request_sha256 != sha256:
        raise IdempotencyConflict(id_)
    if untried(batch, batches.results(id_)):
        if not batch.has_plan(now()):
            mend = "send what is left under another key"
            raise BadInput([Problem("Idempotency-Key", "is of a batch that is too old", mend)])
        _run(batch, files, workflow, now())
    here = f"/batches/{id_}"
    shown = {"batch_id": id_, "listed": batch.listed, "groups": batch.group_count}
    return answer(202, shown | {"links": {"self": here}}, Location=here)


def known_batch(id_: str) -> str:
    """The id, if it can be one; BatchNotFound otherwise."""
    if not _ID.fullmatch(id_):
        raise BatchNotFound("an id of no known form")
    return id_


def _found(batches: Batches, id_: str) -> Batch | None:
    try:
        return batches.get(id_)
    except BatchNotFound:
        return None


def plan_batch(body: Mapping[str, Any], split: Plan, now: datetime) -> BatchPlan:
    """Every group as a request of its own; BadInput where one is wrong, or where none can go."""
    if not split.parts:
        raise BadInput([_said(problem) for problem in split.problems[:MOST_PROBLEMS]])
    groups, wrong = [], dict[Problem, None]()
    for part in split.parts:
        try:
            groups.append(_group(body, part, now))
        except BadInput as error:
            # What is common to all groups is wrong in each, and is said once.
            wrong |= dict.fromkeys(error.problems)
    if wrong:
        raise BadInput(_in_common(wrong)[:MOST_PROBLEMS])
    return BatchPlan(tuple(groups), split.problems)


def _in_common(wrong: Iterable[Problem]) -> list[Problem]:
    """The target date once: the earliest day that suits all groups is the last of theirs."""
    dates = [problem for problem in wrong if problem.field == "target_date"]
    last = [max(dates, key=lambda problem: problem.mend)] if dates else []
    return [*last, *(problem for problem in wrong if problem.field != "target_date")]


def _said(problem: NumberProblem) -> Problem:
    return Problem(problem.field, problem.detail, problem.mend)


def _group(body: Mapping[str, Any], part: Part, now: datetime) -> Asked:
    """What POST /port-outs would make of the group; later overrides win."""
    of_part = {"instance_arn": part.instance_arn, "country": part.country, "kind": part.kind.value}
    wanted = {name: body[name] for name in _COMMON if name in body}
    for override in body.get("overrides", ()):
        if override["for"].items() <= of_part.items():
            wanted |= override["use"]
    found = asked_of(wanted | of_part | {"numbers": list(part.numbers)})
    refuse_target(found.order, now)
    return found


def _keep(files: Files, id_: str, plan: BatchPlan) -> str:
    """Named after its content: of two calls in one moment each keeps its own, and one counts."""
    content = _bytes(plan.as_data())
    key = f"batches/{id_}/plan-{hashlib.sha256(content).hexdigest()[:16]}.json"
    files.write(key, content, JSON)
    return key


def _run(batch: Batch, files: Files, workflow: Workflow, now: datetime) -> None:
    """Start a run, one a minute at most: what an earlier one has done, it leaves alone."""
    items = [{"batch_id": batch.id, "group": group} for group in range(batch.group_count)]
    key = f"batches/{batch.id}/groups.json"
    files.write(key, _bytes(items), JSON)
    told = {"batch_id": batch.id, "groups_key": key}
    workflow.start_batch(f"{batch.id}-{now:%Y%m%dT%H%M}", told)


def _bytes(data: Mapping[str, Any] | Sequence[Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()
