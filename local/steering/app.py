"""The steering's ASGI app: JSON in, JSON out."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from local.steering import billing, connect, luck, support
from local.steering.pages import Document
from local.steering.requests import BadRequest, request
from local.steering.routes import Route
from local.twins.errors import Refused

if TYPE_CHECKING:
    from local.universe import Universe


class Steering:
    """Every steering call, over plain HTTP on this machine."""

    def __init__(self, universe: Universe) -> None:
        twins, self._universe = universe.twins, universe
        self._routes: list[Route] = [
            Route("GET", "/", "this list", lambda _: self._index()),
            *support.routes(twins.support, twins.limits),
            *connect.routes(twins.connect),
            *billing.routes(twins.billing),
            *luck.routes(universe),
        ]

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
            return
        if not self._universe.front.open:
            await _refuse(send)
            return
        body = await _body(receive)
        # A handler may call a function of the program, which calls this server's gateway.
        status, answer = await asyncio.to_thread(
            self._answer, scope["method"], unquote(scope["path"]), body
        )
        kind, content = _encoded(answer)
        headers = [(b"content-type", kind), (b"content-length", str(len(content)).encode())]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    def _answer(self, method: str, path: str, body: bytes) -> tuple[int, Any]:
        try:
            for route in self._routes:
                parts = route.match(method, path)
                if parts is not None:
                    answer = route.handler(request(parts, body))
                    self._universe.keep_twins()
                    return answer if isinstance(answer, tuple) else (200, answer)
            raise BadRequest("path", f"no such call: {method} {path}; GET / lists them", 404)
        except BadRequest as bad:
            return bad.status, {"field": bad.field_name, "error": bad.problem}
        except Refused as refused:
            return refused.status or 404, {"field": "path", "error": refused.message}

    def _index(self) -> dict[str, str]:
        return {f"{route.method} {route.path}": route.effect for route in self._routes}


def _encoded(answer: Any) -> tuple[bytes, bytes]:
    if isinstance(answer, Document):
        return answer.kind.encode(), answer.content
    return b"application/json", json.dumps(answer, indent=2).encode() + b"\n"


async def _refuse(send: Any) -> None:
    """The world is still being put together, or put back."""
    await send({"type": "http.response.start", "status": 503, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def _body(receive: Any) -> bytes:
    body = b""
    while True:
        message = await receive()
        body += bytes(message.get("body", b""))
        if not message.get("more_body"):
            return body


async def _lifespan(receive: Any, send: Any) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
