"""`port-out next`: what waits for the operator, over all port-outs."""

from collections import Counter
from typing import Annotated, Any

import typer

from cli.app import Group, command
from cli.here import Here
from cli.list_view import counted
from cli.mends import in_commands, next_command
from cli.pressing import Wanted, bites_before, is_mine, length, urgent_first, wanted
from cli.table import MODULES
from cli.times import away
from port_out.domain.parties import OPERATOR

LimitOption = Annotated[int, typer.Option(min=0, help="Show at most so many; 0: all.")]
WithinOption = Annotated[
    str, typer.Option(metavar="TIME", help="Only what is overdue or bites so soon: 36h, 2d, 1w.")
]
ForOption = Annotated[
    Wanted | None, typer.Option("--for", help="Only what waits for that, as for a signed LOA.")
]


@command(
    "next",
    group=Group.LOOK,
    examples={
        "port-out next": "what to do today, the most pressing first",
        "port-out next --within 2d": "what is overdue, and what bites until the day after tomorrow",
        "port-out next --for signature": "which LOAs are to be signed",
        "port-out next --json | jq '.waiting | length'": "how many things wait for you",
    },
)
def next_(
    here: Here, limit: LimitOption = 0, within: WithinOption = "", for_: ForOption = None
) -> None:
    """Show what waits for you, over all port-outs, sorted by when it bites: overdue first.

    Each with what is wanted (a decision, answer, signature, correction, case, date or witness, or
    only a look) and the command to begin with. What has no date comes last, the longest waiting
    first; --within leaves it out. A port-out with a notice that could not be delivered is among
    them, whoever acts next.
    """
    end = here.now() + length(within) if within else None
    pages = here.api.pages("/port-outs", "port_outs", limit=100)
    waiting = [
        each
        for each in urgent_first([each for each in pages if is_mine(each)])
        if (end is None or bites_before(each, end)) and for_ in (None, wanted(each))
    ]
    shown = waiting[:limit] if limit else waiting
    data = [each | {"for": str(wanted(each)), "command": _command(each)} for each in shown]
    left = len(waiting) - len(shown)
    here.out.show({"waiting": data, "not_shown": left}, lambda: _people(here, data, left))


def _command(entry: dict[str, Any]) -> str:
    if entry["next"]["who"] != OPERATOR:
        return f"port-out show {entry['port_out_id']}"
    return next_command(entry, {name.replace("_", "-") for name in MODULES})


def _people(here: Here, waiting: list[dict[str, Any]], left: int) -> None:
    if not waiting:
        here.out.say("nothing waits for you")
        return
    now, columns = here.now(), ("DUE", "COMMAND", "FOR", "WHAT")
    rows = [(away(e["next"]["by"], now), e["command"], e["for"], _what(e)) for e in waiting]
    if not here.out.is_terminal:
        here.out.table(columns, rows)
        return
    for entry, (due, line, _, what) in zip(waiting, rows, strict=True):
        title = f"{due or 'no date'}: {entry['for']}, {entry['state']}"
        style = "red" if "overdue" in due else "yellow"
        here.out.facts(title, {"do": what, "if not": entry["next"]["otherwise"]}, style=style)
        here.out.line(f"  {line}", style="bold")
        here.out.line(f"  {entry['links'].get('console', '')}\n", style="dim")
    counts = Counter(entry["for"] for entry in waiting)
    here.out.say(f"{len(waiting)} shown: {', '.join(f'{n} {w}' for w, n in counts.most_common())}")
    if left:
        here.out.say(f"{left} more: --limit 0 shows all")


def _what(entry: dict[str, Any]) -> str:
    reference = f" [{entry['reference']}]" if entry["reference"] else ""
    lost = entry.get("undelivered_notices")
    step = entry["next"]
    todo = [in_commands(step["what"], entry["port_out_id"])] if step["who"] == OPERATOR else []
    todo += [f"{counted(lost, 'notice')} not delivered: tell whom it was for"] if lost else []
    return f"{'; '.join(todo)}{reference}"
