"""The parties: each repeats what was not answered, as a person or a carrier does."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from standardwebhooks.webhooks import Webhook

from port_out.domain.life_cycle import State
from tests.faults.machine import StepError
from tests.faults.world import CARRIER_KEY, World

ALICE = "arn:aws:iam::123456789012:user/alice"
NUMBERS = ["+12065550100", "+12065550101", "+12065550102"]
PATIENCE = 12
"""Sweeps until somebody says that a port-out is stuck."""
TRIES = 12
MILESTONES = 0
"""After so many more states that were reached the rest is as it was without the fault."""
MEND_AFTER = 3
"""Sweeps after which somebody has given a missing permission back."""


class Stuck(Exception):
    """What a party waits for does not come."""


class Enough(Exception):
    """The fault is over, and the port-outs went on as they should."""


class Failed(Exception):
    """An execution failed; the record says why."""


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
        self._said = self._milestones = 0

    def call(self, function: str, method: str, url: str, body: Any = None, **more: Any) -> Any:
        """One call of the API, repeated while the answer is a failure of ours."""
        headers = more.pop("headers", {})
        for _ in range(TRIES):
            answer = self._once(function, method, url, body, headers, **more)
            if answer is not None and answer["statusCode"] < 500 and not _is_denied(answer):
                if answer["statusCode"] >= 400:
                    raise Refused(answer["statusCode"], answer["body"])
                return answer
            self.world.settle()
            self._perhaps_mended()
            self.world.clock.pass_(600)
        raise Stuck(f"{method} {urlsplit(url).path.split('/')[1]} is never answered")

    def _once(
        self, function: str, method: str, url: str, body: Any, headers: dict[str, str], **more: Any
    ) -> Any:
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
        return self.when(lambda: self._stands(id_, states), f"{id_} in {states}")

    def when(self, is_so: Callable[[], str], what: str) -> str:
        """Let time pass, and the sweep run, until something is so."""
        for _ in range(PATIENCE):
            self.world.settle()
            if found := is_so():
                self._count_milestone()
                return found
            self._perhaps_mended()
            self._perhaps_failed()
            self.world.sweep()
        raise Stuck(what)

    def _count_milestone(self) -> None:
        fault = self.world.wire.fault
        self._milestones += fault is not None and fault.hit
        if self._milestones > MILESTONES:
            raise Enough

    def _perhaps_failed(self) -> None:
        failed = [id_ for id_ in self.ids if self.world.has_failed(id_)]
        if failed and self.world.wire.fault is not None:
            raise Failed(failed[0])

    def _stands(self, id_: str, states: tuple[str, ...]) -> str:
        execution = self.world.executions.get(id_)
        if execution is None:
            return ""
        stored = self.world.stored(id_)
        is_there = stored.state in states and execution.state == stored.state
        begun = (stored.waiting and execution.token) or not stored.state.startswith("Await")
        return str(State(stored.state)) if is_there and begun else ""

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

    def carrier(self, id_: str, type_: str, n: str = "1", times: int = 1, **facts: Any) -> None:
        """The winning carrier calls back, and again until it is taken."""
        now = self.world.clock.now()
        message_id = f"msg_{type_}_{n}".replace(".", "_")
        body = json.dumps({"type": type_, "timestamp": now.isoformat(), "data": facts})
        for _ in range(times):
            self._carried(id_, message_id, body)

    def _carried(self, id_: str, message_id: str, body: str) -> None:
        for _ in range(TRIES):
            now = self.world.clock.now()
            headers = {
                "webhook-id": message_id,
                "webhook-timestamp": str(int(now.timestamp())),
                "webhook-signature": Webhook(CARRIER_KEY).sign(message_id, now, body),
            }
            url = f"/carriers/standard/port-outs/{id_}"
            answer = self._once("receive_carrier_update", "POST", url, body, headers, by=None)
            if answer is not None and answer["statusCode"] < 300:
                self.accepted.append((id_, json.loads(answer["body"])["signal_id"]))
                return
            self.world.settle()
            self._perhaps_mended()
        raise Stuck(f"the carrier is never answered: {answer}")


def _is_denied(answer: Any) -> bool:
    return bool(answer["statusCode"] == 403)
