"""The state picture, drawn from the state machine: what each state leaves with, and where to."""

import re
from collections import defaultdict
from collections.abc import Iterator

from port_out.domain.life_cycle import NEXT, WAITS, State
from tools.machine import States, start, states

ELSEWHERE = "What Else Happened?"
"""The Choice that all waits share; drawn as a box, where other Choices are only their arrows."""
LEFT_OUT = {"Record Failure", "Port-Out Failed"}
"""Every task leads there when it fails; drawn, those arrows would hide all others."""


def state_picture() -> str:
    """A Mermaid state diagram of every state but those for faults."""
    machine = states()
    drawn = [n for n, s in machine.items() if n not in LEFT_OUT and _is_drawn(n, s["Type"])]
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{name}" as {_id(name)}' for name in drawn]
    lines.append(f"    [*] --> {_id(start())}")
    for name in drawn:
        lines += [
            f"    {_id(name)} --> {_id(to)}" + (f" : {label}" if label else "")
            for to, label in _ways(name, machine)
        ]
        if machine[name]["Type"] in ("Succeed", "Fail"):
            lines.append(f"    {_id(name)} --> [*]")
    waits = ",".join(_id(name) for name in drawn if name in set(WAITS))
    lines += ["    classDef wait stroke-dasharray:5 3", f"    class {waits} wait", "```"]
    return "\n".join(lines)


def _is_drawn(name: str, type_: str) -> bool:
    return type_ != "Choice" or name == ELSEWHERE


def _ways(name: str, machine: States) -> Iterator[tuple[str, str]]:
    """Each next box with the outcomes that lead there."""
    after = name if name == ELSEWHERE else machine[name].get("Next")
    if after is None:
        return
    if machine[after]["Type"] != "Choice":
        yield after, ""
        return
    labels: dict[str, list[str]] = defaultdict(list)
    for choice in machine[after]["Choices"]:
        if choice["StringEquals"] in set(State):
            continue  # only the way of a port-out that is taken up again
        labels[choice["Next"]].append(choice["StringEquals"])
    default = machine[after]["Default"]
    if default not in LEFT_OUT:
        labels[default] += _others(name, default)
    for to, outcomes in labels.items():
        yield to, ", ".join(outcomes)


def _others(name: str, default: str) -> list[str]:
    """What the default way of a Choice means: the domain names the outcomes."""
    if default == ELSEWHERE:
        return ["other news"]
    return [outcome for outcome, to in NEXT[State(name)].items() if to == default]


def _id(name: str) -> str:
    return re.sub(r"\W", "", name)
