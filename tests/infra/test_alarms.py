"""What wakes a person: each alarm means something, and says where to read what to do."""

import ast
import json
import re
from typing import Any

import pytest

from infra.inputs import ROOT
from infra.metrics import NAMES
from port_out.observability import KEPT
from tests.docs.pages import anchors, text_of
from tests.infra.reading import Template, plain

NAMESPACE = "ConnectPortOut"
ABOVE, BELOW = "GreaterThanThreshold", "LessThanThreshold"
FREE = 10
"""So many alarms and metrics of their own cost nothing."""
UNDELIVERED, SWEEP = "AlarmsUndelivered", "AlarmsSweepNotRunning"
DAILY = "AlarmsInventoryNotCompared"
RUNG_BY = {
    "AlarmsPortOutFailed": "ExecutionsFailed",
    "AlarmsBatchFailed": "ExecutionsFailed",
    UNDELIVERED: "ApproximateNumberOfMessagesVisible",
    SWEEP: "Invocations",
    "AlarmsPortOutOverdue": "PortOutOverdue",
    "AlarmsDoubleCase": "DoubleCase",
    "AlarmsNumberLost": "Invocations",
    DAILY: "Invocations",
    "AlarmsChainBroken": "ChainBroken",
}


def _all(template: Template) -> list[dict[str, Any]]:
    return template.properties("CloudWatch::Alarm")


def _watched(alarm: dict[str, Any]) -> list[tuple[str, str]]:
    """Namespace and name of every metric that the alarm reads; each is paid for."""
    terms = [
        each["MetricStat"]["Metric"] for each in alarm.get("Metrics", ()) if "MetricStat" in each
    ]
    return [(each["Namespace"], each["MetricName"]) for each in terms or [alarm]]


def _page(template: Template) -> dict[str, Any]:
    """The dashboard as CloudWatch reads it."""
    (dashboard,) = template.properties("CloudWatch::Dashboard")
    page: dict[str, Any] = json.loads(plain(dashboard["DashboardBody"]))
    return page


def _drawn(template: Template) -> set[tuple[str, str]]:
    """Namespace and name of every metric on the dashboard."""
    graphs = [each["properties"].get("metrics", ()) for each in _page(template)["widgets"]]
    return {(line[0], line[1]) for graph in graphs for line in graph}


