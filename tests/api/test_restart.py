"""POST /port-outs/{id}/restart: what failed goes on where it failed, once; nothing else does."""

import pytest

from port_out.domain.errors import RecordMoved
from port_out.domain.life_cycle import FINAL, Outcome, State
from port_out.domain.port_out import PortOut, advance
from tests.api.builders import ALICE, ID, NOON, a_port_out
from tests.api.world import World

URL = f"/port-outs/{ID}/restart"
S = State


def failed(state: State = S.ISSUE_CARRIER_PACK) -> PortOut:
    """A port-out that failed there."""
    learned = {"failed_in": str(state), "failed_from": "", "failed_with": "AccessRefused"}
    stood = a_port_out(state)
    return advance(stood, Outcome.FAILED, at=NOON, by="p", because="s", learned=learned)[0]


def holding(world: World, port_out: PortOut, *runs: str, ended: bool = True) -> World:
    """The port-out stands there; these executions were started, and have ended."""
    world.holding(port_out)
    world.workflow.started = list(runs)
    world.workflow.ended = set(runs) if ended else set()
    return world


def test_a_port_out_that_failed_goes_on_under_a_new_name(world: World) -> None:
    holding(world, failed(), ID)

    answer = world.post(URL)

    assert (answer.status, answer.body["state"]) == (202, S.ISSUE_CARRIER_PACK)
    assert answer.body["run"] == f"{ID}-r2"
    assert world.workflow.started == [ID, f"{ID}-r2"]
    line = world.port_outs.transitions(ID)[-1]
    assert (line.by, line.because, line.came_from) == (ALICE, "operator.restarted", S.FAILED)


def test_whoever_presses_twice_restarts_once(world: World) -> None:
    holding(world, failed(), ID)

    first, second = world.post(URL), world.post(URL)

    assert first.body == second.body
    assert world.workflow.started == [ID, f"{ID}-r2"]
    assert len(world.port_outs.transitions(ID)) == 1


def test_a_restart_that_was_cut_off_before_the_start_is_made_whole(world: World) -> None:
    holding(world, failed(), ID)
    world.post(URL)
    world.workflow.started.remove(f"{ID}-r2")

    world.post(URL)

    assert world.workflow.started == [ID, f"{ID}-r2"]
    assert len(world.port_outs.transitions(ID)) == 1


def test_an_execution_that_failed_off_the_record_is_followed_by_another(world: World) -> None:
    holding(world, failed(), ID)
    world.post(URL)
    world.workflow.ended.add(f"{ID}-r2")

    answer = world.post(URL)

    assert (answer.status, answer.body["run"]) == (202, f"{ID}-r3")
    assert world.port_outs.get(ID).state is S.ISSUE_CARRIER_PACK


def test_what_runs_is_not_restarted(world: World) -> None:
    holding(world, a_port_out(S.AWAIT_APPROVAL), ID, ended=False)

    answer = world.post(URL)

    assert (answer.status, answer.body["type"].rpartition(":")[2]) == (409, "not-now")
    assert world.workflow.started == [ID]
    assert world.port_outs.transitions(ID) == []


def test_a_failure_is_not_restarted_before_its_execution_has_ended(world: World) -> None:
    holding(world, failed(), ID, ended=False)

    assert world.post(URL).status == 409

    assert world.port_outs.get(ID).state is S.FAILED


@pytest.mark.parametrize("state", sorted(FINAL))
def test_an_end_that_is_final_stays_one(world: World, state: State) -> None:
    holding(world, a_port_out(state), ID)

    answer = world.post(URL)

    assert (answer.status, answer.body["type"].rpartition(":")[2]) == (409, "port-out-over")


def test_two_who_press_in_the_same_moment_restart_it_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    holding(world, failed(), ID)
    record = world.port_outs.record

    def late(*given: object, **more: object) -> None:
        record(*given, **more)  # type: ignore[arg-type]  # handed on as they came
        raise RecordMoved("somebody else was first")

    monkeypatch.setattr(world.port_outs, "record", late)

    assert world.post(URL).status == 202

    assert world.workflow.started == [ID, f"{ID}-r2"]


def test_an_unknown_one_is_not_found_and_nobody_unsigned_restarts_anything(world: World) -> None:
    assert world.post(URL).status == 404
    assert world.post(URL, by="").status == 403
