"""Saying what happened: one signal, what becomes of it, and the wait after it."""

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from cli.exits import Exit, Stop
from cli.here import Here
from cli.waiting import waited

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="The port-out: po-...")]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")]
SignalIdOption = Annotated[
    str,
    typer.Option(
        "--id", metavar="TEXT", help="Your own id of this: sent again with it, it changes nothing."
    ),
]


def say(
    here: Here,
    id_: str,
    type_: str,
    facts: Mapping[str, Any],
    *,
    signal_id: str = "",
    wait: str | None = None,
    timeout: float | None = None,
    **witness: str,
) -> Exit:
    """Send the signal, show what becomes of it, and wait if that was asked for."""
    given = {name: value for name, value in witness.items() if value}
    # The same text may be meant twice, so the id is not made of it; the client repeats one body.
    body: dict[str, Any] = {"type": type_, "facts": dict(facts)} | given
    kept = here.api.post(
        f"/port-outs/{id_}/signals", body | ({"id": signal_id} if signal_id else {})
    )
    here.out.show(kept, lambda: here.out.line(f"{id_}: {type_} is {kept['effect']}"))
    return waited(here, id_, wait, timeout)


def pairs(given: list[str], option: str) -> dict[str, str]:
    """FIELD=VALUE, each once; Stop where one is not of that form."""
    found: dict[str, str] = {}
    for text in given:
        name, sign, value = text.partition("=")
        if not sign or not name.strip():
            mend = f"write {option} FIELD=VALUE, for instance {option} city=Seattle"
            raise Stop(Exit.USAGE, f"{option} {text!r} has no field and value", mend=mend)
        if name.strip() in found:
            raise Stop(Exit.USAGE, f"{option} gives {name.strip()} twice", mend="give it once")
        found[name.strip()] = value.strip()
    return found
