"""The types that `port-out say` knows."""

import json
from pathlib import Path

from cli.facts import TYPES
from tests.cli.terminal import ROOT

SCHEMA = Path(ROOT, "lambdas/port_out/api/schemas/signal.json")
WITH_A_COMMAND = {"answered", "corrected", "cancelled", "decided", "uploaded_loa", "withdrew"}


def test_every_type_that_an_operator_may_send_has_a_command() -> None:
    known = set(json.loads(SCHEMA.read_text())["properties"]["type"]["enum"])

    assert set(TYPES) | {f"operator.{name}" for name in WITH_A_COMMAND} == known
