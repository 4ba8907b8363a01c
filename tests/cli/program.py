"""A program that answers over HTTP as the real one does; what it was asked is kept."""

import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

Answer = tuple[int, Any] | tuple[int, Any, dict[str, str]]
Route = Callable[["Asked"], Answer]


class Asked:
    """One call as it came."""

    def __init__(self, method: str, target: str, headers: dict[str, str], body: bytes) -> None:
        parts = urlsplit(target)
        self.method, self.path = method, unquote(parts.path)
        self.query = dict(parse_qsl(parts.query))
        self.headers, self.body = headers, body

    @property
    def data(self) -> Any:
        """The body as data."""
        return json.loads(self.body)


class Program:
    """Answers by (method, path); a list of answers is given one after the other, the last stays."""

    def __init__(self) -> None:
        self.routes: dict[tuple[str, str], Route | list[Answer]] = {}
        self.asked: list[Asked] = []
        program = self

        class Handler(BaseHTTPRequestHandler):
            def _any(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                headers = {name.lower(): value for name, value in self.headers.items()}
                call = Asked(self.command, self.path, headers, self.rfile.read(length))
                program.asked.append(call)
                status, body, *more = program.answer(call)
                content = body if isinstance(body, bytes) else json.dumps(body).encode()
                self.send_response(status)
                for name, value in (more[0] if more else {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = do_PUT = do_DELETE = _any  # noqa: N815 - http.server's names

            def log_message(self, *_: Any) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def on(self, method: str, path: str, *answers: Answer | Route) -> None:
        """What it answers from now on to this method and path."""
        first = answers[0]
        self.routes[method, path] = first if callable(first) else list(answers)  # type: ignore[arg-type]  # a list of answers then

    def answer(self, call: Asked) -> Answer:
        """The answer to one call; 404 where none was given."""
        found = self.routes.get((call.method, call.path))
        if found is None:
            title = "There is nothing here"
            return 404, {"type": "urn:connect-port-out:problem:not-found", "title": title}
        if callable(found):
            return found(call)
        return found.pop(0) if len(found) > 1 else found[0]

    def calls(self, method: str, path: str) -> list[Asked]:
        """What it was asked so."""
        return [call for call in self.asked if (call.method, call.path) == (method, path)]

    def close(self) -> None:
        """End it."""
        self._server.shutdown()
        self._server.server_close()
