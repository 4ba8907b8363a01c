"""`port-out cancel`: end it, with a second word where it may be too late."""

from typing import Annotated

import typer

from cli.app import Group, command
from cli.exits import Exit, Stop
from cli.here import Here
from cli.refusal import Refused
from cli.saying import IdArgument, SignalIdOption, YesOption, say
from cli.waiting import END, TimeoutOption, WaitOption

ReasonOption = Annotated[
    str, typer.Option("--reason", metavar="TEXT", help="Why; it goes on record.")
]
TooLateOption = Annotated[
    bool,
    typer.Option(
        "--although-late", help="Also when the agreed date is near; you have asked there."
    ),
]
_LOST = "A half-cancelled port can cost the numbers."
_CANCELLED = "cancelled"


@command(
    "cancel",
    group=Group.ACT,
    examples={
        "port-out cancel po-vyw7... --reason 'the carrier went out of business'": "asks you first",
        "port-out cancel po-vyw7... --reason 'wrong numbers' --yes --wait end": "in a script",
    },
)
def cancel(
    here: Here,
    id_: IdArgument,
    reason: ReasonOption,
    yes: YesOption = False,
    although_late: TooLateOption = False,
    signal_id: SignalIdOption = "",
    wait: WaitOption = None,
    timeout: TimeoutOption = None,
) -> Exit:
    """Cancel a port-out: the numbers stay with Amazon Connect.

    You are asked once; --yes answers that. Fewer than five business days before the agreed date you
    are asked a second time, which only --although-late answers: speak with the carrier first.
    """
    if not yes and not here.out.confirm(f"Cancel {id_}? The numbers stay with Amazon Connect."):
        raise Stop(Exit.REFUSED, "nothing was cancelled", mend="answer y, or give --yes")
    facts: dict[str, object] = {"reason": reason}
    # The end that is wanted here is the one that is no success anywhere else.
    wait = _CANCELLED if wait is not None and wait.strip().lower() == END else wait
    if although_late:
        facts["confirm"] = True

    def send() -> Exit:
        type_ = "operator.cancelled"
        return say(here, id_, type_, facts, signal_id=signal_id, wait=wait, timeout=timeout)

    try:
        return send()
    except Refused as error:
        if error.name != "confirm-needed":
            raise
        detail = error.problem.get("detail", error.message)
        if yes or not here.out.confirm(f"{detail}. {_LOST} Cancel all the same?"):
            mend = "speak with the carrier first, then give --although-late"
            raise Stop(error.code, f"nothing was cancelled: {detail}", mend=mend) from None
    facts["confirm"] = True
    return send()
