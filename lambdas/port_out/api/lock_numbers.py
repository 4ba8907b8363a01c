"""The routes of the port lock: protect a number, ask to unlock it, and the second person's word."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from port_out import wiring
from port_out.api.call import Call
from port_out.api.routing import answer, resolver, route
from port_out.api.shapes import shaped
from port_out.domain.errors import NotTheTime
from port_out.domain.numbers import parse_number
from port_out.domain.port_lock import Changed, PortLock, answered, locked, unlock_asked
from port_out.domain.second_person import TwoPersons
from port_out.observability import count
from port_out.store.port_locks import PortLocks

LONGEST = 16_000


@route
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return respond(
        event,
        context,
        port_locks=wiring.port_locks(),
        two_persons=wiring.two_persons(),
        now=wiring.now,
    )


def respond(
    event: dict[str, Any],
    context: Any,
    *,
    port_locks: PortLocks,
    two_persons: TwoPersons,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    """The answer to a call of one of the routes."""
    app = resolver()

    def changed(
        schema: str, change: Callable[[Call, dict[str, str], PortLock | None, datetime], Changed]
    ) -> Response[str]:
        call = Call.signed(event)
        call.only()
        body = shaped(schema, call.json(LONGEST))
        number = parse_number(body["number"], "number").number
        before, at = port_locks.get(number), now()
        after, line = change(call, body | {"number": number}, before, at)
        port_locks.record(before, after, line)
        count("PortLockChanged", state=after.state)
        return answer(200, after.as_data(at))

    @app.get("/locks")
    def _show() -> Response[str]:
        return _shown(Call.signed(event), port_locks, now())

    @app.post("/locks")
    def _lock() -> Response[str]:
        return changed(
            "lock", lambda c, b, lock, at: locked(lock, b["number"], c.person, at, b["reason"])
        )

    @app.post("/locks/unlock")
    def _unlock() -> Response[str]:
        return changed(
            "lock",
            lambda c, b, lock, at: unlock_asked(
                lock, c.person, at, b["reason"], two_persons=two_persons.is_on
            ),
        )

    @app.post("/locks/approvals")
    def _answer() -> Response[str]:
        return changed(
            "unlocking",
            lambda c, b, lock, at: answered(
                lock,
                c.person,
                at,
                b["reason"],
                seen=b["seen"],
                approves=b["decision"] == "approve",
            ),
        )

    return app.resolve(event, context)


def _shown(call: Call, port_locks: PortLocks, at: datetime) -> Response[str]:
    """All locks; of one number its record too, also where it is free by now."""
    given = call.only("number").get("number")
    if given is None:
        found = [lock.as_data(at) for lock in port_locks.all()]
        return answer(200, {"locks": found, "record": []})
    number = parse_number(given, "number").number
    lock = port_locks.get(number)
    if lock is None:
        raise NotTheTime("this number was never protected")
    record = [line.as_data() for line in port_locks.history(number)]
    return answer(200, {"locks": [lock.as_data(at)], "record": record})
