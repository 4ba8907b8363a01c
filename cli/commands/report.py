"""`port-out report`: what became of all port-outs, as a page and as a spreadsheet."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from cli.app import Group, command
from cli.commands.pack import ForceOption, written
from cli.counting import counting
from cli.here import Here
from cli.reporting.as_data import as_data
from cli.reporting.figures import Figures, figures
from cli.reporting.page import as_page
from cli.reporting.reading import stories
from cli.reporting.sheet import as_csv
from cli.reporting.spans import counted

FolderOption = Annotated[
    Path, typer.Option("--to", metavar="FOLDER", help="Folder to write to; else here.")
]
CarrierOption = Annotated[
    str, typer.Option("--carrier", metavar="NAME", help="Only those to this winning carrier.")
]
SinceOption = Annotated[
    datetime | None,
    typer.Option(
        "--since", metavar="DAY", formats=["%Y-%m-%d"], help="Only those requested since (UTC)."
    ),
]


@command(
    "report",
    group=Group.PROVE,
    examples={
        "port-out report": "port-outs.html and port-outs.csv, here",
        "port-out report --carrier 'Example Telecom' --since 2026-10-01": "for one meeting",
        "port-out report --json": "the figures on stdout; the files are written too",
    },
)
def report(
    here: Here,
    to: FolderOption = Path(),
    carrier: CarrierOption = "",
    since: SinceOption = None,
    force: ForceOption = False,
) -> None:
    """Write a report: time in each state, refusals, lead times, and what waits now on whom.

    port-outs.html is one page that needs no network and no script; print it, or mail it.
    port-outs.csv has a row for each port-out. Neither has a phone number or a name of a person,
    unless a reference or a question of AWS Support has one.
    """
    begins = since.replace(tzinfo=UTC) if since else None
    with counting(here.out, "reading the records") as read:
        found = stories(here.api, carrier=carrier, since=begins, read=read)
    shown = figures(found, here.now())
    page = as_page(shown, of=_of(carrier, since))
    files = [
        written(page, to / "port-outs.html", "", force=force),
        written(as_csv(found, shown.at), to / "port-outs.csv", "", force=force),
    ]
    data = as_data(shown) | {"files": [str(file) for file in files]}
    here.out.show(data, lambda: _people(here, shown, files))


def _people(here: Here, shown: Figures, files: list[Path]) -> None:
    pairs = {
        "requested": f"{counted(shown.port_outs, 'port-out')}, {counted(shown.numbers, 'number')}",
        "completed": str(shown.completed),
        "under way": f"{shown.open}, of them {shown.overdue} overdue",
        "page": str(files[0]),
        "spreadsheet": str(files[1]),
    }
    here.out.facts("Report", pairs)


def _of(carrier: str, since: datetime | None) -> str:
    parts = ([f"to {carrier}"] if carrier else []) + (
        [f"requested since {since:%Y-%m-%d}"] if since else []
    )
    return ", ".join(parts)
