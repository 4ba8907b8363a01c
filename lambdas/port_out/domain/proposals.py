"""Proposals: what one person wants and a second one must approve before it does anything.

A proposal lies beside the wait that it is for. Approved, its signal does there what it would have
done by itself; the stay in the wait, the dates and the evidence must still be those it was made in.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from port_out.domain.people import Person
from port_out.domain.port_date import dates
from port_out.domain.port_out import PortOut
from port_out.domain.record import canonical, timestamp
from port_out.domain.signals import CLOCK, Signal, SignalType

T = SignalType
PROPOSED = "proposed"
"""Under which name a port-out knows what was proposed last, until it is answered or replaced."""


class What(StrEnum):
    """What takes a second person when it is said."""

    CANCEL = "cancel"
    OVERRIDE = "override"


TITLES = {
    What.CANCEL: "cancel the port though its date is near",
    What.OVERRIDE: "go on though the LOA is not what the bill shows",
}


@dataclass(frozen=True)
class Proposal:
    """One proposal; `sha256` is of exactly what is proposed, by whom, and in which situation."""

    what: What
    signal: str
    by: Person
    at: datetime
    until: datetime
    sha256: str
    situation: Mapping[str, str]

    def as_data(self) -> dict[str, Any]:
        """What `proposal_of` reads."""
        times = {"at": timestamp(self.at), "until": timestamp(self.until)}
        known = {"what": str(self.what), "by": self.by.as_data(), "situation": dict(self.situation)}
        return known | times | {"signal": self.signal, "sha256": self.sha256}


def proposal_of(port_out: PortOut) -> Proposal | None:
    """What was proposed last, also where it can't be approved any more; None once answered."""
    known = port_out.facts.get(PROPOSED)
    if known is None:
        return None
    times = {name: datetime.fromisoformat(known[name]) for name in ("at", "until")}
    return Proposal(**{**known, "what": What(known["what"]), "by": Person(**known["by"]), **times})


def open_proposal(port_out: PortOut) -> Proposal | None:
    """What waits for a second person here; only the clock may still speak against it."""
    proposal = proposal_of(port_out)
    return proposal if proposal and not changed_since(port_out, proposal) else None


def takes_two(port_out: PortOut, signal: Signal) -> What | None:
    """What it is, if this signal takes a second person here; None where one is enough."""
    from port_out.domain.bill_said import contradicts_bill
    from port_out.domain.notice import doubt_about_cancel

    if signal.type is T.OPERATOR_CANCELLED and doubt_about_cancel(port_out, signal.received_at):
        return What.CANCEL
    if signal.type is not T.OPERATOR_CORRECTED:
        return None
    facts = signal.facts
    overrides = facts.get("override_reason") or contradicts_bill(port_out.facts, facts)
    return What.OVERRIDE if overrides else None


def proposed(port_out: PortOut, signal: Signal, what: What) -> Proposal:
    """The signal as a proposal: good for seven days, of a cancel until the next agreed date."""
    from port_out.domain.second_person import ANSWER_WITHIN

    ends = [signal.received_at + ANSWER_WITHIN]
    if what is What.CANCEL:
        ends += [date for date in dates(port_out.facts) if date > signal.received_at]
    situation = _situation(port_out, what)
    return Proposal(
        what=what,
        signal=signal.id,
        by=Person(signal.by, signal.by_id),
        at=signal.received_at,
        until=min(ends),
        sha256=content_of(signal, what, situation),
        situation=situation,
    )


def content_of(signal: Signal, what: What, situation: Mapping[str, str]) -> str:
    """The SHA-256 of exactly this: another word, person or situation is another proposal."""
    by = Person(signal.by, signal.by_id).as_data()
    said = {"signal": signal.id, "type": str(signal.type), "facts": dict(signal.facts), "by": by}
    return _hash(said | {"of": signal.port_out_id, "what": str(what), "in": dict(situation)})


def changed_since(port_out: PortOut, proposal: Proposal) -> list[str]:
    """What is no longer as it was when this was proposed, in words."""
    now = _situation(port_out, proposal.what)
    return [name for name, value in now.items() if proposal.situation.get(name) != value]


def void(port_out: PortOut, proposal: Proposal, at: datetime) -> str:
    """Why an approval that is said then counts for nothing, in words; "" where it counts."""
    if changed := changed_since(port_out, proposal):
        return f"since it was proposed this has changed: {', '.join(changed)}"
    ends = proposal.until.astimezone(UTC)
    return f"it could be approved until {ends:%Y-%m-%d, %H:%M} UTC" if at > ends else ""


def expiry_signal(port_out: PortOut, as_of: datetime, received_at: datetime) -> Signal | None:
    """The signal of a proposal that nobody has approved in time; it comes once."""
    proposal = open_proposal(port_out)
    if proposal is None or as_of <= proposal.until:
        return None
    return Signal(
        id=f"clock-{port_out.entered_version}-proposal-{proposal.sha256[:16]}",
        port_out_id=port_out.id,
        type=T.CLOCK_PROPOSAL_EXPIRED,
        by=CLOCK,
        received_at=received_at,
        facts={
            "as_of": as_of.isoformat(),
            "entered_version": port_out.entered_version,
            "sha256": proposal.sha256,
        },
    )


def to_approve(port_out: PortOut, signals: Iterable[Signal]) -> dict[str, Any] | None:
    """What waits for a second person, as people see it; a proposal with all that it says."""
    proposal = open_proposal(port_out)
    if proposal is None:
        from port_out.domain.second_person import TO_APPROVE

        known: dict[str, Any] | None = port_out.facts.get(TO_APPROVE)
        return known
    said = next((s.facts for s in signals if s.id == proposal.signal), {})
    return {
        "what": str(proposal.what),
        "sha256": proposal.sha256,
        "numbers": port_out.order.number_count,
        "proposed_by": proposal.by.arn,
        "proposed_at": timestamp(proposal.at),
        "until": timestamp(proposal.until),
        "facts": dict(said),
    }


def _situation(port_out: PortOut, what: What) -> dict[str, str]:
    """What the second person looks at: where one piece of it changes, somebody must look again."""
    facts = port_out.facts
    stay = {"where the port-out stands": f"{port_out.state}, since {port_out.entered_version}"}
    if what is What.CANCEL:
        agreed = [timestamp(date) for date in dates(facts)]
        moved = sorted(facts.get("ported_numbers", ()))
        return {
            "the agreed date": _hash(agreed),
            "the numbers that have moved": _hash(moved),
        } | stay
    bill = {name: facts.get(name) for name in ("bill_sha256", "named", "expected")}
    return {"the order": _hash(asdict(port_out.order)), "the bill": _hash(bill)} | stay


def _hash(data: Any) -> str:
    return hashlib.sha256(canonical({"": data})).hexdigest()
