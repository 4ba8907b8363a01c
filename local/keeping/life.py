"""One world through all its runs: what is put back at a start, and kept from then on."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Any

from ministack.core.responses import request_scope
from ministack.services import scheduler

from local.gateway.faults import Faults
from local.keeping import errands, executions, services, twins
from local.keeping.errands import Errands
from local.keeping.executions import Executions
from local.keeping.returns import Returns
from local.keeping.shelves import Shelves
from local.keeping.store import PORTS, WORLD, Store
from local.keeping.tables import Tables
from local.settings import Settings
from local.twins import Twins

PEOPLE = "people"


class Life:
    """Nothing is answered before it is kept: what was answered is there after the next start."""

    def __init__(self, settings: Settings, store: Store, the_twins: Twins, faults: Faults) -> None:
        of_services, of_twins = services.shelves(), twins.shelves(the_twins, faults)
        self._twins = [shelf.name for shelf in of_twins]
        self._of = {name: [each.name for each in found] for name, found in of_services.items()}
        self._made = list(chain.from_iterable(self._of.values()))
        # No two starts would make these alike.
        self._unique = [*self._twins, *self._of["kms"], *self._of["secretsmanager"]]
        self._of |= dict.fromkeys(("support", "connect"), self._twins)
        self._settings, self._store, self._watching = settings, store, False
        self._shelves = Shelves(store, [*chain.from_iterable(of_services.values()), *of_twins])
        self._tables, self._returns = Tables(store), Returns()
        self._executions = Executions(store, self._returns)
        self._errands = Errands(store, lambda: self._shelves.keep("sqs queues"))

    def begin(self, make_people: Callable[[], Any], ports: tuple[int, int]) -> tuple[Any, int]:
        """Go on where it was, or begin; gives who may call, and how many executions go on."""
        people = self._store.shelf(WORLD).get(PEOPLE)
        # One that was killed before it had begun has nothing to go on with.
        running = self._put_back() if people else self._begin_anew()
        left = self._store.shelf(errands.SHELF)
        self._watch()
        if people:
            with request_scope(self._settings.account_id, self._settings.region):
                self._returns.go_on()
                self._errands.go_on(left)
        else:
            people = make_people()
            self._shelves.keep(*self._unique)
        self._store.write([(WORLD, PEOPLE, people), (WORLD, PORTS, ports)])
        return people, running

    def keep(self, service: str, method: str) -> None:
        """Keep what a call of this service has changed, before its caller is answered."""
        if not self._watching or method in ("GET", "HEAD"):
            return
        if service == "dynamodb":
            self._tables.keep()
        self._shelves.keep(*self._of.get(service, ()), "faults")

    def keep_twins(self) -> None:
        """Keep what the steering has changed."""
        if self._watching:
            self._shelves.keep(*self._twins)

    def _begin_anew(self) -> int:
        self._store.clear()
        self._shelves.look(*(name for name in self._made if name not in self._unique))
        return 0

    def _put_back(self) -> int:
        self._shelves.look(*self._made)
        self._shelves.put_back()
        self._tables.put_back()
        return self._returns.put_back(
            self._store.shelf(executions.SHELF), self._store.shelf(executions.ANSWERS)
        )

    def _watch(self) -> None:
        for each in (self._tables, self._executions, self._errands):
            each.watch()
        tick = scheduler._tick_schedules

        def tick_and_keep() -> None:
            tick()
            self._shelves.keep("scheduler fired")

        scheduler._tick_schedules = tick_and_keep
        self._watching = True
