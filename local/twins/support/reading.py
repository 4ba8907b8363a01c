"""DescribeCases and DescribeCommunications: newest first, a page at a time."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from local.twins.errors import Refused
from local.twins.paging import Pages
from local.twins.service import Caller
from local.twins.support.case import SHOWN_WITH_CASE, Case, Communication
from local.twins.support.desk import Desk
from local.twins.support.dry_run import stop_if_dry

Parameters = dict[str, Any]
PAGE = 100


def describe_cases(desk: Desk, pages: Pages, caller: Caller, parameters: Parameters) -> Parameters:
    """The cases asked for; resolved ones only on demand."""
    with desk.lock:
        found = [desk.find(case_id) for case_id in parameters.get("caseIdList", [])]
        cases = found if "caseIdList" in parameters else list(desk.cases.values())
        visible = [case for case in cases if _shown(desk, case, parameters)]
    stop_if_dry(parameters)
    visible.sort(key=lambda case: case.created_at, reverse=True)
    token, size = parameters.get("nextToken"), parameters.get("maxResults", PAGE)
    page, following = pages.cut(visible, _question("cases", parameters), token, size)
    with_words = parameters.get("includeCommunications", True)
    rows = [_described(desk, case, pages) if with_words else case.to_wire() for case in page]
    return {"cases": rows} | ({"nextToken": following} if following else {})


def describe_communications(
    desk: Desk, pages: Pages, caller: Caller, parameters: Parameters
) -> Parameters:
    """The correspondence of one case."""
    case = desk.find(parameters["caseId"])
    stop_if_dry(parameters)
    entries = [e for e in _readable(desk, case) if _between(e.created_at, parameters)]
    token, size = parameters.get("nextToken"), parameters.get("maxResults", PAGE)
    page, following = pages.cut(entries, _question("communications", parameters), token, size)
    rows = [entry.to_wire() for entry in page]
    return {"communications": rows} | ({"nextToken": following} if following else {})


def _shown(desk: Desk, case: Case, parameters: Parameters) -> bool:
    if case.resolved and not parameters.get("includeResolvedCases", False):
        return False
    if parameters.get("displayId", case.display_id) != case.display_id:
        return False
    if not _between(case.created_at, parameters):
        return False
    return not desk.habits.visible.hides(case.case_id, case.created_at, datetime.now(UTC))


def _readable(desk: Desk, case: Case) -> list[Communication]:
    now, lag = datetime.now(UTC), desk.habits.readable
    entries = case.latest_first()
    return [e for e in entries if not lag.hides(e.communication_id, e.created_at, now)]


def _between(moment: datetime, parameters: Parameters) -> bool:
    after, before = _time(parameters, "afterTime"), _time(parameters, "beforeTime")
    return (after is None or moment >= after) and (before is None or moment <= before)


def _time(parameters: Parameters, name: str) -> datetime | None:
    text = parameters.get(name)
    if text is None:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise Refused("ValidationException", f"{name} is no ISO 8601 time: {text}") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _described(desk: Desk, case: Case, pages: Pages) -> Parameters:
    entries = _readable(desk, case)
    recent: Parameters = {"communications": [e.to_wire() for e in entries[:SHOWN_WITH_CASE]]}
    if len(entries) > SHOWN_WITH_CASE:
        question = _question("communications", {"caseId": case.case_id})
        recent["nextToken"] = pages.token(question, SHOWN_WITH_CASE)
    return {**case.to_wire(), "recentCommunications": recent}


def _question(kind: str, parameters: Parameters) -> str:
    asked = {k: v for k, v in parameters.items() if k not in ("nextToken", "maxResults")}
    return kind + json.dumps(asked, sort_keys=True)
