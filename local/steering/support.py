"""Play AWS Support: read the cases, write on them, resolve and reopen, set its habits."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from local.steering.requests import Request
from local.steering.routes import Route
from local.twins.limits import Limits
from local.twins.support import Desk
from local.twins.support.case import Case
from local.twins.support.catalogue import PLANS
from local.twins.support.desk import KEEP, REFUSE, REOPEN


def routes(desk: Desk, limits: Limits) -> list[Route]:
    """The calls under /support."""
    case = "/support/cases/{case_id}"
    habits = (
        '{"on_resolved", "deliver", "visible_after_seconds"}: habits that AWS does not document'
    )
    pace = '{"cases_per_hour", "calls_per_second"}: how much AWS Support allows'
    return [
        Route("GET", "/support/cases", "all cases", partial(_cases, desk)),
        Route(
            "POST",
            f"{case}/replies",
            '{"body", "deliver": 1, "at": now}: AWS writes',
            partial(_reply, desk),
        ),
        Route("POST", f"{case}/resolve", '{"deliver": 1}: AWS resolves', partial(_resolve, desk)),
        Route("POST", f"{case}/reopen", '{"deliver": 1}: AWS reopens', partial(_reopen, desk)),
        Route("GET", case, "one case with its correspondence", partial(_case, desk)),
        Route("PUT", "/support/plan", '{"plan"}: basic has no API', partial(_plan, desk)),
        Route("GET", "/support/habits", "the habits as set", lambda _: _habits(desk)),
        Route("PUT", "/support/habits", habits, partial(_set_habits, desk)),
        Route("PUT", "/support/limits", pace, partial(_set_limits, limits)),
    ]


def _cases(desk: Desk, request: Request) -> dict[str, Any]:
    return {"cases": [_shown(case) for case in desk.cases.values()]}


def _case(desk: Desk, request: Request) -> dict[str, Any]:
    return _shown(desk.find(request.parts["case_id"]))


def _reply(desk: Desk, request: Request) -> tuple[int, dict[str, Any]]:
    case = desk.find(request.parts["case_id"])
    body = request.text("body")
    created_at = request.moment("at") if "at" in request.fields else None
    deliver = _deliver(request)
    entry = desk.aws_writes(case, body, deliver, created_at)
    return 201, {"communication_id": entry.communication_id, "delivered": deliver}


def _resolve(desk: Desk, request: Request) -> dict[str, Any]:
    case = desk.find(request.parts["case_id"])
    desk.resolve(case, _deliver(request))
    return _shown(case)


def _reopen(desk: Desk, request: Request) -> dict[str, Any]:
    case = desk.find(request.parts["case_id"])
    desk.reopen(case, _deliver(request))
    return _shown(case)


def _deliver(request: Request) -> int:
    deliver = request.whole("deliver", default=1, most=10)
    request.nothing_else()
    return deliver


def _plan(desk: Desk, request: Request) -> dict[str, Any]:
    plan = request.one_of("plan", tuple(PLANS))
    request.nothing_else()
    desk.plan = plan
    return {"plan": plan}


def _set_habits(desk: Desk, request: Request) -> dict[str, Any]:
    on_resolved = request.one_of("on_resolved", (REOPEN, REFUSE, KEEP), default=desk.on_resolved)
    deliver = request.whole("deliver", default=desk.deliver, most=10)
    visible_after = request.number(
        "visible_after_seconds", default=desk.visible_after.total_seconds()
    )
    request.nothing_else()
    desk.on_resolved, desk.deliver = on_resolved, deliver
    desk.visible_after = timedelta(seconds=visible_after)
    return _habits(desk)


def _habits(desk: Desk) -> dict[str, Any]:
    return {
        "plan": desk.plan,
        "on_resolved": desk.on_resolved,
        "deliver": desk.deliver,
        "visible_after_seconds": desk.visible_after.total_seconds(),
    }


def _set_limits(limits: Limits, request: Request) -> dict[str, Any]:
    throttle = limits.throttles["support"]
    cases = request.whole("cases_per_hour", default=limits.cases_per_hour)
    rate = request.number("calls_per_second", default=throttle.rate)
    request.nothing_else()
    limits.cases_per_hour = cases
    throttle.set(rate, max(rate, 1))
    return {"cases_per_hour": cases, "calls_per_second": rate}


def _shown(case: Case) -> dict[str, Any]:
    entries = [
        {
            "communication_id": entry.communication_id,
            "origin": entry.origin,
            **entry.to_wire(),
        }
        for entry in case.communications
    ]
    return {**case.to_wire(), "communications": entries}
