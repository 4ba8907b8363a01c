"""`port-out record`: every transition, and whether the chain of hashes holds."""

from typing import Any

from cli.app import Group, command
from cli.commands.show import IdArgument
from cli.exits import Exit
from cli.here import Here
from cli.times import exactly
from port_out.domain.record import Transition, breaks_in

COLUMNS = ("#", "AT", "TO", "OUTCOME", "BY", "FROM", "BECAUSE", "HASH")
_NARROW = 5


@command(
    "record",
    group=Group.PROVE,
    examples={
        "port-out record po-vyw7mytjjghapcfablyfkl5uwf": "who did what when, and because of what",
        "port-out record po-vyw7mytjjghapcfablyfkl5uwf --json > record.json": "with all facts",
    },
)
def record(here: Here, id_: IdArgument) -> Exit:
    """Show the record of a port-out, and verify its chain of hashes on this machine.

    It shows, and changes nothing: to put on record what a carrier or AWS Support said by phone, use
    `port-out say`. The answer of the program is not trusted: every hash is computed again. Ends
    with 1 where the chain does not hold, here or there.
    """
    found = here.api.get(f"/port-outs/{id_}/transitions")
    breaks = broken(found)
    data = found | {"verified_here": {"verified": not breaks, "breaks": breaks}}
    here.out.show(data, lambda: _people(here, found, breaks))
    return Exit.REFUSED if breaks else Exit.OK


def broken(found: dict[str, Any]) -> list[str]:
    """Every place where the chain does not hold, as computed here and as the program says."""
    try:
        lines = [Transition.from_data(line) for line in found["transitions"]]
    except (KeyError, TypeError, ValueError):
        return ["a transition lacks what each must have"]
    here = breaks_in(lines)
    if len(lines) != found["version"]:
        here.append(f"{len(lines)} transitions, but the state names {found['version']}")
    return list(dict.fromkeys([*here, *found["chain"]["breaks"]]))


def _people(here: Here, found: dict[str, Any], breaks: list[str]) -> None:
    count = _NARROW if here.out.is_narrow else len(COLUMNS)
    rows = [_row(line)[:count] for line in found["transitions"]]
    here.out.table(COLUMNS[:count], rows, whole=("#", "AT", "OUTCOME", "HASH"))
    for each in breaks:
        here.out.line(each, style="red")
    if not breaks:
        count = len(found["transitions"])
        here.out.say(f"the chain holds: {count} transitions, each with the hash of the one before")


def _row(line: dict[str, Any]) -> tuple[object, ...]:
    moved = line["to"] if line["to"] != line["from"] else "(stays)"
    who = str(line["by"]).rpartition("/")[2]
    at, because, short = exactly(line["at"]), line["because"], line["hash"][:12]
    return line["sequence"], at, moved, line["outcome"], who, line["from"], because, short
