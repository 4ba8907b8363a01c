"""The state machine has no dangling end, and every state knows what to do when things fail."""

import re
from typing import Any

from infra.functions import FUNCTIONS
from infra.inputs import ROOT
from infra.workflow import DEFINITION
from tests.infra.reading import Template, plain

States = dict[str, Any]
ERRORS = ROOT / "lambdas" / "port_out" / "domain" / "errors.py"
NAMED_BY_AWS = ("States.", "Lambda.")
RECORDING = {"Record Failure"}


def _next(state: dict[str, Any]) -> set[str]:
    """Every state that this one can lead to."""
    lists = [*state.get("Choices", []), *state.get("Catch", [])]
    found = {each["Next"] for each in lists}
    return found | {state[key] for key in ("Next", "Default") if key in state}


def _tasks(states: States) -> dict[str, Any]:
    return {name: each for name, each in states.items() if each["Type"] == "Task"}


def test_every_state_is_reached_and_every_way_leads_somewhere(states: States) -> None:
    reached, ahead = set(), {"Confirm Ownership"}
    while ahead:
        name = ahead.pop()
        reached.add(name)
        ahead |= _next(states[name]) - reached
    assert reached == set(states)


def test_from_every_state_an_end_can_be_reached(states: States) -> None:
    ending = {name for name, each in states.items() if each["Type"] in ("Succeed", "Fail")}
    assert len(ending) == 6
    while more := {n for n, each in states.items() if n not in ending and _next(each) & ending}:
        ending |= more
    assert ending == set(states)


def test_every_choice_asks_a_question_and_has_a_default(states: States) -> None:
    for name, state in states.items():
        if state["Type"] == "Choice":
            assert name.endswith("?")
            assert "Default" in state


def test_every_task_is_bounded_retried_by_name_and_caught(states: States) -> None:
    for name, task in _tasks(states).items():
        assert 0 < task["TimeoutSeconds"] < 365 * 86400, name
        assert task["ResultPath"] == "$.last", name
        for retry in task["Retry"]:
            assert "States.ALL" not in retry["ErrorEquals"], name
            assert retry["MaxAttempts"] > 0, name
        last = task["Catch"][-1]
        assert last["ErrorEquals"] == ["States.ALL"], name
        assert last["Next"] in (RECORDING if name not in RECORDING else {"Port-Out Failed"}), name


def test_retries_of_faults_are_spread_out_and_never_wait_for_long(states: States) -> None:
    for name, task in _tasks(states).items():
        faults = [each for each in task["Retry"] if "TemporarilyUnavailable" in each["ErrorEquals"]]
        assert len(faults) == 1, name
        assert faults[0]["JitterStrategy"] == "FULL", name
        assert faults[0]["MaxDelaySeconds"] <= 900, name


def test_an_unclear_or_late_answer_to_create_case_opens_no_second_one(states: States) -> None:
    retried = [
        each for retry in states["Open Support Case"]["Retry"] for each in retry["ErrorEquals"]
    ]
    assert "CaseUncertain" in retried
    assert "CaseLimitReached" not in retried, "the step takes another turn"


def test_one_state_waits_for_a_time_and_the_step_before_it_names_that_time(states: States) -> None:
    pauses = {name: each for name, each in states.items() if each["Type"] == "Wait"}
    assert list(pauses) == ["Case Comes In Turn"]
    assert pauses["Case Comes In Turn"]["TimestampPath"] == "$.last.not_before"
    assert "not_before.$" in states["Open Support Case"]["ResultSelector"]


def test_a_wait_keeps_nothing_but_its_token_and_is_not_repeated_after_a_timeout(
    states: States,
) -> None:
    waits = {name: each for name, each in _tasks(states).items() if name.startswith("Await ")}
    assert len(waits) == 9
    for name, wait in waits.items():
        assert wait["Resource"].endswith(".waitForTaskToken"), name
        told = {"port_out_id.$", "wait.$", "who_acts", "task_token.$"}
        assert set(wait["Parameters"]["Payload"]) == told, name
        errors = [each for retry in wait["Retry"] for each in retry["ErrorEquals"]]
        assert "States.Timeout" not in errors, name


def test_every_error_named_is_one_that_is_raised(states: States) -> None:
    raised = set(re.findall(r"^class (\w+)", ERRORS.read_text(), re.MULTILINE))
    for task in _tasks(states).values():
        for each in [*task["Retry"], *task["Catch"]]:
            for name in each["ErrorEquals"]:
                assert name.startswith(NAMED_BY_AWS) or name in raised, name


def test_every_placeholder_is_bound_to_its_step_and_every_step_is_used(template: Template) -> None:
    machine = template.of_type("StepFunctions::StateMachine")["WorkflowPortOut"]["Properties"]
    bound = {name: plain(arn) for name, arn in machine["DefinitionSubstitutions"].items()}
    steps = [spec.construct_id for spec in FUNCTIONS if spec.is_step and spec.machine == "port_out"]
    assert bound == {f"{step}Arn": f"<{step}Function>" for step in steps}
    assert set(re.findall(r"\$\{(\w+)\}", DEFINITION.read_text())) == set(bound)


def test_a_state_and_its_step_have_one_name(states: States) -> None:
    for name, task in _tasks(states).items():
        function = task["Parameters"]["FunctionName"]
        words = "Begin Wait" if name.startswith("Await ") else name
        assert function == f"${{{words.replace(' ', '').replace('-', '')}Arn}}"


def test_the_machine_tells_everything_but_the_data(template: Template) -> None:
    machines = template.properties("StepFunctions::StateMachine")
    assert len(machines) == 2
    for machine in machines:
        assert machine["LoggingConfiguration"]["Level"] == "ALL"
        assert not machine["LoggingConfiguration"].get("IncludeExecutionData")
        assert machine["TracingConfiguration"] == {"Enabled": True}


def test_executions_start_through_an_alias_of_a_version(template: Template) -> None:
    (alias,) = template.properties("StepFunctions::StateMachineAlias")
    (version,) = template.properties("StepFunctions::StateMachineVersion")
    assert alias["Name"] == "live"
    (route,) = alias["RoutingConfiguration"]
    assert plain(route["StateMachineVersionArn"]) == "<WorkflowVersion>"
    assert plain(version["StateMachineRevisionId"]) == "<WorkflowPortOut>"
