"""Which command does what the program asks for: it names signals, people type commands."""

from collections.abc import Container, Mapping
from typing import Any

# In this order: a text that must be judged comes before all that waits behind it.
_BY_SIGNAL = (
    ("operator.decided", "decide"),
    ("operator.answered", "answer"),
    ("operator.uploaded_loa", "upload-loa"),
    ("operator.corrected", "correct"),
)
_BY_STATE = {
    "Await Correction": "correct",
    "Await Completion": "say",
    "Await Second Evidence": "say",
}
_ANYHOW = "show"


def next_command(entry: Mapping[str, Any], known: Container[str]) -> str:
    """The command line to begin with; `port-out show` where none of the known ones does it all."""
    what, id_ = str(entry["next"]["what"]), entry["port_out_id"]
    named = [name for signal, name in _BY_SIGNAL if signal in what]
    named += [_BY_STATE[entry["state"]]] if entry["state"] in _BY_STATE else []
    name = next((name for name in named if name in known), _ANYHOW)
    return f"port-out {name} {id_}"
