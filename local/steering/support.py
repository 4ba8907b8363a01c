"""Play AWS Support: read the cases, write on them, resolve and reopen, set its habits."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from local.steering import support_habits
from local.steering.requests import Request
from local.steering.routes import Route
from local.twins.limits import Limits
from local.twins.support import Desk
from local.twins.support.case import Case
from local.twins.support.catalogue import PLANS
from local.twins.support.wording import TEMPLATES, from_template, wordy


def routes(desk: Desk, limits: Limits) -> list[Route]:
    """The calls under /support."""
    case = "/support/cases/{case_id}"
    reply = (
        '{"body" or "template", "wordy": false, "by", "attachments": [], "deliver": 1, "at": now}: '
        f"AWS writes; templates: {', '.join(TEMPLATES)}"
    )
    silent = '{"since", "deliver": 1}: AWS resolves what waits for the customer since then'
    pace = '{"cases_per_hour", "calls_per_second"}: how much AWS Support allows'
    return [
        Route("GET", "/support/cases", "all cases", partial(_cases, desk)),
        Route("POST", f"{case}/replies", reply, partial(_reply, desk)),
        Route(
            "POST",
            f"{case}/resolve",
            '{"deliver": 1, "at": now}: AWS resolves',
            partial(_resolve, desk),
        ),
        Route("POST", f"{case}/reopen", '{"deliver": 1}: AWS reopens', partial(_reopen, desk)),
        Route("POST", "/support/silence", silent, partial(_resolve_silent, desk)),
        Route("GET", case, "one case with its correspondence", partial(_case, desk)),
        Route("PUT", "/support/plan", '{"plan"}: basic has no API', partial(_plan, desk)),
        *support_habits.routes(desk),
        Route("PUT", "/support/limits", pace, partial(_set_limits, limits)),
    ]


def _cases(desk: Desk, request: Request) -> dict[str, Any]:
    return {"cases": [_shown(case) for case in desk.cases.values()]}


def _case(desk: Desk, request: Request) -> dict[str, Any]:
    return _shown(desk.find(request.parts["case_id"]))


def _reply(desk: Desk, request: Request) -> tuple[int, dict[str, Any]]:
    case = desk.find(request.parts["case_id"])
    body = _worded(case, request)
    by = request.text("by", longest=200) if "by" in request.fields else None
    files, created_at, deliver = request.texts("attachments"), _at(request), _deliver(request)
    entry = desk.aws_writes(case, body, deliver, created_at, by, files)
    return 201, {"communication_id": entry.communication_id, "delivered": deliver, "body": body}


def _worded(case: Case, request: Request) -> str:
    if "template" in request.fields:
        text = from_template(request.one_of("template", tuple(TEMPLATES)), case)
    else:
        text = request.text("body")
    return wordy(text, case) if request.truth("wordy", default=False) else text


def _resolve(desk: Desk, request: Request) -> dict[str, Any]:
    case = desk.find(request.parts["case_id"])
    at = _at(request)
    desk.resolve(case, _deliver(request), at)
    return _shown(case)


def _resolve_silent(desk: Desk, request: Request) -> dict[str, Any]:
    since = request.moment("since")
    silent = desk.resolve_silent(since, _deliver(request))
    return {"resolved": [case.case_id for case in silent]}


def _reopen(desk: Desk, request: Request) -> dict[str, Any]:
    case = desk.find(request.parts["case_id"])
    desk.reopen(case, _deliver(request))
    return _shown(case)


def _at(request: Request) -> datetime | None:
    return request.moment("at") if "at" in request.fields else None


def _deliver(request: Request) -> int:
    deliver = request.whole("deliver", default=1, most=10)
    request.nothing_else()
    return deliver


def _plan(desk: Desk, request: Request) -> dict[str, Any]:
    plan = request.one_of("plan", tuple(PLANS))
    request.nothing_else()
    desk.plan = plan
    return {"plan": plan}


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
