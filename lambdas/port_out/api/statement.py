"""What an operator says, as a signal, and what it does where the port-out stands."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from port_out.api.call import Call
from port_out.api.inbound import facts_of
from port_out.api.shapes import shaped
from port_out.domain.errors import BadInput, Problem
from port_out.domain.life_cycle import WAITS, State
from port_out.domain.port_out import PortOut
from port_out.domain.proposals import takes_two
from port_out.domain.second_person import TwoPersons
from port_out.domain.signals import Signal, SignalType

LONGEST = 128_000
T = SignalType

_FITS = {
    T.OPERATOR_CORRECTED: State.AWAIT_CORRECTION,
    T.OPERATOR_REGISTERED_CASE: State.AWAIT_MANUAL_CASE,
}
_TOO_LATE = State.AWAIT_SECOND_EVIDENCE
"""The wait in which nothing can be cancelled any more."""
PROPOSAL = (
    "kept as a proposal: it does nothing until a second person has approved it (port-out approve)"
)


def signal_of(call: Call, port_out_id: str, now: datetime) -> Signal:
    """The statement as a signal; BadInput with one problem for each field that can't be used."""
    body = shaped("signal", call.json(LONGEST))
    type_ = SignalType(body["type"])
    facts = facts_of(type_, body.get("facts", {}), within="facts")
    return Signal(
        id=_id(body, type_),
        port_out_id=port_out_id,
        type=type_,
        by=call.by,
        received_at=now,
        facts=facts | _witness(body, type_, now),
        raw=json.dumps(body),
        by_id=call.by_id,
    )


def effect(port_out: PortOut, signal: Signal, stored: bool, rule: TwoPersons) -> str:
    """In words: what becomes of the signal."""
    if not stored:
        return "known: it came before and changes nothing more"
    if port_out.is_over:
        return "kept: the port-out has ended, and the text is ticked off"
    if port_out.state not in WAITS:
        return "kept: it is used when the step under way has ended"
    follows = signal.type is T.OPERATOR_REGISTERED_CASE and port_out.facts.get("case_resolved_at")
    fits = port_out.state if follows else _FITS.get(signal.type, port_out.state)
    if fits is not port_out.state:
        return "kept: nothing waits for it now"
    if rule.is_on and takes_two(port_out, signal) and port_out.state is not _TOO_LATE:
        return PROPOSAL
    return "kept and looked at"


def _id(body: Mapping[str, Any], type_: SignalType) -> str:
    """Made of the client's own id, so that a repetition is known; else random."""
    if "id" not in body:
        return f"op-{uuid.uuid4().hex}"
    return "op-" + hashlib.sha256(f"{type_}\n{body['id']}".encode()).hexdigest()[:32]


def _witness(body: Mapping[str, Any], type_: SignalType, now: datetime) -> dict[str, str]:
    """Who said it and when, where the operator speaks for somebody else."""
    given = {name: body[name] for name in ("said_by", "said_at") if name in body}
    if given and type_.startswith("operator."):
        mend = "leave it out: it is for what the carrier or AWS Support said"
        raise BadInput([Problem(name, f"does not go with {type_}", mend) for name in given])
    if "said_at" in given and not _is_past(given["said_at"], now):
        mend = "write 2026-12-15T10:00:00-08:00, with offset, and no time to come"
        raise BadInput([Problem("said_at", "is no time in the past", mend)])
    return given


def _is_past(text: str, now: datetime) -> bool:
    try:
        said_at = datetime.fromisoformat(text)
    except ValueError:
        return False
    return said_at.tzinfo is not None and said_at <= now
