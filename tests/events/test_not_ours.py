"""AWS tells of every Support case of the account; those that are not ours are only counted."""

from collections.abc import Iterator
from typing import Any

import pytest

from port_out.domain.life_cycle import State
from port_out.observability import metrics
from tests.builders import ID
from tests.events.running import happened
from tests.stage import a_world, on_a_case

EVENTS = ["CreateCase", "AddCommunicationToCase", "ResolveCase", "ReopenCase", "SomethingNew"]


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    """No count is left over from another test, and none for the next."""
    metrics.clear_metrics()
    yield
    metrics.clear_metrics()


def counted() -> dict[str, Any]:
    """How often each business metric was counted."""
    return {name: len(each["Value"]) for name, each in metrics.metric_set.items()}


@pytest.mark.parametrize("event", EVENTS)
def test_an_event_of_a_case_that_is_not_ours_is_dropped_and_counted(event: str) -> None:
    world = a_world(State.AWAIT_APPROVAL, waiting=True)
    on_a_case(world)
    before = world.port_outs.get(ID)

    happened(world, event, "case-of-somebody-else", origin="AWS", display_id="555")

    assert counted() == {"SupportEventNotOurs": 1}
    assert world.inbox.signals(ID) == []
    assert world.inbox.communications(ID) == []
    assert world.functions.settled == []
    assert world.port_outs.get(ID) == before


@pytest.mark.parametrize("state", [State.AWAIT_APPROVAL, State.COMPLETED])
@pytest.mark.parametrize("event", EVENTS)
def test_an_event_of_our_own_case_is_not_counted_so(event: str, state: State) -> None:
    world = a_world(state)
    case_id = on_a_case(world)

    happened(world, event, case_id, origin="AWS")

    assert counted() == {}
