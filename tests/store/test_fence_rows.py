"""The rows of the fence: their names, which older versions wrote too, and how they are read."""

import json
from typing import Any

from port_out.store.case_items import CaseAttemptItem
from port_out.store.fence import CASE, row_of
from tests.builders import ID, NOON
from tests.store.conftest import Stores


def test_the_first_case_has_the_bare_name_and_each_other_its_number() -> None:
    assert [row_of(CASE, generation) for generation in (1, 2, 3)] == ["CASE", "CASE#2", "CASE#3"]


def test_whoever_has_the_right_to_a_follow_up_already_has_it_still(stores: Stores) -> None:
    stores.fence.acquire(ID, "n-1", NOON, after=None)
    stores.fence.acquire(ID, "n-2", NOON, after=None, generation=2)

    assert stores.fence.acquire(ID, "n-2", NOON, after=None, generation=2)
    assert not stores.fence.acquire(ID, "n-1", NOON, after=None, generation=2)


def test_the_attempt_that_stands_is_asked_for_as_it_stands_now(dynamodb: Stores) -> None:
    asked: list[dict[str, Any]] = []

    def note(model: Any, params: Any, **_: Any) -> None:
        asked.append({"call": model.name} | json.loads(params["body"]))

    events = CaseAttemptItem._get_connection().connection.client.meta.events
    events.register("before-call.dynamodb", note)
    dynamodb.fence.current(ID, 2)
    events.unregister("before-call.dynamodb", note)

    [read] = asked
    assert read["call"] == "GetItem"
    assert read["Key"] == {"port_out_id": {"S": ID}, "row": {"S": "CASE#2"}}
    assert read["ConsistentRead"] is True
