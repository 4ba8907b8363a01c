"""What the local world is measured against has as much to do for Step Functions."""

from itertools import pairwise

from bench.bare import bare_definition
from tools.cost import entered
from tools.machine import states

FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:bare"


def test_the_bare_machine_enters_as_many_states_and_runs_as_many_tasks() -> None:
    path = entered()

    bare = bare_definition(FUNCTION)

    assert [bare["StartAt"], *bare["States"]] == [path[0], *path]
    assert all(bare["States"][one]["Next"] == other for one, other in pairwise(path))
    assert {name for name, state in bare["States"].items() if state["Type"] == "Task"} == {
        name for name in path if states()[name]["Type"] == "Task"
    }


def test_the_bare_machine_waits_for_nobody_and_ends() -> None:
    bare = bare_definition(FUNCTION)["States"]

    assert {state.get("Resource", FUNCTION) for state in bare.values()} == {FUNCTION}
    assert [name for name, state in bare.items() if state.get("End")] == [entered()[-1]]
