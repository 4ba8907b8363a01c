"""The state machine's own file, read as far as its Choice states decide the way."""

import json
from pathlib import Path
from typing import Any

ASL = Path(__file__).parents[2] / "statemachine" / "port_out.asl.json"
STATES: dict[str, dict[str, Any]] = json.loads(ASL.read_text("utf-8"))["States"]


def after(state: str, outcome: str) -> str:
    """The next state that is no Choice when `state` ends with this outcome."""
    name = str(STATES[state]["Next"])
    while STATES[name]["Type"] == "Choice":
        name = _chosen(STATES[name], {"$.last.outcome": outcome})
    return name


def _chosen(choice: dict[str, Any], world: dict[str, str]) -> str:
    for rule in choice["Choices"]:
        if set(rule) != {"Variable", "StringEquals", "Next"}:
            raise AssertionError(f"a rule that this reader does not know: {rule}")
        if world[rule["Variable"]] == rule["StringEquals"]:
            return str(rule["Next"])
    return str(choice["Default"])
