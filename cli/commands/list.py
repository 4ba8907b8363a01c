"""`port-out list`: which port-outs there are."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any

import typer

from cli.app import Group, command
from cli.here import Here
from cli.times import away
from cli.waiting import completed_state, state_named

StateOption = Annotated[
    str | None,
    typer.Option(
        metavar="STATE", autocompletion=completed_state, help="Only those in it: await-approval."
    ),
]
NumberOption = Annotated[str | None, typer.Option(help="Only those with this number (E.164).")]
CarrierOption = Annotated[str | None, typer.Option(help="Only those to this winning carrier.")]
DueOption = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="Only those due before it: 2026-11-30T00:00:00Z."),
]
LimitOption = Annotated[int, typer.Option(min=0, help="At most so many; 0: all there are.")]


@command(
    "list",
    group=Group.LOOK,
    examples={
        "port-out list": "the fifty most urgent",
        "port-out list --state await-approval --limit 0": "all that AWS Support has to approve",
        "port-out list --number +12065550100": "who has this number",
        "port-out list --limit 0 --json | jq -r '.port_outs[].port_out_id'": "all ids",
    },
)
def list_(
    here: Here,
    state: StateOption = None,
    number: NumberOption = None,
    carrier: CarrierOption = None,
    due_before: DueOption = None,
    limit: LimitOption = 50,
) -> None:
    """List port-outs, the most urgent of each state first.

    Filters may be combined. Into a pipe each port-out is one line, its columns separated by tabs.
    """
    wanted = {
        "state": state_named(state) if state else None,
        "number": number,
        "carrier": carrier,
        "due_before": due_before,
    }
    pages = here.api.pages("/port-outs", "port_outs", limit=min(limit or 100, 100), **wanted)
    found, is_all = _up_to(limit, pages)
    here.out.show({"port_outs": found, "all": is_all}, lambda: print_list(here, found, is_all))


def _up_to(limit: int, pages: Iterator[dict[str, Any]]) -> tuple[list[dict[str, Any]], bool]:
    """At most so many, and whether these are all."""
    found: list[dict[str, Any]] = []
    for entry in pages:
        if limit and len(found) == limit:
            return found, False
        found.append(entry)
    return found, True


def print_list(here: Here, found: list[dict[str, Any]], is_all: bool = True) -> None:
    """Print a line for each; a narrow terminal gets the most telling columns."""
    if not found:
        here.out.say("there is no such port-out")
        return
    columns: tuple[str, ...] = ("ID", "STATE", "NEXT", "DUE")
    if not here.out.is_narrow:
        columns += ("NUMBERS", "CARRIER", "REFERENCE")
    rows = [_row(each, here.now())[: len(columns)] for each in found]
    here.out.table(columns, rows, whole=("ID", "STATE", "DUE"))
    if not is_all:
        here.out.say(f"there are more than these {len(found)}: --limit 0 shows all")


def _row(entry: dict[str, Any], now: datetime) -> tuple[object, ...]:
    return (
        entry["port_out_id"],
        entry["state"],
        entry["next"]["who"],
        away(entry["next"]["by"], now),
        entry["number_count"],
        entry["winning_carrier"]["name"],
        entry["reference"],
    )
