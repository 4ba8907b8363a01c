"""A wait is worth a look once its date has passed unsaid, or it has no reminder left."""

import pytest

from port_out.domain.life_cycle import State
from port_out.domain.numbers import Kind
from port_out.domain.overdue import is_overdue
from tests.builders import an_order
from tests.domain.samples import a_port_out

S = State


@pytest.mark.parametrize(
    ("state", "kind", "reminders", "overdue"),
    [
        (S.AWAIT_COMPLETION, Kind.GEOGRAPHIC, 0, False),
        (S.AWAIT_COMPLETION, Kind.GEOGRAPHIC, 1, True),
        (S.AWAIT_APPROVAL, Kind.GEOGRAPHIC, 9, False),
        (S.AWAIT_APPROVAL, Kind.GEOGRAPHIC, 10, True),
        (S.AWAIT_APPROVAL, Kind.TOLL_FREE, 14, False),
        (S.AWAIT_APPROVAL, Kind.TOLL_FREE, 15, True),
    ],
)
def test_a_wait_is_overdue_by_its_state_and_by_whose_registry_is_to_move(
    state: State, kind: Kind, reminders: int, overdue: bool
) -> None:
    wait = a_port_out(state, waiting=True, reminders=reminders, order=an_order(kind=kind))

    assert is_overdue(wait) is overdue
    assert not is_overdue(a_port_out(state, reminders=99)), "it has not begun to wait"
