"""Free ports on 127.0.0.1, held from the moment they are chosen."""

from __future__ import annotations

import socket
from dataclasses import dataclass


@dataclass(frozen=True)
class Listening:
    """A listening socket: its port, and how hypercorn is told to take it over."""

    port: int
    bind: str


def listening(wanted: int = 0) -> Listening:
    """A port nobody else can take, as the socket stays open; the one wanted if it is free."""
    try:
        sock = socket.create_server(("127.0.0.1", wanted))
    except OSError:
        sock = socket.create_server(("127.0.0.1", 0))
    port: int = sock.getsockname()[1]
    return Listening(port, f"fd://{sock.detach()}")
