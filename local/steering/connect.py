"""Say what the Amazon Connect instances hold."""

from __future__ import annotations

from functools import partial
from typing import Any

from local.steering.requests import BadRequest, Request
from local.steering.routes import Route
from local.twins.connect import Estate
from local.twins.connect.estate import KINDS, Instance, Number

LONGEST_NAME = 127
STATUSES = ("ACTIVE", "CREATION_IN_PROGRESS", "CREATION_FAILED")


def routes(estate: Estate) -> list[Route]:
    """The calls under /connect; an instance is named by its id or its URL-encoded ARN."""
    numbers = "/connect/instances/{id}/numbers"
    fields = '{"type", "description", "in_group"}: the instance holds this number'
    whole = '{"numbers": [...]}: the instance holds these and no others'
    uses = '{"flow": name or null, "queues": [names]}: what uses this number'
    return [
        Route("GET", "/connect/instances", "the instances", partial(_instances, estate)),
        Route("GET", numbers, "the numbers it holds", partial(_numbers, estate)),
        Route("PUT", numbers, whole, partial(_put_all, estate)),
        Route("PUT", numbers + "/{number}/uses", uses, partial(_uses, estate)),
        Route("PUT", numbers + "/{number}", fields, partial(_put, estate)),
        Route("DELETE", numbers + "/{number}", "it is gone", partial(_delete, estate)),
        Route("PUT", "/connect/instances/{id}/status", '{"status"}', partial(_status, estate)),
    ]


def _instances(estate: Estate, request: Request) -> dict[str, Any]:
    return {"instances": [_instance(estate, each) for each in estate.instances.values()]}


def _numbers(estate: Estate, request: Request) -> dict[str, Any]:
    instance = estate.instance(request.parts["id"])
    return {
        "instance": _instance(estate, instance),
        "numbers": [_number(estate, number) for number in estate.held_by(instance)],
    }


def _put_all(estate: Estate, request: Request) -> dict[str, Any]:
    instance = estate.instance(request.parts["id"])
    wanted = request.fields.pop("numbers", None)
    request.nothing_else()
    if not isinstance(wanted, list) or not all(isinstance(each, str) for each in wanted):
        raise BadRequest("numbers", "must be a list of numbers in E.164 form")
    with estate.lock:
        before = estate.numbers
        others = {k: n for k, n in before.items() if n.instance_id != instance.id}
        estate.numbers = others
        try:
            for number in wanted:
                estate.claim(number, instance.id)
        except ValueError as problem:
            estate.numbers = before
            raise BadRequest("numbers", str(problem)) from None
    return _numbers(estate, request)


def _put(estate: Estate, request: Request) -> tuple[int, dict[str, Any]]:
    instance = estate.instance(request.parts["id"])
    kind = request.one_of("type", KINDS) if "type" in request.fields else None
    words = request.text("description", longest=500) if "description" in request.fields else ""
    in_group = request.truth("in_group", default=False)
    request.nothing_else()
    if in_group and not instance.group_id:
        raise BadRequest("in_group", "the instance has no traffic distribution group")
    number = request.parts["number"]
    try:
        held = estate.claim(number, instance.id, in_group=in_group, kind=kind, description=words)
    except ValueError as problem:
        raise BadRequest("number", str(problem)) from None
    return 201, _number(estate, held)


def _uses(estate: Estate, request: Request) -> dict[str, Any]:
    held = _held(estate, request)
    flow = request.fields.pop("flow", None)
    queues = request.fields.pop("queues", [])
    request.nothing_else()
    if not (flow is None or _is_name(flow)):
        raise BadRequest("flow", "must be a name or null")
    if not isinstance(queues, list) or not all(map(_is_name, queues)):
        raise BadRequest("queues", "must be a list of names")
    estate.use(held, [flow] if flow else [], queues)
    return _number(estate, held)


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and 1 <= len(value) <= LONGEST_NAME


def _held(estate: Estate, request: Request) -> Number:
    instance = estate.instance(request.parts["id"])
    held = estate.numbers.get(request.parts["number"])
    if held is None or held.instance_id != instance.id:
        raise BadRequest("number", "the instance does not hold it", 404)
    return held


def _delete(estate: Estate, request: Request) -> dict[str, Any]:
    with estate.lock:
        held = _held(estate, request)
        del estate.numbers[held.number]
    return {"gone": held.number}


def _status(estate: Estate, request: Request) -> dict[str, Any]:
    instance = estate.instance(request.parts["id"])
    status = request.one_of("status", STATUSES)
    request.nothing_else()
    instance.status = status
    return _instance(estate, instance)


def _instance(estate: Estate, instance: Instance) -> dict[str, Any]:
    arn = estate.arn("instance", instance.id)
    return {"id": instance.id, "arn": arn, "alias": instance.alias, "status": instance.status}


def _number(estate: Estate, number: Number) -> dict[str, Any]:
    return {
        "number": number.number,
        "id": number.id,
        "country": number.country,
        "type": number.kind,
        "target_arn": estate.target_arn(number),
        "description": number.description,
        "flow": next((flow.name for flow in estate.flows.using(number.number)), None),
        "queues": [queue.name for queue in estate.queues.using(number.number)],
    }
