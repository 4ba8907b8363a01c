"""`port-out approve`: the word of a second person on what waits for one."""

from typing import Annotated, Any

import typer

from cli.app import Group, command
from cli.exits import Exit, Stop
from cli.here import Here
from cli.proposing import proposal_facts
from cli.saying import IdArgument, YesOption
from cli.waiting import TimeoutOption, WaitOption, waited

ReasonOption = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="Why; it goes on record.")
]
DeclineOption = Annotated[
    bool,
    typer.Option("--decline", help="Say no: a large order is cancelled, a proposal is dropped."),
]


@command(
    "approve",
    group=Group.ACT,
    examples={
        "port-out approve po-vyw7... --reason 'the list is right'": "shows it, asks, and approves",
        "port-out approve po-vyw7... --decline --reason 'nobody ordered this'": "says no",
    },
)
def approve(
    here: Here,
    id_: IdArgument,
    reason: ReasonOption,
    decline: DeclineOption = False,
    yes: YesOption = False,
    wait: WaitOption = None,
    timeout: TimeoutOption = None,
) -> Exit:
    """Approve as a second person what waits for one, or decline it.

    That is a large order, a cancel near the agreed date, or an override. You may not have asked for
    it yourself: AWS says who you are. What you approve is exactly what is shown; if it changes,
    somebody has to look at it again.
    """
    view = here.api.get(f"/port-outs/{id_}")
    if not (waits := view["to_approve"]):
        raise Stop(Exit.REFUSED, "nothing waits for a second person", mend=f"port-out show {id_}")
    if not here.out.as_json:
        _show(here, view, waits)
    word = "Decline" if decline else "Approve"
    if not yes and not here.out.confirm(f"{word} exactly this?"):
        raise Stop(Exit.REFUSED, "nothing was said", mend="answer y, or give --yes")
    body = {"sha256": waits["sha256"], "decision": word.lower(), "reason": reason}
    kept = here.api.post(f"/port-outs/{id_}/approvals", body)
    here.out.show(kept, lambda: here.out.line(f"{id_}: {word.lower()}d, on record"))
    return waited(here, id_, wait, timeout)


def _show(here: Here, view: dict[str, Any], waits: dict[str, Any]) -> None:
    numbers = [number["number"] for number in view["numbers"]]
    facts = {
        **proposal_facts(waits),
        "requested by": view["requested_by"],
        "numbers": f"{waits['numbers']}: {numbers[0]} ... {numbers[-1]}",
        "carrier": view["winning_carrier"]["name"],
        "reference": view["reference"],
        "sha256": waits["sha256"],
    }
    here.out.facts(f"To approve: {view['port_out_id']}", facts, style="yellow")
