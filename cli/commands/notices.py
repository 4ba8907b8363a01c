"""`port-out notices`: who was told what of a port-out, and one of it once more."""

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import quote

import typer

from cli.app import Group, command
from cli.exits import Exit, Stop
from cli.here import Here
from cli.refusal import Refused
from cli.saying import IdArgument
from cli.times import exactly

RedeliverOption = Annotated[
    str, typer.Option("--redeliver", metavar="NOTICE", help="Send this one again, everywhere.")
]


@command(
    "notices",
    group=Group.LOOK,
    examples={
        "port-out notices po-vyw7mytjjghapcfablyfkl5uwf": "who was told what when",
        "port-out notices po-vyw7mytjjghapcfablyfkl5uwf --redeliver 3": "send the third one again",
    },
)
def notices(here: Here, id_: IdArgument, redeliver: RedeliverOption = "") -> None:
    """Show the notices of a port-out: about what, who was to act, and which channel took it when.

    With --redeliver one is sent again on every channel, under the same id, so that a receiver that
    has it knows it. One that was given up must be sent again by hand, once its channel is mended.
    """
    if redeliver:
        sent = _again(here, id_, redeliver)
        here.out.show(sent, lambda: here.out.line(f"{redeliver} is on its way: {sent['subject']}"))
        return
    found = here.api.get(f"/port-outs/{id_}/notices")
    here.out.show(found, lambda: _people(here, found["notices"]))


def _again(here: Here, id_: str, notice: str) -> dict[str, Any]:
    path = f"/port-outs/{id_}/notices/{quote(notice, safe='')}/redeliver"
    try:
        sent: dict[str, Any] = here.api.post(path, {})
    except Refused as error:
        if error.code is not Exit.NOT_FOUND:
            raise
        mend = f"compare the notice: port-out notices {id_}"
        raise Stop(error.code, error.message, mend=mend) from None
    return sent


def _people(here: Here, found: list[dict[str, Any]]) -> None:
    if not found:
        here.out.say("nobody was told anything yet")
        return
    columns = ("NOTICE", "AT", "ABOUT", "WHO ACTS", "DELIVERED")
    rows = [
        (each["notice"], exactly(each["at"]), each["subject"], each["who"], _delivered(each))
        for each in found
    ]
    here.out.table(columns, rows, whole=("NOTICE",))


def _delivered(notice: Mapping[str, Any]) -> str:
    """By channel when, or why not; what is still to come or was given up."""
    said = [f"{channel} {_moment(became)}" for channel, became in sorted(notice["sent"].items())]
    if notice["given_up_at"]:
        said.append(f"given up {exactly(notice['given_up_at'])}")
    elif notice["due_at"]:
        said.append(f"next try {exactly(notice['due_at'])}")
    return ", ".join(said)


def _moment(became: str) -> str:
    return exactly(became) if became[:1].isdigit() else f"({became})"
