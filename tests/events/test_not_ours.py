"""AWS tells of every Support case of the account; those that are not ours are only counted."""

import logging
from collections import Counter
from collections.abc import Iterator

import pytest

from port_out.domain.life_cycle import State
from port_out.observability import logger
from tests.builders import ID
from tests.events.running import happened
from tests.stage import a_world, on_a_case

EVENTS = ["CreateCase", "AddCommunicationToCase", "ResolveCase", "ReopenCase", "SomethingNew"]


class Listener(logging.Handler):
    """Hears what is counted in the log."""

    def __init__(self) -> None:
        super().__init__()
        self.counted: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        if name := getattr(record, "counted", ""):
            self.counted[name] += 1


@pytest.fixture
def listener() -> Iterator[Listener]:
    """Hears the log for one test."""
    one = Listener()
    logger.addHandler(one)
    yield one
    logger.removeHandler(one)


@pytest.mark.parametrize("event", EVENTS)
def test_an_event_of_a_case_that_is_not_ours_is_dropped_and_counted(
    event: str, listener: Listener
) -> None:
    world = a_world(State.AWAIT_APPROVAL, waiting=True)
    on_a_case(world)
    before = world.port_outs.get(ID)

    happened(world, event, "case-of-somebody-else", origin="AWS", display_id="555")

    assert listener.counted == {"SupportEventNotOurs": 1}
    assert world.inbox.signals(ID) == []
    assert world.inbox.communications(ID) == []
    assert world.functions.settled == []
    assert world.port_outs.get(ID) == before


@pytest.mark.parametrize("state", [State.AWAIT_APPROVAL, State.COMPLETED])
@pytest.mark.parametrize("event", EVENTS)
def test_an_event_of_our_own_case_is_not_counted_so(
    event: str, state: State, listener: Listener
) -> None:
    world = a_world(state)
    case_id = on_a_case(world)

    happened(world, event, case_id, origin="AWS")

    assert listener.counted == {}
