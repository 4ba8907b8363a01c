"""What is known of the case: its texts, that it was resolved, reopened, or followed by another.

The case of a port-out is its first generation, the follow-up of it the second, and so on.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from port_out.domain.communications import CARRIER_TEXT
from port_out.domain.life_cycle import State
from port_out.domain.port_out import PortOut
from port_out.domain.support_case import bodies, marker, subject

_OF_THE_FOLLOW_UP = ("follow_up_by_hand", "follow_up_turn_at")
"""What is known while a follow-up is being opened."""


def to_decide(known: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """A text waits for a decision; when it was written matters to what it asks for."""
    text, said_at = facts["communication"], facts.get("said_at")
    learned: dict[str, Any] = {"to_decide": [*known.get("to_decide", ()), text]}
    if said_at:
        learned["to_decide_at"] = known.get("to_decide_at", {}) | {text: said_at}
    return learned


def of_support(known: Mapping[str, Any]) -> list[str]:
    """The texts of AWS Support that wait for a decision; the winning carrier's are apart."""
    return [text for text in known.get("to_decide", ()) if not text.startswith(CARRIER_TEXT)]


def writer(known: Mapping[str, Any]) -> str:
    """Who wrote what waits for a decision; AWS Support where both did."""
    return "AWS Support" if of_support(known) else "the winning carrier"


def resolved(known: Mapping[str, Any], at: str) -> dict[str, Any]:
    """The case is resolved, since it was first heard of."""
    return {"case_resolved_at": known.get("case_resolved_at", at)}


def reopened(at: str) -> dict[str, Any]:
    """The case is open again."""
    forgotten = ("case_resolved_at", "case_left_resolved_at", *_OF_THE_FOLLOW_UP)
    return dict.fromkeys(forgotten) | {"case_reopened_at": at}


def registered(known: Mapping[str, Any], display_id: str, at: str) -> dict[str, Any]:
    """A follow-up takes the place of a resolved case, which is remembered; else nothing."""
    is_known = display_id in (known.get("display_id"), *known.get("former_cases", ()))
    if is_known or not known.get("case_resolved_at"):
        return {}
    return _replaced(known, at) | {"display_id": display_id, "case_id": None}


def followed_up(known: Mapping[str, Any], case_id: str, display_id: str, at: str) -> dict[str, Any]:
    """What is learned of a follow-up that the program opened itself."""
    return _replaced(known, at) | {"display_id": display_id or None, "case_id": case_id}


def _replaced(known: Mapping[str, Any], at: str) -> dict[str, Any]:
    """The former case is remembered, and by its id of the API where that is known."""
    ids = [*known.get("former_case_ids", ()), *filter(None, [known.get("case_id")])]
    former = [*known.get("former_cases", ()), _name(known)]
    return reopened(at) | {"former_cases": former, "former_case_ids": ids or None}


def generation(port_out: PortOut) -> int:
    """Which of its cases a port-out has now."""
    return len(port_out.facts.get("former_cases", ())) + 1


def case_ids(port_out: PortOut) -> list[str]:
    """The ids of the API of all its cases: those that were followed, then the present one."""
    facts = port_out.facts
    return [*facts.get("former_case_ids", ()), *filter(None, [facts.get("case_id")])]


def is_needed(port_out: PortOut) -> bool:
    """True when the case has to be followed by another, unless a person reopens it.

    A case that the API does not reach was not asked to reopen, so it needs the person at once.
    """
    facts = port_out.facts
    unreachable = facts.get("case_resolved_at") and not facts.get("case_id")
    is_left = bool(facts.get("case_left_resolved_at") or unreachable)
    has_moved = port_out.is_over or port_out.state is State.AWAIT_SECOND_EVIDENCE
    return is_left and not has_moved


def is_for_program(port_out: PortOut) -> bool:
    """True when the program opens the follow-up itself: the API reaches the case that it has."""
    facts = port_out.facts
    by_api = facts.get("case_left_resolved_at") and facts.get("case_id")
    return is_needed(port_out) and bool(by_api) and not facts.get("follow_up_by_hand")


def is_for_operator(port_out: PortOut) -> bool:
    """True when a person has to reopen the case, or to open a follow-up."""
    return is_needed(port_out) and not is_for_program(port_out)


def follow_up_task(port_out: PortOut) -> str:
    """What the person has to do."""
    look = ""
    if port_out.facts.get("follow_up_by_hand"):
        mark = case_marker(port_out.id, generation(port_out) + 1)
        look = f", after a look whether a case with {mark} in its subject is there already,"
    return (
        f"AWS Support resolved case {_name(port_out.facts)} though the port is not finished: "
        f"reopen it in the AWS Support Center, or{look} open a follow-up case there with the text "
        "under `manual_case` and send operator.registered_case with its display id"
    )


def program_task(port_out: PortOut) -> str:
    """What the program does, and when where it had to wait for its turn."""
    what = (
        f"opens a follow-up of case {_name(port_out.facts)}, which AWS Support resolved though "
        "the port is not finished"
    )
    turn_at = port_out.facts.get("follow_up_turn_at")
    if turn_at is None:
        return f"{what}; it tries each hour"
    at = datetime.fromisoformat(turn_at).astimezone(UTC)
    return f"{what}, within an hour after its turn at {at:%H:%M} UTC on {at:%Y-%m-%d}"


def case_marker(port_out_id: str, generation: int) -> str:
    """The text by which a case of this generation is found again, and no other."""
    first = marker(port_out_id)
    return first if generation == 1 else f"{first[:-1]} follow-up {generation}]"


def case_subject(port_out: PortOut, generation: int) -> str:
    """The subject of a case of this generation, with its marker."""
    return subject(port_out) if generation == 1 else follow_up_subject(port_out)


def follow_up_subject(port_out: PortOut) -> str:
    """The subject of the follow-up; it quotes the former case and has a marker of its own."""
    own = case_marker(port_out.id, generation(port_out) + 1)
    plain = subject(port_out).replace(marker(port_out.id), own)
    return f"Follow-up of case {_name(port_out.facts)}: {plain}"


def follow_up_bodies(port_out: PortOut, numbers: Sequence[str], instance_alias: str) -> list[str]:
    """The text of the follow-up and its continuations, each 1 to 8,000 characters."""
    intro = (
        f"This continues case {_name(port_out.facts)}, which was resolved although the port is "
        "not finished. What was agreed there still stands."
    )
    return bodies(port_out, numbers, instance_alias, intro=intro)


def _name(facts: Mapping[str, Any]) -> str:
    """The id that people see, or the API's where that is all that is known."""
    return str(facts.get("display_id") or facts.get("case_id") or "")
