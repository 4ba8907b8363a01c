"""The pages of one-time links over HTTP, each as the handler behind the gateway answers it."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from port_out.domain.life_cycle import State
from tests.api.builders import NUMBERS, a_port_out
from tests.api.person import a_link
from tests.api.world import World

FACTS = {"port_date": "2026-11-27T10:00:00-08:00", "pon": "PON-1"}


class CarrierSite:
    """A deployment with one port-out that waits for its completion."""

    def __init__(self) -> None:
        self.world = World()
        self.holding(NUMBERS)
        site = self

        class Handler(BaseHTTPRequestHandler):
            def _any(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length).decode() or None
                site.answer(self, body)

            do_GET = do_POST = _any  # noqa: N815 - the names that http.server looks for

            def log_message(self, *_: Any) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def holding(self, numbers: tuple[str, ...]) -> None:
        """The same port-out, with these numbers."""
        waiting = a_port_out(State.AWAIT_COMPLETION, facts=FACTS)
        self.world.holding(waiting, numbers=numbers)

    def link(self) -> str:
        """The address of a new one-time link."""
        return self.url + a_link(self.world)

    def answer(self, call: BaseHTTPRequestHandler, body: str | None) -> None:
        """Give the handler what the gateway would, and the browser what the handler says."""
        given = self.world.call(
            call.command, call.path, body, by="", headers=dict(call.headers.items())
        )
        content = given.text.encode()
        call.send_response(given.status)
        for name, value in given.headers.items():
            call.send_header(name, value)
        call.send_header("Content-Length", str(len(content)))
        call.end_headers()
        call.wfile.write(content)

    def close(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()
