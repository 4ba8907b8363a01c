"""`port-out say`: what AWS Support or the carrier said to you, with you as the witness."""

from typing import Annotated

import typer

from cli.app import Group, command
from cli.commands.decide import FactOption
from cli.exits import Exit, Stop
from cli.facts import TYPES, facts_of
from cli.here import Here
from cli.saying import IdArgument, SignalIdOption
from cli.saying import say as send
from cli.waiting import TimeoutOption, WaitOption


def completed_type(incomplete: str) -> list[str]:
    """What a shell offers for a type."""
    return [name for name in TYPES if name.startswith(incomplete)]


TypeArgument = Annotated[
    str,
    typer.Argument(metavar="TYPE", help="carrier.submitted ...", autocompletion=completed_type),
]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help="Who said it to you.")]
AtOption = Annotated[
    str, typer.Option("--at", metavar="TIME", help="When: 2026-11-24T11:00:00-08:00.")
]


@command(
    "say",
    group=Group.ACT,
    examples={
        "port-out say po-vyw7... carrier.submitted --fact pon=PON-88213 --by Bo": "by phone",
        "port-out say po-vyw7... carrier.confirmed_date --fact date=2026-12-15T10:00Z": "a date",
        "port-out say po-vyw7... operator.registered_case --fact display_id=172000000000001": "you "
        "opened the case by hand",
        "port-out say po-vyw7... operator.tested_calls --fact numbers=+12065550100": "it rang",
    },
)
def say(
    here: Here,
    id_: IdArgument,
    type_: TypeArgument,
    fact: FactOption = [],  # noqa: B006 - typer makes a new list for each call
    by: ByOption = "",
    at: AtOption = "",
    signal_id: SignalIdOption = "",
    wait: WaitOption = None,
    timeout: TimeoutOption = None,
) -> Exit:
    """Say what happened where no program could: what the carrier or AWS Support told you.

    With --by and --at the record has who said it and when; you are the witness. A list has commas;
    a part of an identity has a dot: expected.city=Seattle. docs/api.md has the facts of each type.
    """
    if type_ not in TYPES:
        own = {"operator.answered": "answer", "operator.decided": "decide"} | {
            "operator.corrected": "correct",
            "operator.cancelled": "cancel",
            "operator.uploaded_loa": "upload-loa",
        }
        mend = f"use port-out {own[type_]}" if type_ in own else f"one of {', '.join(TYPES)}"
        raise Stop(Exit.USAGE, f"{type_} can't be said like this", mend=mend)
    options = {"signal_id": signal_id, "said_by": by, "said_at": at}
    return send(here, id_, type_, facts_of(fact), wait=wait, timeout=timeout, **options)
