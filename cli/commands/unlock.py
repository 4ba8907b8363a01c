"""`port-out unlock`: two people let a protected number go."""

from typing import Annotated

import typer

from cli.app import Group, command
from cli.commands.lock import NumberArgument, ReasonOption, say_lock
from cli.exits import Exit, Stop
from cli.here import Here

ApproveOption = Annotated[
    bool, typer.Option("--approve", help="You are the second person, and say yes.")
]
DeclineOption = Annotated[bool, typer.Option("--decline", help="You say no: it stays protected.")]


@command(
    "unlock",
    group=Group.ACT,
    examples={
        "port-out unlock +12065550100 --reason 'it moves in spring'": "ask for it",
        "port-out unlock +12065550100 --approve --reason 'agreed'": "the second person says yes",
        "port-out unlock +12065550100 --decline --reason 'not that one'": "or no",
    },
)
def unlock(
    here: Here,
    number: NumberArgument,
    reason: ReasonOption,
    approve: ApproveOption = False,
    decline: DeclineOption = False,
) -> Exit:
    """Unlock a protected number: one person asks, another one approves, then 24 hours pass."""
    if approve and decline:
        raise Stop(Exit.USAGE, "it is both yes and no", mend="give --approve or --decline")
    if not (approve or decline):
        return say_lock(here, here.api.post("/locks/unlock", {"number": number, "reason": reason}))
    seen = here.api.get("/locks", number=number)["locks"][0]
    word = "approve" if approve else "decline"
    body = {"number": number, "decision": word, "seen": seen["seen"], "reason": reason}
    return say_lock(here, here.api.post("/locks/approvals", body))
