"""`port-out locks`: the protected numbers."""

from typing import Annotated, Any

import typer

from cli.app import Group, command
from cli.exits import Exit
from cli.here import Here

OneArgument = Annotated[
    str | None, typer.Argument(metavar="NUMBER", help="Only this one, with its record.")
]


@command(
    "locks",
    group=Group.LOOK,
    examples={
        "port-out locks": "every number that is or was protected",
        "port-out locks +12065550100 --json | jq .record": "who did what to it, and when",
    },
)
def locks(here: Here, number: OneArgument = None) -> Exit:
    """List the protected numbers; of one number also who locked and unlocked it."""
    found = here.api.get("/locks", number=number)

    def people() -> None:
        rows = [_row(each) for each in found["locks"]]
        here.out.table(("NUMBER", "STATE", "PROTECTED", "FREE FROM"), rows, whole=("NUMBER",))
        for line in found["record"]:
            said = f"{line['at']}  {line['to']}  {line['by']}: {line['facts']['reason']}"
            here.out.line(said)

    here.out.show(found, people)
    return Exit.OK


def _row(lock: dict[str, Any]) -> tuple[str, str, str, str]:
    is_protected = "yes" if lock["protected"] else "no"
    return lock["number"], lock["state"], is_protected, lock["free_at"] or ""
