"""`port-out next`: what waits for the operator, over all port-outs."""

from datetime import UTC, datetime
from typing import Annotated, Any

import typer

from cli.app import Group, command
from cli.here import Here
from cli.mends import next_command
from cli.table import MODULES
from cli.times import away, parsed
from port_out.domain.parties import OPERATOR

LimitOption = Annotated[int, typer.Option(min=0, help="Show at most so many; 0: all.")]
_NEVER = datetime.max.replace(tzinfo=UTC)


@command(
    "next",
    group=Group.LOOK,
    examples={
        "port-out next": "what to do today, the most pressing first",
        "port-out next --limit 1": "only the first thing",
        "port-out next --json | jq '.waiting | length'": "how many things wait for you",
    },
)
def next_(here: Here, limit: LimitOption = 0) -> None:
    """Show what waits for you, over all port-outs, sorted by when it bites.

    Each with the command to begin with. What has no date comes last, the longest waiting first.
    """
    waiting = urgent_first(
        [each for each in here.api.pages("/port-outs", "port_outs", limit=100) if is_mine(each)]
    )
    shown = waiting[:limit] if limit else waiting
    data = [each | {"command": _command(each)} for each in shown]
    left = len(waiting) - len(shown)
    here.out.show({"waiting": data, "not_shown": left}, lambda: _people(here, data, left))


def is_mine(entry: dict[str, Any]) -> bool:
    """True where the operator is the one to act."""
    return bool(entry["next"]["who"] == OPERATOR)


def urgent_first(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """By the time when it bites, then by how long it waits."""

    def bites(entry: dict[str, Any]) -> tuple[datetime, datetime, str]:
        by = entry["next"]["by"]
        return parsed(by) if by else _NEVER, parsed(entry["since"]), entry["port_out_id"]

    return sorted(entries, key=bites)


def _command(entry: dict[str, Any]) -> str:
    return next_command(entry, {name.replace("_", "-") for name in MODULES})


def _people(here: Here, waiting: list[dict[str, Any]], left: int) -> None:
    if not waiting:
        here.out.say("nothing waits for you")
        return
    now, columns = here.now(), ("DUE", "COMMAND", "WHAT")
    rows = [(away(e["next"]["by"], now), e["command"], _what(e)) for e in waiting]
    if not here.out.is_terminal:
        here.out.table(columns, rows)
        return
    for entry, (due, line, what) in zip(waiting, rows, strict=True):
        title = f"{due or 'no date'}: {entry['state']}"
        style = "red" if "overdue" in due else "yellow"
        here.out.facts(title, {"do": what, "if not": entry["next"]["otherwise"]}, style=style)
        here.out.line(f"  {line}\n", style="bold")
    if left:
        here.out.say(f"{left} more: --limit 0 shows all")


def _what(entry: dict[str, Any]) -> str:
    reference = f" [{entry['reference']}]" if entry["reference"] else ""
    return f"{entry['next']['what']}{reference}"
