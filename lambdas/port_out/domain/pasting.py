"""Texts that only a person can put onto the case: of one that no API has reached, all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from port_out.domain.life_cycle import State
from port_out.domain.parties import OPERATOR, SUPPORT
from port_out.domain.port_out import PortOut, merged

_TASK = (
    "put each text under `to_paste` onto the case in the AWS Support Center, then send "
    "operator.posted for it"
)


def takes_texts(port_out: PortOut) -> bool:
    """Whether the case is still to be written on: a resolved one gets a follow-up first."""
    has_ended = port_out.is_over and port_out.state is not State.EXPIRED
    return port_out.has_case and not has_ended and not port_out.facts.get("case_resolved_at")


def has_texts(port_out: PortOut) -> bool:
    """Whether texts wait for a person, as far as the port-out itself knows.

    What could not be posted because a plan was lost, only its outbox knows.
    """
    facts = port_out.facts
    return bool(facts.get("to_paste")) and not facts.get("case_id") and takes_texts(port_out)


def remembered(port_out: PortOut, keys: Iterable[str]) -> PortOut:
    """The port-out with the keys of its new messages, where a person has to paste them."""
    known = () if port_out.facts.get("case_id") else port_out.facts.get("to_paste", ())
    new = () if port_out.facts.get("case_id") else tuple(keys)
    learned = {"to_paste": [*known, *(key for key in new if key not in known)] or None}
    return replace(port_out, facts=merged(port_out.facts, learned))


def ticked_off(known: Mapping[str, Any], key: str) -> dict[str, Any]:
    """What is learned when a person has pasted the message."""
    return {"to_paste": [each for each in known.get("to_paste", ()) if each != key] or None}


def unread(port_out: PortOut, who: str) -> str:
    """What is added to the task of AWS Support, where no API reads what it answers."""
    case = port_out.facts.get("display_id")
    if who != SUPPORT or port_out.facts.get("case_id") or not case:
        return ""
    return (
        f"; nothing reads case {case} for you: look at it in the AWS Support Center, and send what "
        "AWS Support says there as the support.* signal that it is"
    )


def with_texts(who: str, what: str) -> tuple[str, str]:
    """Who acts next and how, where texts wait too: AWS can't act on what it has not read."""
    return OPERATOR, f"{what}; also {_TASK}" if who == OPERATOR else _TASK
