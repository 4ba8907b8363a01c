"""The state machine as the documents need it: its states, in the order in which it names them."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

DEFINITION = Path(__file__).resolve().parent.parent / "statemachine" / "port_out.asl.json"

States = Mapping[str, Mapping[str, Any]]


def states() -> States:
    """Every state by name."""
    found: dict[str, dict[str, Any]] = json.loads(DEFINITION.read_text("utf-8"))["States"]
    return found


def start() -> str:
    """The name of the first state."""
    return str(json.loads(DEFINITION.read_text("utf-8"))["StartAt"])
