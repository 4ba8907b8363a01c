"""Requesting the port-outs of a list: rehearsed first, and never twice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from cli.exits import Exit, Stop
from cli.groups import Group as NumberGroup
from cli.groups import Planned
from cli.here import Here
from cli.order import key_of, need_carrier
from cli.pieces import pieces
from cli.sheets import Sheet
from port_out.domain.life_cycle import ENDS

_OVER = frozenset(str(state) for state in ENDS)


@dataclass(frozen=True)
class Sending:
    """One call that is to be made: where to, what it says, and the key that makes it safe."""

    path: str
    body: dict[str, Any]
    key: str


def sendings(
    sheet: Sheet, plan: Planned, order: Mapping[str, Any], key: str = ""
) -> tuple[Sending, ...]:
    """One request where the list is one group; else batches, which the program splits itself.

    A list of which a part is under way goes as it went before, and so finds what it made then.
    """
    if not plan.groups:
        return ()
    if len(plan.groups) == 1 and not plan.under_way:
        return (_sending("/port-outs", single(plan.groups[0], order), key),)
    found = [_sending("/batches", body, key) for body in _batches(sheet, plan, order)]
    if key and len(found) > 1:
        raise Stop(Exit.USAGE, f"--key is for one call, and the list needs {len(found)}")
    return tuple(found)


def single(group: NumberGroup, order: Mapping[str, Any]) -> dict[str, Any]:
    """The body of POST /port-outs for one group."""
    of_group = {
        "instance_arn": group.instance_arn,
        "country": group.country,
        "kind": group.kind,
        "numbers": list(group.numbers),
    }
    return _with(order, group.winning_carrier, group.reference) | of_group


def rehearsed(here: Here, body: Mapping[str, Any]) -> dict[str, Any]:
    """What the program would find; nothing is stored or sent."""
    report: dict[str, Any] = here.api.post("/port-outs", body, dryRun="true")
    return report


def sent(here: Here, sending: Sending) -> dict[str, Any]:
    """The program's answer; Stop where it only found a port-out that is over."""
    answer: dict[str, Any] = here.api.post(sending.path, sending.body, key=sending.key)
    if answer.get("state") in _OVER:
        message = f"this was requested before, as {answer['port_out_id']}: {answer['state']}"
        mend = "to request the same anew, give a --key of your own"
        raise Stop(Exit.REFUSED, message, mend=mend)
    here.out.say(f"accepted: {answer.get('port_out_id') or answer['batch_id']}")
    return answer


def _sending(path: str, body: dict[str, Any], key: str) -> Sending:
    need_carrier(body)
    return Sending(path, body, key or key_of(body))


def _batches(sheet: Sheet, plan: Planned, order: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    # What the program alone can't see to be wrong; what it sees, it leaves out and names itself.
    elsewhere = {each.number for each in plan.problems if each.is_elsewhere}
    for piece in pieces(sheet.entries):
        numbers = [entry.number for entry in piece.entries if entry.number not in elsewhere]
        if numbers:
            yield _with(order, piece.carrier, piece.reference) | {"numbers": numbers}


def _with(order: Mapping[str, Any], carrier: str, reference: str) -> dict[str, Any]:
    """The order, with what the list's own columns say in the place of its words."""
    body = dict(order)
    if carrier:
        body["winning_carrier"] = {**order.get("winning_carrier", {}), "name": carrier}
    return body | ({"reference": reference} if reference else {})
