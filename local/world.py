"""Start a local world, know how to reach it, and leave nothing behind."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Self

from local.environment import for_server
from local.folder import claim, tidy
from local.keeping.store import aside
from local.settings import STACK, Settings

START_SECONDS = 90.0
STOP_SECONDS = 8.0


class WorldFailed(Exception):
    """The local world did not start; the message carries the end of its log."""


class World:
    """One running local world: `with World(root) as world:` gives its facts and ends it after.

    With `keep` it goes on where it ended, however that was; `fresh` puts aside what was kept.
    """

    def __init__(
        self,
        root: Path | str = ".",
        *,
        folder: Path | str | None = None,
        assembly: Path | str | None = None,
        retry_scale: float | None = None,
        keep: bool = False,
        fresh: bool = False,
    ) -> None:
        top = Path(root).resolve()
        scale = os.environ.get("LOCAL_RETRY_SCALE", "0.2") if retry_scale is None else retry_scale
        self.settings = Settings(
            assembly=Path(assembly or top / "cdk.out").resolve(),
            folder=Path(folder or top / ".local").resolve(),
            retry_scale=float(scale),
            keep=keep,
        )
        self._fresh = fresh
        self.put_aside: Path | None = None
        self.facts: dict[str, Any] = {}
        self._server: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def __getitem__(self, name: str) -> Any:
        return self.facts[name]

    def start(self) -> dict[str, Any]:
        """Start, wait until the program is deployed, and give the facts of `local.json`."""
        if not (self.settings.assembly / f"{STACK}.template.json").exists():
            raise WorldFailed(f"no {STACK}.template.json in {self.settings.assembly}: make synth")
        with claim(self.settings) as lock:
            if self._fresh:
                self.put_aside = aside(self.settings.kept)
            (self.settings.run / "tmp").mkdir()
            with self.settings.log_file.open("wb") as log:
                # The server ends when its standard input closes: so it cannot outlive this process.
                self._server = subprocess.Popen(
                    [sys.executable, "-m", "local.server", self.settings.to_json()],
                    stdin=subprocess.PIPE,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    env=for_server(self.settings, os.environ),
                    start_new_session=True,
                    pass_fds=[lock],
                )
        try:
            self.facts = self._wait_for_facts(self._server)
        except BaseException:
            self.stop()
            raise
        return self.facts

    def wait(self) -> int:
        """Stay until the server ends by itself; gives its exit code."""
        return self._server.wait() if self._server else 0

    def stop(self) -> None:
        """End the server and every function it runs, and remove what it needed."""
        server, self._server = self._server, None
        if server is None:
            return
        with contextlib.suppress(OSError):
            if server.stdin:
                server.stdin.close()
        with contextlib.suppress(ProcessLookupError):
            server.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(STOP_SECONDS)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
        server.wait()
        tidy(self.settings)

    def _wait_for_facts(self, server: subprocess.Popen[bytes]) -> dict[str, Any]:
        deadline = time.monotonic() + START_SECONDS
        while not self.settings.facts_file.exists():
            if server.poll() is not None or time.monotonic() > deadline:
                log = self.settings.log_file.read_text(errors="replace")
                raise WorldFailed(f"the local world did not start:\n{log[-4000:]}")
            time.sleep(0.02)
        facts: dict[str, Any] = json.loads(self.settings.facts_file.read_text())
        return facts
