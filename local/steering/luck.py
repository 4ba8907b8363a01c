"""Bad luck, the record of calls, and the passing of time."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC
from functools import partial
from typing import TYPE_CHECKING, Any

from ministack.core.responses import request_scope
from ministack.services import lambda_svc

from local.gateway.faults import Fault
from local.steering.requests import BadRequest, Request
from local.steering.routes import Route

if TYPE_CHECKING:
    from local.universe import Universe

FAULT = '{"service", "operation", "when": "before|after", "error": code or "drop", "times": 1}'


def routes(universe: Universe) -> list[Route]:
    """Faults, calls, the pace of Connect, the sweep and the daily comparison."""
    calls, faults = universe.calls, universe.faults
    return [
        Route("POST", "/faults", f"{FAULT}: the next calls fail", partial(_order, universe)),
        Route("GET", "/faults", "the faults not used up", lambda _: {"faults": faults.rows()}),
        Route("DELETE", "/faults", "no more faults", lambda _: _done(faults.clear)),
        Route("GET", "/calls", "every AWS call made", lambda _: {"calls": calls.rows()}),
        Route("DELETE", "/calls", "forget them", lambda _: _done(calls.clear)),
        Route("PUT", "/connect/limits", '{"calls_per_second", "burst"}', partial(_pace, universe)),
        Route("POST", "/sweep", '{"now"}: the sweep runs as of then', partial(_sweep, universe)),
        Route("POST", "/inventory", "the daily comparison runs", partial(_inventory, universe)),
    ]


def _done(act: Callable[[], None]) -> dict[str, Any]:
    act()
    return {}


def _order(universe: Universe, request: Request) -> tuple[int, dict[str, Any]]:
    fault = Fault(
        service=request.text("service", longest=40),
        operation=request.text("operation", default="*", longest=80),
        when=request.one_of("when", ("before", "after"), default="before"),
        error=request.text("error", longest=120),
        times=request.whole("times", default=1, least=1),
        status=request.whole("status", default=400, least=400, most=599)
        if "status" in request.fields
        else None,
        message=request.text("message", default=" ", longest=500).strip(),
    )
    request.nothing_else()
    universe.faults.order(fault)
    return 201, {"faults": universe.faults.rows()}


def _pace(universe: Universe, request: Request) -> dict[str, Any]:
    throttle = universe.twins.limits.throttles["connect"]
    rate = request.number("calls_per_second", default=throttle.rate)
    burst = request.number("burst", default=max(rate, throttle.burst))
    request.nothing_else()
    throttle.set(rate, burst)
    return {"calls_per_second": rate, "burst": burst}


def _sweep(universe: Universe, request: Request) -> tuple[int, dict[str, Any]]:
    now = request.moment("now").astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    request.nothing_else()
    return _run(universe, "SweepFunction", {"now": now})


def _inventory(universe: Universe, request: Request) -> tuple[int, dict[str, Any]]:
    request.nothing_else()
    return _run(universe, "InventoryFunction", {})


def _run(universe: Universe, output: str, event: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """Run the function that this output of the stack names, as its schedule would."""
    name = universe.facts.get("outputs", {}).get(output)
    if name is None:
        raise BadRequest("path", "the program is not deployed yet", 409)
    with request_scope(universe.settings.account_id, universe.settings.region):
        function, config, _ = lambda_svc._get_func_record_for_ref(name)
        record = lambda_svc._execution_record_for_config(function, config)
        result = lambda_svc._execute_function_with_config_scope(record, event)
    body = result.get("body")
    body = json.loads(body) if isinstance(body, str | bytes) and body else body
    return (502, {"error": body}) if result.get("error") else (200, {"result": body})
