"""Step Functions: executions of the real definitions, in virtual time, with Retry and Catch."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from tests.faults.clock import Clock
from tests.faults.paths import chosen, made, path, seconds_until

RUNNING, SUCCEEDED, FAILED = "RUNNING", "SUCCEEDED", "FAILED"


class StepError(Exception):
    """A task failed with an error of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Lambdas(Protocol):
    """What a task may call."""

    def run(self, function: str, payload: Any) -> Any: ...
    def items(self, key: str) -> list[Any]: ...


@dataclass
class Execution:
    """One execution; `state` is where it stands, and `token` what it waits for."""

    name: str
    definition: Mapping[str, Any]
    data: Any
    clock: Clock
    lambdas: Lambdas
    status: str = RUNNING
    state: str = ""
    token: str = ""
    history: list[str] = field(default_factory=list)
    tries: Counter[int] = field(default_factory=Counter)
    entered: int = 0
    told: Any = None

    def begin(self) -> None:
        """Start, remembering what it was told."""
        self.told = self.data
        self.enter(self.definition["StartAt"])

    def enter(self, state: str) -> None:
        """Go into a state; its work is done as the next thing."""
        self.state, self.token = state, ""
        self.history.append(state)
        self.tries.clear()
        self.entered += 1
        self.clock.after(0.01, self._work)

    def succeed(self, token: str, output: Any) -> bool:
        """The wait with this token is over; False where nobody waits with it."""
        if not token or token != self.token or self.status != RUNNING:
            return False
        self.token = ""
        self._leave(output)
        return True

    def _work(self) -> None:
        state = self.definition["States"][self.state]
        match state["Type"]:
            case "Task":
                self._task(state)
            case "Choice":
                self.enter(chosen(state, self.data))
            case "Wait":
                until = state.get("TimestampPath")
                wait = seconds_until(path(self.data, until), self.clock.at) if until else 2
                self.clock.after(max(0.0, wait), lambda: self._next(state))
            case "Map":
                self._map(state)
            case "Succeed":
                self.status = SUCCEEDED
            case "Fail":
                self.status = FAILED

    def _next(self, state: Mapping[str, Any]) -> None:
        if "Next" in state:
            self.enter(state["Next"])
        else:
            self.status = SUCCEEDED

    def _task(self, state: Mapping[str, Any]) -> None:
        waits = state["Resource"].endswith("waitForTaskToken")
        if waits:
            self.token = f"{self.name}/{self.entered}/{sum(self.tries.values())}"
        here = {"State": {"Name": self.state}, "Task": {"Token": self.token}}
        given = state["Parameters"]
        payload = made(given.get("Payload", given.get("Payload.$")), self.data, here)
        function = given["FunctionName"].removeprefix("${").removesuffix("Arn}")
        try:
            result = self.lambdas.run(function, payload)
        except StepError as error:
            self.token = ""
            self._failed(state, error)
            return
        if not waits:
            self._leave({"Payload": result})

    def _leave(self, result: Any) -> None:
        state = self.definition["States"][self.state]
        try:
            selected = (
                made(state["ResultSelector"], result, {}) if "ResultSelector" in state else result
            )
        except KeyError:
            self.status = FAILED
            return
        self._put(state.get("ResultPath"), selected)
        self._next(state)

    def _put(self, where: str | None, value: Any) -> None:
        if where:
            self.data = {**self.data, where.removeprefix("$."): value}

    def _failed(self, state: Mapping[str, Any], error: StepError) -> None:
        for index, rule in enumerate(state.get("Retry", ())):
            if error.name in rule["ErrorEquals"] and self.tries[index] < rule["MaxAttempts"]:
                pause = rule["IntervalSeconds"] * rule["BackoffRate"] ** self.tries[index]
                self.tries[index] += 1
                # The longest pause that full jitter can draw: the same in every run.
                self.clock.after(min(pause, rule.get("MaxDelaySeconds", pause)), self._work)
                return
            if error.name in rule["ErrorEquals"]:
                break
        for rule in state.get("Catch", ()):
            if {"States.ALL", error.name} & set(rule["ErrorEquals"]):
                self._put(rule.get("ResultPath"), {"Error": error.name, "Cause": "hidden"})
                self.enter(rule["Next"])
                return
        self.status = FAILED

    def _map(self, state: Mapping[str, Any]) -> None:
        """Each item is an execution of its own; what fails is tolerated, as the batch wants it."""
        items = self.lambdas.items(self.data["groups_key"])
        children = [
            Execution(f"{self.name}/{n}", state["ItemProcessor"], item, self.clock, self.lambdas)
            for n, item in enumerate(items)
        ]
        for child in children:
            child.enter(child.definition["StartAt"])

        def join() -> None:
            if any(child.status == RUNNING for child in children):
                self.clock.after(1, join)
            else:
                self._next(state)

        self.clock.after(1, join)
