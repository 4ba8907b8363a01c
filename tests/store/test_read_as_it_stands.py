"""What a number or a turn hangs on is read as it stands now, not as it stood a moment ago."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from port_out.domain.case_pace import Turn
from port_out.store.case_items import CaseTurnItem, MessageItem, PaceItem
from port_out.store.items import NumberLockItem
from tests.builders import ID, NOON, NUMBERS
from tests.store.conftest import Stores

MODELS = (CaseTurnItem, MessageItem, NumberLockItem, PaceItem)


@contextmanager
def reads() -> Iterator[list[tuple[str, Any]]]:
    """Every read of these rows: its key, "many" or "some", and whether it is of now."""
    found: list[tuple[str, Any]] = []

    def note(model: Any, params: Any, **_: Any) -> None:
        asked = json.loads(params["body"])
        if model.name == "GetItem":
            found.append(
                (
                    "/".join(v["S"] for v in asked["Key"].values()),
                    asked.get("ConsistentRead", False),
                )
            )
        if model.name == "Query":
            found.append(("some", asked.get("ConsistentRead", False)))
        for table in asked.get("RequestItems", {}).values() if model.name == "BatchGetItem" else ():
            found.append(("many", table.get("ConsistentRead", False)))

    clients = {id(c): c for c in (m._get_connection().connection.client for m in MODELS)}
    for client in clients.values():
        client.meta.events.register("before-call.dynamodb", note)
    yield found
    for client in clients.values():
        client.meta.events.unregister("before-call.dynamodb", note)


def test_a_turn_is_given_by_what_stands(dynamodb: Stores) -> None:
    with reads() as seen:
        dynamodb.pace.take(ID, NOON, after=None)
        second = dynamodb.pace.current(ID)

    assert second == Turn(1, NOON)
    assert seen == [
        (f"{ID}/CASE_TURN", True),
        ("EVERY PORT-OUT/PACE", True),
        (f"{ID}/CASE_TURN", True),
    ]


def test_who_holds_a_number_is_asked_as_it_stands_before_it_is_refused_or_taken_over(
    dynamodb: Stores,
) -> None:
    dynamodb.locks.take(NUMBERS[:1], "po-1")

    with reads() as seen:
        dynamodb.locks.take(NUMBERS[:1], "po-2")
        dynamodb.locks.last(NUMBERS)
        dynamodb.locks.holders(NUMBERS)

    assert seen[0] == (NUMBERS[0], True)
    assert [each for each in seen if each[0] == "many"] == [("many", True), ("many", False)]


def test_messages_are_those_of_now_unless_a_moment_ago_will_do(dynamodb: Stores) -> None:
    with reads() as seen:
        dynamodb.outbox.pending(ID)
        dynamodb.outbox.pending(ID, of_now=False)

    assert seen == [("some", True), ("some", False)]
