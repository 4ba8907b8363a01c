"""What a stored signal does here, once it is asked whether it takes a second person."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Any

from port_out.domain.people import Person, may_be_one
from port_out.domain.port_out import PortOut
from port_out.domain.proposals import (
    PROPOSED,
    Proposal,
    content_of,
    proposal_of,
    proposed,
    takes_two,
    void,
)
from port_out.domain.record import timestamp
from port_out.domain.second_person import TwoPersons
from port_out.domain.signals import Signal, SignalType
from port_out.domain.waits import NOTE, Verdict, judged

T = SignalType
_ENDS_IT = frozenset({T.APPROVER_DECLINED, T.OPERATOR_WITHDREW, T.CLOCK_PROPOSAL_EXPIRED})
"""What takes a proposal away that it names."""


@dataclass(frozen=True)
class Use:
    """How a signal is used: `acts` is what counts here, of an approval what it approves.

    `proposal` is what it only proposes, `before` the proposal that was known until now.
    """

    signal: Signal
    acts: Signal
    verdict: Verdict
    proposal: Proposal | None = None
    before: Proposal | None = None

    @property
    def learned(self) -> dict[str, Any]:
        """What becomes of the proposals that are known."""
        if self.proposal is not None:
            return {PROPOSED: self.proposal.as_data()}
        named = self.before is not None and self.signal.facts.get("sha256") == self.before.sha256
        is_answered = self.is_approval or (named and self.signal.type in _ENDS_IT)
        return {PROPOSED: None} if is_answered else {}

    @property
    def is_approval(self) -> bool:
        """True where a second person lets a proposal act."""
        return self.acts is not self.signal

    @property
    def on_record(self) -> dict[str, Any]:
        """What its line of the record says beside the signal's own facts."""
        if self.proposal is not None:
            here = {"proposed": str(self.proposal.what), "sha256": self.proposal.sha256}
            replaces = {"replaces": self.before.sha256} if self.before else {}
            return here | {"until": timestamp(self.proposal.until)} | replaces
        if not self.is_approval:
            return {}
        said = {"sha256": self.signal.facts["sha256"], "approved_for": self.signal.facts["reason"]}
        return said | {"proposal": self.acts.id, "proposed_by": self.acts.by}


def used_as(
    port_out: PortOut,
    signal: Signal,
    numbers: Collection[str],
    known: Iterable[Signal],
    rule: TwoPersons,
) -> Use:
    """The use of this signal at the wait where the port-out stands; `known` are all its signals."""
    before = proposal_of(port_out)
    acts = _acting(port_out, signal, before, known)
    verdict = judged(port_out, acts, numbers)
    what = takes_two(port_out, signal) if rule.is_on and verdict.outcome else None
    if what is not None:
        return Use(signal, signal, NOTE, proposed(port_out, signal, what), before)
    return Use(signal, acts, verdict, None, before)


def approved_override(learned: dict[str, Any], use: Use) -> dict[str, Any]:
    """What is learned of a correction, with who has approved its override."""
    if not (use.is_approval and learned.get("override")):
        return learned
    return learned | {"override": learned["override"] | {"approved_by": use.signal.by}}


def _acting(
    port_out: PortOut, signal: Signal, proposal: Proposal | None, known: Iterable[Signal]
) -> Signal:
    """The signal that this one approves, said when it was approved; itself where it approves none.

    The proposal is read anew from what was stored and held against what the approver has seen.
    """
    if signal.type is not T.APPROVER_APPROVED or proposal is None:
        return signal
    is_meant = signal.facts.get("sha256") == proposal.sha256
    is_own = may_be_one(proposal.by, Person(signal.by, signal.by_id))
    if not is_meant or is_own or void(port_out, proposal, signal.received_at):
        return signal
    found = next((said for said in known if said.id == proposal.signal), None)
    if found is None or _is_other(found, proposal):
        return signal
    return replace(found, received_at=signal.received_at)


def _is_other(found: Signal, proposal: Proposal) -> bool:
    return content_of(found, proposal.what, proposal.situation) != proposal.sha256
