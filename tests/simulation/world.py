"""One world: many port-outs that open their cases, each as its execution retries the real step."""

import heapq
import random
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from port_out.domain.errors import CaseUncertain, TemporarilyUnavailable
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.support_case import marker
from port_out.observability import metrics
from port_out.one_case import OneCase
from port_out.steps.open_support_case import open_support_case
from tests.builders import NOON
from tests.domain.machine_file import STATES
from tests.domain.samples import a_port_out
from tests.fakes import FakePortLocks
from tests.simulation.virtual import (
    LAMBDA_TIMEOUT,
    Killed,
    Virtual,
    VirtualFence,
    VirtualPace,
    VirtualPortOuts,
    VirtualSupport,
)

Strategy = Callable[["World", str], dict[str, Any]]
RETRIES = STATES["Open Support Case"]["Retry"]
FAULTS = (TemporarilyUnavailable, CaseUncertain, Killed)
PORT_OUTS = 500
CROWDED, CALM = 40, 120
"""The hours over which they come: more than ten an hour, so that most wait, or far fewer."""


def in_turn(world: "World", id_: str) -> dict[str, Any]:
    """The step as it is."""
    return open_support_case(
        id_,
        port_outs=world.port_outs,
        one_case=world.one_case,
        support=world.support,
        port_locks=FakePortLocks(),
        now=world.virtual.now,
    )


class World:
    """Port-outs that come over some hours, until each has a case or a person."""

    template = a_port_out(State.OPEN_SUPPORT_CASE)

    def __init__(self, seed: int, rate: float, strategy: Strategy = in_turn) -> None:
        self.seed = seed
        self.virtual = Virtual(random.Random(seed), rate)
        self.port_outs = VirtualPortOuts(self.virtual)
        self.support, self.pace = VirtualSupport(self.virtual), VirtualPace(self.virtual)
        self.one_case = OneCase(
            fence=VirtualFence(self.virtual),
            pace=self.pace,
            support=self.support,
            now=self.virtual.now,
        )
        self.strategy = strategy
        self.retried: dict[str, Counter[int]] = {}
        self.tally: Counter[str] = Counter()

    def play(self) -> Counter[str]:
        """What became of all of them."""
        coming = self._requests()
        while coming:
            self.virtual.at, id_ = heapq.heappop(coming)
            again_at = self._run(id_)
            if again_at is not None:
                heapq.heappush(coming, (again_at, id_))
        metrics().clear_metrics()
        for id_ in self.retried:
            self._judge(id_)
        return self.tally

    def _requests(self) -> list[tuple[float, str]]:
        hours = CALM if self.seed % 2 else CROWDED
        coming = []
        for number in range(PORT_OUTS):
            id_ = f"po-{number}"
            self.port_outs.rows[id_] = replace(self.template, id=id_)
            self.retried[id_] = Counter()
            coming.append((self.virtual.dice.uniform(0, hours * 3600), id_))
        heapq.heapify(coming)
        return coming

    def _run(self, id_: str) -> float | None:
        """One invocation; when the state machine runs the step again, None where it does not."""
        began, virtual = self.virtual.at, self.virtual
        virtual.calls = virtual.dice.randint(1, 9) if virtual.dice.random() < virtual.rate else -1
        virtual.interlude = lambda: self._twice(id_, began)
        self.tally["runs"] += 1
        if self.tally["runs"] % 50 == 0:
            metrics().clear_metrics()
        try:
            answer = self.strategy(self, id_)
        except FAULTS as error:
            return self._retry(id_, error)
        return self._come_again(id_, answer)

    def _come_again(self, id_: str, answer: dict[str, Any]) -> float | None:
        """When the port-out comes again after a run without fault, None where it does not."""
        if answer["outcome"] != Outcome.WAITS_ITS_TURN:
            return None
        self.retried[id_].clear()
        self.tally["waited"] += 1
        turn = datetime.fromisoformat(answer["not_before"].replace("Z", "+00:00"))
        return max(self.virtual.at, (turn - NOON).total_seconds())

    def _twice(self, id_: str, began: float) -> None:
        """The same step runs elsewhere, whole, while this one is held up; a timeout ends this."""
        virtual = self.virtual
        for _ in range(virtual.dice.randint(1, 3)):
            virtual.calls = -1
            self.tally["duplicates"] += 1
            try:
                self.strategy(self, id_)
            except FAULTS:
                virtual.at += virtual.dice.uniform(0, 15)
        if virtual.at - began > LAMBDA_TIMEOUT:
            raise Killed

    def _retry(self, id_: str, error: Exception) -> float | None:
        self.tally["faults"] += 1
        name = "Lambda.Unknown" if isinstance(error, Killed) else type(error).__name__
        index, rule = next((i, r) for i, r in enumerate(RETRIES) if name in r["ErrorEquals"])
        before = self.retried[id_][index]
        if before >= rule["MaxAttempts"]:
            self.tally["failed"] += 1
            return None
        self.retried[id_][index] += 1
        backed_off = rule["IntervalSeconds"] * rule["BackoffRate"] ** before
        delay = float(min(backed_off, rule["MaxDelaySeconds"]))
        if rule.get("JitterStrategy") == "FULL":
            delay = self.virtual.dice.uniform(0, delay)
        return self.virtual.at + delay

    def _judge(self, id_: str) -> None:
        port_out, tally = self.port_outs.rows[id_], self.tally
        cases = [case.case_id for _, case in self.support.opened.get(marker(id_), ())]
        tally["port-outs"] += 1
        tally["double"] += len(cases) > 1
        tally["unrecorded"] += bool(cases) and port_out.facts.get("case_id") not in cases
        tally["opened"] += port_out.last_outcome == Outcome.OPENED
        tally["person"] += port_out.last_outcome == Outcome.MANUAL

    def most_in_an_hour(self) -> int:
        """The most turns that any hour has, wherever it begins."""
        turns, first, most = sorted(self.pace.all), 0, 0
        for index, turn in enumerate(turns):
            while turn - turns[first] >= timedelta(hours=1):
                first += 1
            most = max(most, index - first + 1)
        return most
