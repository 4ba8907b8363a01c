"""The parties: each repeats what was not answered, as a person or a carrier does."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from port_out import wiring
from port_out.domain.life_cycle import State
from tests.faults.machine import StepError
from tests.faults.world import World

ALICE = "arn:aws:iam::123456789012:user/alice"
BOB = "arn:aws:iam::123456789012:user/bob"
NUMBERS = ["+12065550100", "+12065550101", "+12065550102"]
PATIENCE = 12
"""Sweeps until somebody says that a port-out is stuck."""
TRIES = 12
MEND_AFTER = 3
"""Sweeps after which somebody has given a missing permission back."""
RESTARTS = 3
"""How often an operator restarts one port-out before he says that it is no use."""


class Stuck(Exception):
    """What a party waits for does not come."""


class Enough(Exception):
    """The fault is over, and the port-outs went on as they should."""


class Refused(Exception):
    """The API said no, finally."""

    def __init__(self, status: int, body: Any) -> None:
        super().__init__(f"{status} {str(body)[:300]}")
        self.status = status


class Parties:
    """Operator, carrier and AWS Support, for the port-outs of one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.ids: list[str] = []
        self.accepted: list[tuple[str, str]] = []
        self.restarts: Counter[str] = Counter()
        self._said = 0

    def call(self, function: str, method: str, url: str, body: Any = None, **more: Any) -> Any:
        """One call of the API, repeated while the answer is a failure of ours, or "later"."""
        headers = more.pop("headers", {})
        for _ in range(TRIES):
            answer = self.once(function, method, url, body, headers, **more)
            status = answer["statusCode"] if answer is not None else 500
            if status < 400:
                return answer
            if 400 <= status < 500 and status not in (403, 429):
                raise Refused(status, answer["body"])
            self.world.settle()
            self._perhaps_mended()
            pause = answer["multiValueHeaders"]["Retry-After"][0] if status == 429 else 600
            self.world.clock.pass_(float(pause))
        raise Stuck(f"{method} {urlsplit(url).path.split('/')[1]} is never answered")

    def once(
        self, function: str, method: str, url: str, body: Any, headers: dict[str, str], **more: Any
    ) -> Any:
        """The answer of the API, None where it is a failure of the function."""
        parts = urlsplit(url)
        raw = body if isinstance(body, str) or body is None else json.dumps(body)
        event = {
            "httpMethod": method,
            "path": parts.path,
            "resource": parts.path,
            "headers": {"Content-Type": "application/json", "Host": "api.example"} | headers,
            "queryStringParameters": dict(parse_qsl(parts.query)) or None,
            "requestContext": {"requestId": "r", "identity": {"userArn": more.get("by", ALICE)}},
            "body": raw,
            "isBase64Encoded": False,
        }
        try:
            return self.world.call(function, event)
        except StepError:
            return None

    def until(self, id_: str, *states: str) -> str:
        """Let time pass until the port-out stands in one of these states, its wait begun."""
        return self.when(lambda: self._stands(id_, states) or self._corrected(id_, states), id_)

    def when(self, is_so: Callable[[], str], what: str) -> str:
        """Let time pass, and the sweep run, until something is so."""
        for _ in range(PATIENCE):
            self.world.settle()
            if found := is_so():
                self._perhaps_enough()
                return found
            self._perhaps_mended()
            self.take_up_failed()
            self.world.sweep()
        raise Stuck(f"{what} {[self.world.stored(id_).state for id_ in self.ids]}")

    def _perhaps_enough(self) -> None:
        """What was restarted goes on to the end of its flow."""
        fault = self.world.wire.fault
        if fault is not None and fault.hit and not self.restarts:
            raise Enough

    def take_up_failed(self) -> bool:
        """An operator mends the cause, then restarts what has failed; True where something has."""
        failed = [id_ for id_ in self.ids if self.world.has_failed(id_)]
        if self.world.wire.fault is None:
            return False
        for id_ in failed:
            told = [kept.notice.kind for kept in wiring.notices().of(id_)]
            if self.world.stored(id_).state is State.FAILED and "port_out.failed" not in told:
                raise Stuck("failed, and nobody was told")
            self.world.wire.mend()
            self.restart(id_)
            self.world.settle()
        return bool(failed)

    def restart(self, id_: str) -> None:
        """One command of the operator."""
        self.restarts[id_] += 1
        if self.restarts[id_] > RESTARTS:
            raise Stuck("it fails again and again")
        try:
            self.call("restart_port_out", "POST", f"/port-outs/{id_}/restart")
        except Refused as error:
            # Who was not answered asks again, and it may run by then.
            if self.world.has_failed(id_):
                raise Stuck(f"it failed and can't be restarted: {error}") from error

    def _stands(self, id_: str, states: tuple[str, ...]) -> str:
        runs = self.world.runs(id_)
        if not runs:
            return ""
        stored = self.world.stored(id_)
        is_there = stored.state in states and runs[-1].state == stored.state
        begun = (stored.waiting and runs[-1].token) or not stored.state.startswith("Await")
        return str(State(stored.state)) if is_there and begun else ""

    def _corrected(self, id_: str, states: tuple[str, ...]) -> str:
        """What could not be read was shown to the operator, who mends it and says so."""
        fault = self.world.wire.fault
        is_shown = fault is not None and fault.lasting and fault.hit
        if is_shown and State.AWAIT_CORRECTION not in states:
            self._correct(id_)
        return ""

    def _correct(self, id_: str) -> None:
        if self._stands(id_, (State.AWAIT_CORRECTION,)):
            self.world.wire.mend()
            title = {"title": "Director of Operations"}
            self.say(id_, "operator.corrected", "mended", identity=title)
            self.world.settle()

    def _perhaps_mended(self) -> None:
        fault = self.world.wire.fault
        if fault is not None and fault.lasting and fault.hit:
            self._said += 1
            if self._said >= MEND_AFTER:
                fault.cleared = True

    def say(self, id_: str, type_: str, n: str = "1", **facts: Any) -> None:
        """The operator sends a signal, under an id of its own."""
        signal_id = f"{type_}-{n}".replace("_", "-")
        body = {"id": signal_id, "type": type_, "facts": facts}
        answer = self.call("receive_signal", "POST", f"/port-outs/{id_}/signals", body)
        self.accepted.append((id_, json.loads(answer["body"])["signal_id"]))
