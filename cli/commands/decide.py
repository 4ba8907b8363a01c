"""`port-out decide`: what a text that only a person can judge means."""

from typing import Annotated, Any

import typer

from cli.app import Group, command
from cli.exits import Exit, Stop
from cli.facts import facts_of
from cli.here import Here
from cli.saying import IdArgument, SignalIdOption, say
from cli.waiting import TimeoutOption, WaitOption

MeansArgument = Annotated[
    str, typer.Argument(metavar="MEANS", help="nothing, or a type: support.approved ...")
]
TextOption = Annotated[
    str,
    typer.Option(
        "--text", metavar="COMMUNICATION", help="Which text; needed where several wait for you."
    ),
]
FactOption = Annotated[
    list[str],
    typer.Option("--fact", metavar="FIELD=VALUE", help="A fact of the type; may be repeated."),
]


@command(
    "decide",
    group=Group.ACT,
    examples={
        "port-out show po-vyw7...": "read the texts that wait for you",
        "port-out decide po-vyw7... nothing": "it means nothing for the port-out",
        "port-out decide po-vyw7... support.asked --fact question='Which bill?'": "it asks that",
        "port-out decide po-vyw7... support.refused --fact code=ADDRESS_MISMATCH": "it refuses",
    },
)
def decide(
    here: Here,
    id_: IdArgument,
    means: MeansArgument,
    text: TextOption = "",
    fact: FactOption = [],  # noqa: B006 - typer makes a new list for each call
    signal_id: SignalIdOption = "",
    wait: WaitOption = None,
    timeout: TimeoutOption = None,
) -> Exit:
    """Say what a text of AWS Support or of the carrier means.

    The types and their facts are those of `port-out say`. Where one text waits for you, it is that
    one; where several do, name it with --text.
    """
    facts = {"communication": text or _only_one(here, id_), "means": means} | facts_of(fact)
    return say(
        here, id_, "operator.decided", facts, signal_id=signal_id, wait=wait, timeout=timeout
    )


def _only_one(here: Here, id_: str) -> str:
    waiting: list[dict[str, Any]] = here.api.get(f"/port-outs/{id_}")["to_decide"]
    if len(waiting) == 1:
        return str(waiting[0]["communication"])
    if not waiting:
        raise Stop(Exit.REFUSED, "no text waits to be decided", mend=f"port-out show {id_}")
    known = ", ".join(str(said["communication"]) for said in waiting)
    raise Stop(
        Exit.USAGE, "several texts wait to be decided", mend=f"say which with --text: {known}"
    )
