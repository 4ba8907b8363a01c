"""What was proposed to a second person, as people read it."""

import json
from collections.abc import Mapping
from typing import Any

from cli.times import exactly


def proposal_facts(waits: Mapping[str, Any]) -> dict[str, str]:
    """Names and values of a proposal; nothing of an order, which is shown whole anyway."""
    if not waits.get("proposed_by"):
        return {}
    said = {name: _text(value) for name, value in waits["facts"].items()}
    when = {"proposed at": exactly(waits["proposed_at"]), "until": exactly(waits["until"])}
    return {"what": waits["what"], "proposed by": waits["proposed_by"]} | when | said


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
