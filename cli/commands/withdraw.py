"""`port-out withdraw`: take back what was proposed to a second person."""

from cli.app import Group, command
from cli.exits import Exit, Stop
from cli.here import Here
from cli.saying import IdArgument, SignalIdOption, say


@command(
    "withdraw",
    group=Group.ACT,
    examples={"port-out withdraw po-vyw7...": "nobody approves it any more"},
)
def withdraw(here: Here, id_: IdArgument, signal_id: SignalIdOption = "") -> Exit:
    """Take back a proposal: a cancel near the agreed date, or an override, that waits for approval.

    A large order is no proposal: cancel it, or decline it with `port-out approve --decline`.
    """
    waits = here.api.get(f"/port-outs/{id_}")["to_approve"]
    if not waits or not waits.get("proposed_by"):
        raise Stop(Exit.REFUSED, "nothing is proposed here", mend=f"port-out show {id_}")
    facts = {"sha256": waits["sha256"]}
    return say(here, id_, "operator.withdrew", facts, signal_id=signal_id)
