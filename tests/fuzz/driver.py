"""Sends each operation so many requests, as documented and not, and judges the answers."""

import base64
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from port_out.observability import metrics
from tests.api.carrier import signed
from tests.fuzz.front import SIGNED, Front
from tests.fuzz.planted import FITTING, PASSWORD, ids_for
from tools.examples import EXAMPLES
from tools.openapi import document
from tools.routes import ROUTES

CHECKS: list[Any] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
    response_headers_conformance,
]

EXAMPLE_OF = {route.path: EXAMPLES[route.body] for route in ROUTES if route.body}


@dataclass
class Report:
    """What came of one operation: how many cases, by which status, and what was wrong."""

    operation: str
    cases: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    wrong: dict[str, str] = field(default_factory=dict)

    def words(self) -> str:
        """One line for people."""
        by = ", ".join(f"{status}: {n}" for status, n in sorted(self.statuses.items()))
        return f"{self.operation}: {self.cases} cases ({by}), {len(self.wrong)} failures"


def fuzz(
    cases: int,
    *,
    app: Callable[..., Any] | None = None,
    shown: Mapping[str, Any] | None = None,
    only: str = "",
) -> Iterator[Report]:
    """A report of every operation, or of the one named; the same cases every time."""
    here = {"servers": [{"url": "/"}]}
    schema = schemathesis.openapi.from_dict(dict(shown or document()) | here)
    schema.app = app or Front()
    found: Iterator[Any] = schema.get_all_operations()
    operations = [each.ok() for each in found]
    for each in operations:
        if only in ("", each.label):
            yield _fuzz(each, cases)


def _fuzz(operation: Any, cases: int) -> Report:
    report = Report(operation.label)
    modes = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
    for mode in modes:
        _play(operation, mode, cases // len(modes), report)
    while report.cases < cases:
        # What can't be asked wrongly, or has few forms, is asked rightly once more.
        before = report.cases
        _play(operation, GenerationMode.POSITIVE, cases - report.cases, report)
        if report.cases == before:
            break
    return report


def _play(operation: Any, mode: GenerationMode, cases: int, report: Report) -> None:
    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=max(cases, 1),
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def one(case: Any) -> None:
        _prove(case, report.cases)
        report.cases += 1
        response = case.call()
        metrics().clear_metrics()
        report.statuses[response.status_code] += 1
        try:
            case.validate_response(response, checks=CHECKS)
        except FailureGroup as failures:
            for failure in failures.exceptions:
                asked = f"{case.method} {case.formatted_path} {str(case.body)[:300]!r}"
                what = " ".join(str(failure).split())[:200]
                told = f"{what} | {asked} -> {response.status_code} {response.text[:300]}"
                report.wrong.setdefault(f"{type(failure).__name__} {response.status_code}", told)

    with suppress(Unsatisfiable):
        one()


def _fitting(body: Any, example: Mapping[str, Any], n: int) -> Any:
    """The body with ids that are there; or an example, with one field of the body's in it."""
    if not isinstance(body, dict):
        return body
    one = dict([list(body.items())[n % len(body)]]) if body else {}
    known = dict(example) | one if example else body
    return known | {name: FITTING[name] for name in FITTING if name in known}


def _prove(case: Any, n: int) -> None:
    """Every other case is about what is there, and proven as its caller would prove it."""
    case.headers = dict(case.headers or {})
    case.headers["Authorization"] = f"{SIGNED} Credential=x"
    if n % 2:
        return
    known = ids_for(case.path)
    asked = dict(case.path_parameters or {})
    case.path_parameters = asked | {name: known[name] for name in asked if name in known}
    case.body = _fitting(case.body, EXAMPLE_OF.get(case.path, {}) if n % 4 else {}, n)
    if case.path.startswith("/links") and case.method == "POST" and n % 4:
        case.body = f"what=submitted&{case.body}&pon=PON-1"
    if case.path.startswith("/carriers/bandwidth"):
        pair = f"{PASSWORD['user']}:{PASSWORD['password']}".encode()
        case.headers["Authorization"] = "Basic " + base64.b64encode(pair).decode()
    elif case.path.startswith("/carriers"):
        case.path_parameters["carrier"] = "standard"
        if isinstance(case.body, dict):
            text = json.dumps(case.body)
            case.body = text.encode()
            case.headers |= signed(text) | {"Content-Type": "application/json"}
