"""A sample of `make fuzz`, and proof that it sees what must not be answered."""

import json
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from werkzeug.wrappers import Response

from tests.api.carrier import signed
from tests.fuzz.driver import fuzz
from tests.fuzz.front import PROBLEM
from tests.fuzz.planted import FITTING, a_world, ids_for
from tools.examples import EXAMPLES
from tools.routes import ROUTES, Route

SAMPLE = 20
ONE = "GET /port-outs/{id}"


def test_no_request_of_a_sample_is_answered_as_is_not_documented() -> None:
    reports = list(fuzz(SAMPLE))

    assert {report.operation: report.wrong for report in reports if report.wrong} == {}
    assert all(report.cases >= SAMPLE for report in reports)
    statuses = {status for report in reports for status in report.statuses}
    assert {200, 202, 400, 401, 404} <= statuses


@pytest.mark.parametrize(
    ("status", "media_type", "body", "wrong"),
    [
        (500, PROBLEM, None, "ServerError 500"),
        (418, PROBLEM, {}, "UndefinedStatusCode 418"),
        (404, PROBLEM, {"title": "half a problem"}, "JsonSchemaError 404"),
        (404, "text/plain", {}, "UndefinedContentType 404"),
    ],
)
def test_an_answer_that_is_not_documented_is_found(
    status: int, media_type: str, body: Any, wrong: str
) -> None:
    def careless(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        return Response(json.dumps(body), status, content_type=media_type)(environ, start)

    (report,) = fuzz(4, app=careless, only=ONE)

    assert wrong in report.wrong


@pytest.mark.parametrize(
    "route",
    [route for route in ROUTES if route.body],
    ids=lambda route: f"{route.method} {route.path}",
)
def test_the_example_of_every_documented_body_is_accepted(route: Route) -> None:
    known = ids_for(route.path) | {"carrier": "standard"}
    body = EXAMPLES[route.body]
    text = json.dumps(body | {name: FITTING[name] for name in FITTING if name in body})
    world = a_world()
    is_carriers = route.path.startswith("/carriers")
    headers = signed(text) if is_carriers else {}

    answer = world.post(route.path.format(**known), text, headers=headers)

    assert answer.status == route.status, answer.text
