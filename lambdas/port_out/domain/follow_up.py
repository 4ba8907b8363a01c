"""What is known of the case: its texts, that it was resolved, reopened, or followed by another."""

from collections.abc import Mapping, Sequence
from typing import Any

from port_out.domain.port_out import PortOut
from port_out.domain.support_case import LONGEST_BODY, bodies, marker, subject


def to_decide(known: Mapping[str, Any], facts: Mapping[str, Any]) -> dict[str, Any]:
    """A text waits for a decision; when it was written matters to what it asks for."""
    text, said_at = facts["communication"], facts.get("said_at")
    learned: dict[str, Any] = {"to_decide": [*known.get("to_decide", ()), text]}
    if said_at:
        learned["to_decide_at"] = known.get("to_decide_at", {}) | {text: said_at}
    return learned


def resolved(known: Mapping[str, Any], at: str) -> dict[str, Any]:
    """The case is resolved, since it was first heard of."""
    return {"case_resolved_at": known.get("case_resolved_at", at)}


def reopened(at: str) -> dict[str, Any]:
    """The case is open again."""
    return {"case_resolved_at": None, "case_left_resolved_at": None, "case_reopened_at": at}


def registered(known: Mapping[str, Any], display_id: str, at: str) -> dict[str, Any]:
    """A follow-up takes the place of a resolved case, which is remembered; else nothing."""
    is_known = display_id in (known.get("display_id"), *known.get("former_cases", ()))
    if is_known or not known.get("case_resolved_at"):
        return {}
    former = [*known.get("former_cases", ()), _name(known)]
    return reopened(at) | {"display_id": display_id, "case_id": None, "former_cases": former}


def is_needed(port_out: PortOut) -> bool:
    """True when a person has to reopen the case or to open a follow-up.

    A case that the API does not reach was not asked to reopen, so it needs the person at once.
    """
    facts = port_out.facts
    unreachable = facts.get("case_resolved_at") and not facts.get("case_id")
    return bool(facts.get("case_left_resolved_at") or unreachable) and not port_out.is_over


def follow_up_task(port_out: PortOut) -> str:
    """What the person has to do."""
    return (
        f"AWS Support resolved case {_name(port_out.facts)} though the port is not finished: "
        "reopen it in the AWS Support Center, or open a follow-up case there with the text under "
        "`manual_case` and send operator.registered_case with its display id"
    )


def follow_up_subject(port_out: PortOut) -> str:
    """The subject of the follow-up; it quotes the former case and has a marker of its own."""
    generation = len(port_out.facts.get("former_cases", ())) + 2
    own = f"[{port_out.id} follow-up {generation}]"
    plain = subject(port_out).replace(marker(port_out.id), own)
    return f"Follow-up of case {_name(port_out.facts)}: {plain}"


def follow_up_bodies(port_out: PortOut, numbers: Sequence[str], instance_alias: str) -> list[str]:
    """The text of the follow-up and its continuations, each 1 to 8,000 characters."""
    first, *rest = bodies(port_out, numbers, instance_alias)
    intro = (
        f"This continues case {_name(port_out.facts)}, which was resolved although the port is "
        "not finished. What was agreed there still stands."
    )
    joined = f"{intro}\n\n{first}"
    return [joined, *rest] if len(joined) <= LONGEST_BODY else [intro, first, *rest]


def _name(facts: Mapping[str, Any]) -> str:
    """The id that people see, or the API's where that is all that is known."""
    return str(facts.get("display_id") or facts.get("case_id") or "")
