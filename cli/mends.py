"""Which command does what the program asks for: it names signals, people type commands."""

import re
from collections.abc import Container, Mapping
from typing import Any

# In this order: what waits for a second person, then a text that must be judged, come first.
_BY_SIGNAL = (
    ("port-out approve", "approve"),
    ("operator.decided", "decide"),
    ("operator.answered", "answer"),
    ("operator.uploaded_loa", "upload-loa"),
    ("operator.corrected", "correct"),
)
_BY_STATE = {
    "Await Correction": "correct",
    "Await Second Person": "approve",
    "Await Completion": "say",
    "Await Second Evidence": "say",
    "Port-Out Failed": "restart",
}
_ANYHOW = "show"
_FILLED_IN = {
    "decide": " MEANING",
    "answer": " --file FILE",
    "upload-loa": " FILE --signed-on DAY",
    "say": " ANSWER",
    "approve": " --reason REASON",
}
"""What a command lacks without its own words; those in capitals are for the reader to fill in."""
_IN_STATE = {"Await Second Evidence": " operator.tested_calls --fact numbers=NUMBER"}
_OWN = dict(_BY_SIGNAL) | {
    "operator.approved": "approve",
    "operator.cancelled": "cancel",
    "operator.withdrew": "withdraw",
}
_SIGNAL = re.compile(r"(\bsend )?\b(operator\.\w+)")


def next_command(entry: Mapping[str, Any], known: Container[str]) -> str:
    """The command line to begin with; `port-out show` where none of the known ones does it all."""
    what, id_ = str(entry["next"]["what"]), entry["port_out_id"]
    named = [name for signal, name in _BY_SIGNAL if signal in what]
    named += [_BY_STATE[entry["state"]]] if entry["state"] in _BY_STATE else []
    name = next((name for name in named if name in known), _ANYHOW)
    words = _FILLED_IN.get(name, "")
    if name == "say":
        words = _IN_STATE.get(entry["state"], words)
    return f"port-out {name} {id_}{words}"


def in_commands(what: str, id_: str) -> str:
    """What the program asks for, with the command in the place of each signal that it names."""

    def named(found: re.Match[str]) -> str:
        send, signal = found.groups()
        verb = "type " if send else ""
        own = _OWN.get(signal)
        return verb + (f"`port-out {own}`" if own else f"`port-out say {id_} {signal}`")

    return _SIGNAL.sub(named, what)
