"""Does each piece of work in a process of its own, so that nothing stays of it."""

import gc
import os
import resource
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

MEMORY = 6 * 1024**3
STOPPED = "stopped: it took too long, or too much memory"


@dataclass
class Crew:
    """At most `workers` processes at a time; each answers with a text."""

    workers: int
    scratch: Path

    def __post_init__(self) -> None:
        self._at_work: dict[int, tuple[int, Callable[[str], None]]] = {}
        gc.freeze()

    def do(self, act: Callable[[], str], answered: Callable[[str], None], seconds: float) -> None:
        """Begin it as soon as there is a free hand; `seconds` of CPU are all that it gets."""
        while len(self._at_work) >= self.workers:
            self._end_one()
        reading, writing = os.pipe()
        pid = os.fork()
        if not pid:
            self._work(act, writing, int(seconds) + 1)
        os.close(writing)
        self._at_work[pid] = reading, answered

    def finish(self) -> None:
        """Wait until all is done."""
        while self._at_work:
            self._end_one()

    def _end_one(self) -> None:
        pid, status = os.wait()
        reading, answered = self._at_work.pop(pid)
        with os.fdopen(reading) as pipe:
            text = pipe.read()
        if os.WIFSIGNALED(status):
            text = STOPPED
        elif code := os.waitstatus_to_exitcode(status):
            raise RuntimeError(f"a process ended with {code}: {text}")
        answered(text)

    def _work(self, act: Callable[[], str], writing: int, seconds: int) -> None:
        code = 1
        try:
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            own = self.scratch / str(os.getpid())
            own.mkdir()
            os.environ["PYTEST_DEBUG_TEMPROOT"] = str(own)
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            os.write(writing, act().encode())
            code = 0
        except BaseException as error:
            os.write(writing, repr(error).encode())
            raise
        finally:
            os._exit(code)