def _emitted() -> set[str]:
    """Every text in the code of the functions but that of the list itself."""
    package = ROOT / "lambdas" / "port_out"
    files = [file for file in package.rglob("*.py") if file.name != "observability.py"]
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    return {str(n.value) for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def test_these_things_wake_a_person(template: Template) -> None:
    alarms = template.of_type("CloudWatch::Alarm")

    read = {name: _watched(e["Properties"]) for name, e in alarms.items()}
    assert {name: " ".join(m for _, m in found) for name, found in read.items()} == RUNG_BY
    for name, alarm in alarms.items():
        each, must_run = alarm["Properties"], name in (SWEEP, DAILY)
        assert each["ComparisonOperator"] == (BELOW if must_run else ABOVE)
        assert each["TreatMissingData"] == ("breaching" if must_run else "notBreaching")
        assert each["Threshold"] == (1 if must_run else 0)


def test_what_has_to_run_rings_soon_after_it_should_have(template: Template) -> None:
    alarms = template.of_type("CloudWatch::Alarm")

    for name, function, hours in ((SWEEP, "Sweep", 3), (DAILY, "CompareInventory", 26)):
        has = alarms[name]["Properties"]
        (named,) = has["Dimensions"]
        assert plain(named["Value"]) == f"<{function}Function>"
        assert (has["Period"], has["EvaluationPeriods"]) == (3600, hours)


def test_a_sweep_that_fails_after_all_retries_rings_with_what_was_not_delivered(
    template: Template,
) -> None:
    destinations = {
        plain(each["FunctionName"]): plain(each["DestinationConfig"]["OnFailure"]["Destination"])
        for each in template.properties("Lambda::EventInvokeConfig")
    }

    assert destinations["<SweepFunction>"] == "<UndeliveredQueue>"


def test_every_alarm_tells_the_topic_when_it_rings_and_when_it_is_over(template: Template) -> None:
    (topic,) = template.of_type("SNS::Topic")

    for each in _all(template):
        assert [plain(to) for to in each["AlarmActions"]] == [f"<{topic}>"]
        assert [plain(to) for to in each["OKActions"]] == [f"<{topic}>"]


def test_alarms_metrics_and_dashboards_stay_below_what_costs_money(
    template: Template, signing: Template
) -> None:
    forwarders = 1

    for each in (template, signing):
        assert sum(len(_watched(alarm)) for alarm in _all(each)) + forwarders <= FREE
    assert len(NAMES) <= FREE
    assert len(template.properties("CloudWatch::Dashboard")) <= 3


def test_every_alarm_names_its_section_of_the_runbook(template: Template) -> None:
    sections = anchors(text_of("docs/runbook.md"))

    for each in _all(template):
        what, _, anchor = each["AlarmDescription"].partition(": docs/runbook.md#")
        assert len(what) > 30
        assert anchor in sections, what


def test_every_section_about_an_alarm_says_what_to_look_at_and_what_to_do(
    template: Template,
) -> None:
    text = text_of("docs/runbook.md")
    named = [each["AlarmDescription"].partition("#")[2] for each in _all(template)]

    for section in text.split("\n## ")[1:]:
        heading = section.partition("\n")[0].lower().replace(" ", "-")
        if heading in named:
            for part in ("**Symptom.**", "**Look.**", "**Do.**"):
                assert part in section, heading


def test_the_runbook_has_no_section_for_an_alarm_that_is_gone(template: Template) -> None:
    told = {
        section.partition("\n")[0].lower().replace(" ", "-")
        for section in text_of("docs/runbook.md").split("\n## ")
        if "**Symptom.**" in section
    }

    named = {each["AlarmDescription"].partition("#")[2] for each in _all(template)}
    assert told - named == {"events-are-not-forwarded", "the-table-is-lost"}


@pytest.mark.parametrize("name", NAMES)
def test_every_metric_that_is_looked_at_is_one_that_the_functions_count(name: str) -> None:
    assert name in KEPT
    assert name in _emitted()


def test_nothing_is_kept_as_a_metric_that_nobody_looks_at(template: Template) -> None:
    alarmed = {metric for each in _all(template) for metric in _watched(each)}
    looked_at = alarmed | _drawn(template)

    assert set(NAMES) == set(KEPT)
    assert {name for space, name in looked_at if space == NAMESPACE} == set(NAMES)


def test_the_dashboard_shows_whose_turn_it_is_how_often_and_how_long(template: Template) -> None:
    graphs = [each["properties"] for each in _page(template)["widgets"]]
    turns = {
        line[-1].get("stat"): graph["title"]
        for graph in graphs
        for line in graph.get("metrics", ())
        if line[1].startswith("DaysOn")
    }

    assert set(turns) == {"SampleCount", "Maximum"}


def test_the_dashboard_leads_to_the_executions_and_to_the_runbook(template: Template) -> None:
    (guide,) = [each for each in _page(template)["widgets"] if each["type"] == "text"]

    said = guide["properties"]["markdown"]
    assert "https://console.aws.amazon.com/states/home?region=here#" in said
    assert "<WorkflowPortOut>" in said
    assert "docs/runbook.md" in said


def test_the_dashboard_s_log_queries_ask_for_what_is_logged(template: Template) -> None:
    queries = [e["properties"]["query"] for e in _page(template)["widgets"] if e["type"] == "log"]
    fields = {"message", "counted", "port_out_id"} | _logged()

    assert len(queries) == 2
    for query in queries:
        assert set(re.findall(r'"(\w+)"', query)) <= _emitted()
        assert set(re.findall(r"(?:filter|by|latest\() ?(\w+)", query)) <= fields


def _logged() -> set[str]:
    """The names of everything that the functions put into a line of the log."""
    files = (ROOT / "lambdas" / "port_out").rglob("*.py")
    nodes = (node for file in files for node in ast.walk(ast.parse(file.read_text("utf-8"))))
    calls = (n for n in nodes if isinstance(n, ast.Call))
    told = (c for c in calls if ast.unparse(c.func).startswith(("logger.", "count")))
    return {str(keyword.arg) for call in told for keyword in call.keywords}


def test_a_notice_that_reached_nobody_rings_and_its_section_says_so(template: Template) -> None:
    (alarm,) = [e for n, e in template.of_type("CloudWatch::Alarm").items() if n == UNDELIVERED]
    description = alarm["Properties"]["AlarmDescription"]
    (section,) = [
        each
        for each in text_of("docs/runbook.md").split("\n## ")
        if each.startswith("Something was not delivered")
    ]

    assert "notice" in description
    assert "notice" in section
    assert "sqs:SendMessage" in template.allowed("<SendNoticesRole>")["<UndeliveredQueue>"]
