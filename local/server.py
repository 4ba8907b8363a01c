"""The process of a local world: the gateway, the twins, the steering, and the program's start."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import traceback
from collections.abc import Callable
from typing import Any

from hypercorn.asyncio import serve
from hypercorn.config import Config
from hypercorn.typing import ASGIFramework

from local.certificates import Certificates, certificates
from local.environment import for_gateway
from local.folder import tidy
from local.keeping.store import Store, Unreadable
from local.settings import Settings
from local.sockets import listening


def main() -> None:
    """Serve until SIGTERM, SIGINT, or the end of standard input; leave no process and no file."""
    settings = Settings.from_json(sys.argv[1])
    # The functions inherit this environment and must not find the repository's own modules.
    os.environ.pop("PYTHONPATH", None)
    try:
        store = Store(settings.kept) if settings.keep else None
        ports = store.ports() if store else (0, 0)
    except Unreadable as problem:
        sys.exit(str(problem))
    gateway, steering = (listening(port) for port in ports)
    place = settings.kept if settings.keep else settings.run
    tls = certificates(place / "tls")
    os.environ.update(for_gateway(settings, gateway.port, tls))
    # ministack reads its environment when it is imported.
    from local.universe import Universe

    universe = Universe(settings, gateway.port, steering.port, store)

    def end(code: int) -> None:
        universe.end_functions()
        if _owner_is_gone():
            tidy(settings)
        # Threads that wait for a task token would keep the interpreter from ending.
        os._exit(code)

    asyncio.run(_run(universe, gateway.bind, steering.bind, tls, end))


async def _run(
    universe: Any,
    gateway: str,
    steering: str,
    tls: Certificates,
    end: Callable[[int], None],
) -> None:
    stop = _stop_event()
    served = [
        asyncio.create_task(_serve(universe.gateway, gateway, tls)),
        asyncio.create_task(_serve(universe.steering, steering, None)),
    ]
    begun = asyncio.create_task(asyncio.to_thread(universe.begin))
    stopped = asyncio.create_task(stop.wait())
    await asyncio.wait([*served, begun, stopped], return_when=asyncio.FIRST_COMPLETED)
    if begun.done() and (problem := begun.exception()):
        if isinstance(problem, Unreadable):
            print(problem)
        else:
            traceback.print_exception(problem)
        end(1)
    await asyncio.wait([*served, stopped], return_when=asyncio.FIRST_COMPLETED)
    end(0)


async def _serve(app: ASGIFramework, bind: str, tls: Certificates | None) -> None:
    config = Config()
    config.bind = [bind]
    config.loglevel = "WARNING"
    config.keep_alive_timeout = 75
    if tls:
        config.certfile, config.keyfile = str(tls.server), str(tls.key)
    await serve(app, config, shutdown_trigger=asyncio.Event().wait)


def _owner_is_gone() -> bool:
    """Whether standard input was closed: then nobody else will tidy the folder."""
    readable, _, _ = select.select([sys.stdin], [], [], 0)
    return bool(readable)


def _stop_event() -> asyncio.Event:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signum in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(signum, stop.set)
    loop.add_reader(sys.stdin.fileno(), stop.set)
    return stop


if __name__ == "__main__":
    main()
