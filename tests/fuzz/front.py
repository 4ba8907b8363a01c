"""The API behind what stands for the gateway: WSGI in, the real handlers, WSGI out."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from port_out.api import authorize_carrier
from tests.api.builders import ALICE, ID
from tests.api.world import World
from tests.fuzz.planted import a_world
from tools.routes import ROUTES

SIGNED = "AWS4-HMAC-SHA256"
PROBLEM = "application/problem+json"
_MAP = Map(
    [
        Rule(route.path.replace("{", "<").replace("}", ">"), methods=[route.method], endpoint=route)
        for route in ROUTES
    ],
    strict_slashes=False,
    merge_slashes=False,
)


class Front:
    """What API Gateway does before a function is called, and a new world for every call."""

    def __init__(self, world: Callable[[], World] = a_world) -> None:
        self._world = world

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        return self._answered(Request(environ))(environ, start)

    def _answered(self, request: Request) -> Response:
        try:
            route, _ = _MAP.bind_to_environ(request.environ).match()
        except HTTPException:
            return _problem(403, "Not signed, or there is no such route")
        text = request.get_data(as_text=False).decode("utf-8", "replace")
        if turned_away := _turned_away(request, route, text):
            return turned_away
        world = self._world()
        if route.path.startswith("/carriers/bandwidth"):
            event = {"headers": dict(request.headers), "resource": route.path}
            event |= {"pathParameters": {"id": ID}, "methodArn": "arn:x/v1/POST"}
            try:
                authorize_carrier.respond(event, carrier_keys=world.keys)
            except authorize_carrier.Unauthorized:
                return _problem(401, "The sender of this message is not proven")
        by = ALICE if request.headers.get("Authorization", "").startswith(SIGNED) else ""
        url = request.full_path if request.query_string else request.path
        answer = world.call(
            request.method, url, text if text else None, headers=dict(request.headers), by=by
        )
        return Response(answer.text, answer.status, answer.headers)


def _turned_away(request: Request, route: Any, text: str) -> Response | None:
    """What the gateway refuses by itself: see infra/api.py and infra/problems.py."""
    is_operators = "Authorization" in _asked_for(route)
    if is_operators and not request.headers.get("Authorization", "").startswith(SIGNED):
        return _problem(403, "Not signed, or there is no such route")
    is_json = (request.mimetype or "application/json") == "application/json"
    if is_operators and route.body and is_json:
        try:
            known = json.loads(text)
        except ValueError:
            known = None
        if not isinstance(known, dict):
            return _problem(400, "The request body does not have the documented form")
    return None


def _asked_for(route: Any) -> tuple[str, ...]:
    """Operators sign; carriers and people with a link prove themselves in another way."""
    is_open = route.path.startswith(("/carriers", "/links"))
    return () if is_open else ("Authorization",)


def _problem(status: int, title: str) -> Response:
    text = json.dumps(
        {
            "type": "about:blank",
            "title": title,
            "status": status,
            "detail": title,
            "request_id": "r",
        }
    )
    return Response(text, status, content_type=PROBLEM)
