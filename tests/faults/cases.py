"""Cases come from the record: each call of the flows fails once in each way, each in a fork."""

import gc
import json
import os
import select
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from tests.faults.before_and_after import finish, get_ready, warm_up
from tests.faults.everybody import Everybody
from tests.faults.flows import EVERY, SHORT
from tests.faults.judge import Verdict
from tests.faults.kinds import READS, Kind, kinds_for
from tests.faults.parties import Enough, Parties, Refused, Stuck
from tests.faults.report import Result
from tests.faults.wire import Fault, Key
from tests.faults.world import World

LONGEST = 120
"""Seconds of CPU after which a case counts as stuck: something turns in circles."""


Wanted = Callable[[Key, Kind, bool], bool]


@dataclass
class Harness:
    """Plays every flow once without a fault, and forks at each call that was not seen before."""

    wanted: Wanted = lambda key, kind, again: True
    workers: int = 2
    warm: bool = True
    """Worth its seconds where many processes are forked."""
    results: list[Result] = field(default_factory=list)
    told: Callable[[Result], None] = lambda result: None
    called: set[str] = field(default_factory=set)
    """The functions that ran while nothing went wrong."""
    _seen: set[Key] = field(default_factory=set)
    _running: dict[int, bytes] = field(default_factory=dict)
    _child: int | None = None

    def play(self, *names: str) -> list[Result]:
        """All cases of these flows."""
        if self.warm:
            warm_up(names[0])
        # What is there by now is not copied page by page into every fork.
        gc.freeze()
        for name in names:
            self._play(name)
        while self._running:
            self._reap()
        return self.results

    def _play(self, name: str) -> None:
        self._flow = name
        world = World()
        with world.open():
            get_ready()
            world.wire.watch = self._at
            parties = Everybody(world)
            wrong = ""
            try:
                (EVERY | SHORT)[name](parties)
            except Enough:
                pass
            except (Stuck, Refused) as error:
                wrong = f"{type(error).__name__}: {error}"
            if self._child is not None:
                self._end(world, parties, wrong)
            assert not wrong, f"{name} goes wrong without any fault: {wrong}"
            verdict = finish(world, parties, "")
            fine = Verdict(failed=verdict.failed)
            assert verdict == fine, f"{name} is judged without any fault: {verdict}"
            self.called |= world.called

    def _at(self, key: Key) -> Fault | None:
        """The fault of this call, in a fork; None in the one that goes on without."""
        if self._child is not None or key in self._seen or not _counts(key):
            return None
        self._seen.add(key)
        for kind in kinds_for(key[1], key[2]):
            for again in (False, True):
                if self.wanted(key, kind, again) and self._forked(key, kind, again):
                    return Fault(key, kind, again, lasting=kind is Kind.DENIED)
        return None

    def _forked(self, key: Key, kind: Kind, again: bool) -> bool:
        """True in the new process."""
        while len(self._running) >= self.workers:
            self._reap()
        out, into = os.pipe()
        sys.stdout.flush()
        if os.fork():
            os.close(into)
            self._running[out] = b""
            return False
        os.close(out)
        self._child = into
        gc.disable()
        self._case = (self._flow, key, str(kind), again)
        signal.signal(signal.SIGVTALRM, _too_long)
        signal.setitimer(signal.ITIMER_VIRTUAL, LONGEST)
        return True

    def _reap(self) -> None:
        ready, _, _ = select.select(list(self._running), [], [])
        for out in ready:
            if part := os.read(out, 65536):
                self._running[out] += part
                continue
            os.close(out)
            text = self._running.pop(out)
            os.wait()
            assert text, "a case ended without a verdict"
            self._took(json.loads(text))

    def _took(self, told: dict[str, Any]) -> None:
        told["key"], told["verdict"] = tuple(told["key"]), Verdict(**told["verdict"])
        result = Result(**told)
        self.results.append(result)
        self.told(result)

    def _end(self, world: World, parties: Parties, wrong: str) -> None:
        """The verdict goes to the parent, and this process is over."""
        assert self._child is not None
        fault = world.wire.fault
        assert fault is not None
        try:
            verdict = finish(world, parties, wrong)
        except BaseException as error:  # noqa: BLE001 - whatever it is, the parent must hear of it
            verdict = Verdict(stuck=[f"{type(error).__name__}: {error}"])
        flow, key, kind, again = self._case
        text = json.dumps(asdict(Result(flow, key, kind, again, fault.is_met, verdict)))
        with os.fdopen(self._child, "wb") as into:
            into.write(text.encode())
        os._exit(0)


def _counts(key: Key) -> bool:
    """The first call of each operation in a run; of what writes, the second too, where it may be
    another row."""
    operation, nth = key[2], key[3]
    return nth == 1 or (nth == 2 and not operation.startswith(READS))


def _too_long(*_: object) -> None:
    raise Stuck("it turns in circles")
