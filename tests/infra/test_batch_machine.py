"""The state machine of batches: bounded, retried by name, and bound to its two steps."""

import json
import re
from typing import Any

import pytest

from infra.batch_workflow import DEFINITION
from infra.functions import FUNCTIONS
from tests.infra.reading import Template, plain


@pytest.fixture
def states() -> dict[str, Any]:
    """All its states, those of an item included."""
    outer: dict[str, Any] = json.loads(DEFINITION.read_text())["States"]
    return outer | outer["Request Each Group"]["ItemProcessor"]["States"]


def test_every_placeholder_is_bound(template: Template) -> None:
    machine = template.of_type("StepFunctions::StateMachine")["BatchWorkflowBatch"]["Properties"]
    bound = {name: plain(value) for name, value in machine["DefinitionSubstitutions"].items()}

    assert bound == {
        "RequestGroupArn": "<RequestGroupFunction>",
        "ConfirmBatchArn": "<ConfirmBatchFunction>",
        "DocumentsBucket": "<DocumentsBucket>",
    }
    assert set(re.findall(r"\$\{(\w+)\}", DEFINITION.read_text())) == set(bound)


def test_every_task_is_bounded_ends_before_its_state_and_is_retried_by_name(
    states: dict[str, Any],
) -> None:
    timeouts = {f"${{{spec.construct_id}Arn}}": spec.timeout for spec in FUNCTIONS}
    tasks = [each for each in states.values() if each["Type"] == "Task"]
    assert len(tasks) == 2
    for task in tasks:
        assert timeouts[task["Parameters"]["FunctionName"]] < task["TimeoutSeconds"]
        assert all("States.ALL" not in retry["ErrorEquals"] for retry in task["Retry"])


def test_groups_come_few_at_a_time_and_one_that_fails_stops_no_other(
    states: dict[str, Any],
) -> None:
    each = states["Request Each Group"]

    assert each["MaxConcurrency"] == 2
    assert each["ToleratedFailurePercentage"] == 100
    assert each["ItemProcessor"]["ProcessorConfig"]["Mode"] == "DISTRIBUTED"
    assert states["Let Connect Rest"]["Seconds"] >= 1


def test_no_fault_ends_as_a_success(states: dict[str, Any]) -> None:
    for name in ("Request Each Group", "Confirm Batch"):
        (caught,) = states[name]["Catch"]
        assert (caught["ErrorEquals"], caught["Next"]) == (["States.ALL"], "Batch Incomplete")
    assert states["All Requested?"]["Default"] == "Batch Incomplete"
    assert states["Batch Incomplete"]["Type"] == "Fail"
