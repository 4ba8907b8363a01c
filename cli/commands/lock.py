"""`port-out lock`: protect a number."""

from typing import Annotated, Any

import typer

from cli.app import Group, command
from cli.exits import Exit
from cli.here import Here
from port_out.domain.port_lock import LockState

NumberArgument = Annotated[str, typer.Argument(metavar="NUMBER", help="Such as +12065550100.")]
ReasonOption = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="Why; it goes on record.")
]


@command(
    "lock",
    group=Group.ACT,
    examples={"port-out lock +12065550100 --reason 'our main line'": "no request takes it now"},
)
def lock(here: Here, number: NumberArgument, reason: ReasonOption) -> Exit:
    """Protect a number: no request takes it until two people have unlocked it.

    A port-out whose Support case is open already goes on: cancel it, if it must not.
    """
    return say_lock(here, here.api.post("/locks", {"number": number, "reason": reason}))


def say_lock(here: Here, lock: dict[str, Any]) -> Exit:
    """Show where a number stands now, from when on it is free, and what the second person does."""
    here.out.show(lock, lambda: here.out.text("\n".join(_lines(lock))))
    return Exit.OK


def _lines(lock: dict[str, Any]) -> list[str]:
    number, state = lock["number"], lock["state"]
    free = f", free from {lock['free_at']} on" if lock["free_at"] else ""
    said = f"port-out unlock {number} --approve --reason '...'"
    asked = [f"a second person says yes by: {said}"] if state == LockState.UNLOCK_ASKED else []
    return [f"{number}: {state}{free}", *asked]
