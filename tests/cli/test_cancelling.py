"""To cancel and to wait for the end is to wait until it is cancelled."""

import pytest

from port_out.domain.life_cycle import State
from tests.cli.program import Program
from tests.cli.terminal import piped
from tests.cli.views import ID, PATH, a_view


@pytest.mark.parametrize(
    ("end", "code"), [(State.CANCELLED, 0), (State.COMPLETED, 5), (State.EXPIRED, 5)]
)
def test_a_cancel_that_waits_for_the_end_succeeds_where_that_is_the_end(
    program: Program, environment: dict[str, str], end: State, code: int
) -> None:
    program.on("POST", f"{PATH}/signals", (202, {"signal_id": "s", "effect": "is kept"}))
    program.on("GET", PATH, (200, a_view(state=str(end))))

    done = piped(
        "cancel", ID, "--reason", "wrong", "--yes", "--wait", "end", environment=environment
    )

    assert done.code == code, done.notes
