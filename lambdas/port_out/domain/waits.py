"""What each wait does with each signal: leave with an outcome, take a note, or keep it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from port_out.domain.completion import EVIDENCE, is_of_these, ported
from port_out.domain.life_cycle import DONE, NEXT, STEPS, Outcome, State
from port_out.domain.people import Person
from port_out.domain.port_date import is_agreed
from port_out.domain.port_out import PortOut
from port_out.domain.second_person import TO_APPROVE, is_one_of, makers
from port_out.domain.signals import FROM_APPROVER, NOTHING, Signal, SignalType, meaning_of
from port_out.domain.signed_loa import CHECKED, Standing

S, Out, T = State, Outcome, SignalType

_PROGRESS = {
    T.SUPPORT_GAVE_GO_AHEAD: (1, Out.GO_AHEAD),
    T.CARRIER_SUBMITTED: (2, Out.SUBMITTED),
    T.SUPPORT_APPROVED: (3, Out.APPROVED),
    T.CARRIER_CONFIRMED_DATE: (4, Out.SCHEDULED),
    T.CARRIER_CHANGED_DATE: (4, Out.SCHEDULED),
    T.CARRIER_COMPLETED: (5, Out.PORTED),
}
_STAGE = {
    S.AWAIT_CORRECTION: 2,
    S.AWAIT_SUPPORT_GO_AHEAD: 1,
    S.AWAIT_CARRIER_SUBMISSION: 2,
    S.AWAIT_APPROVAL: 3,
    S.AWAIT_PORT_DATE: 4,
    S.AWAIT_COMPLETION: 5,
}
_REFUSALS = (T.SUPPORT_REFUSED, T.CARRIER_REFUSED, T.CARRIER_CANCELLED)
_ENDINGS = {T.OPERATOR_CANCELLED: Out.CANCELLED, T.CLOCK_EXPIRED: Out.EXPIRED}
_NEW_EVIDENCE = (
    T.OPERATOR_UPLOADED_LOA, T.SUPPORT_NAMED_IDENTITY, T.CONNECT_NUMBERS_CHANGED,
    T.SUPPORT_GAVE_ACCOUNT_DETAILS,
)  # fmt: skip
"""While the carrier has yet to file, these make the pack that it was given out of date."""
_DATES = (T.CARRIER_CONFIRMED_DATE, T.CARRIER_CHANGED_DATE)
_LATE_NEWS = (*_PROGRESS, *EVIDENCE)
"""After the numbers have moved these change no state, but what is known is known."""


@dataclass(frozen=True)
class Verdict:
    """What a signal does to a wait. `outcome` None: noted where `noted`, else kept for later."""

    outcome: Outcome | None = None
    noted: bool = False


SAME_MATTER = timedelta(hours=1)
"""A correction that is older than its wait by more than this was meant for something else."""

KEEP = Verdict()
NOTE = Verdict(noted=True)


def judged(port_out: PortOut, signal: Signal, numbers: Collection[str]) -> Verdict:
    """The verdict on a stored signal; a correction kept from an earlier matter is only noted.

    So is the word of a second person who may be the first one.
    """
    if signal.type in FROM_APPROVER and _is_own_work(port_out, signal):
        return NOTE
    means, facts = meaning_of(signal)
    verdict = weigh(port_out, means, facts, numbers)
    is_old = signal.received_at < port_out.since - SAME_MATTER
    return NOTE if verdict.outcome is Out.CORRECTED and is_old else verdict


def weigh(
    port_out: PortOut, means: str, facts: Mapping[str, Any], numbers: Collection[str]
) -> Verdict:
    """The verdict on a signal at the wait where the port-out stands.

    `numbers` are those that have not been removed from the order. News of an earlier stage is
    noted and never moves a port-out back; news of a later stage moves it forward.
    """
    state = port_out.state
    if state in DONE:
        return NOTE if means in _LATE_NEWS else KEEP
    if means in (NOTHING, T.SUPPORT_WROTE) or means not in set(T):
        return NOTE
    type_ = T(means)
    if is_old_news(port_out, type_, facts):
        return NOTE
    if state is S.AWAIT_SECOND_EVIDENCE:
        return _second_witness(port_out, type_, facts, numbers)
    if type_ in _ENDINGS:
        return Verdict(_ENDINGS[type_])
    if type_ in FROM_APPROVER:
        return _second_person(port_out, type_, facts)
    if type_ is T.OPERATOR_CORRECTED:
        return Verdict(Out.CORRECTED) if state is S.AWAIT_CORRECTION else KEEP
    if type_ is T.OPERATOR_REGISTERED_CASE:
        return Verdict(Out.REGISTERED) if state is S.AWAIT_MANUAL_CASE else NOTE
    if type_ in _REFUSALS:
        return _possible(state, Out.REFUSED, otherwise=NOTE)
    if type_ is T.OPERATOR_UPLOADED_LOA and _is_known_loa(port_out, facts):
        return NOTE
    if type_ is T.SUPPORT_NAMED_IDENTITY and _waits_for_a_bill(port_out):
        return Verdict(Out.CORRECTED)
    if type_ in _NEW_EVIDENCE or (type_ is T.CLOCK_LOA_AGES and _ran_out(facts)):
        return _possible(state, Out.CHANGED, otherwise=NOTE)
    if type_ in _PROGRESS:
        return _progress(port_out, type_, facts, numbers)
    return NOTE


def _is_own_work(port_out: PortOut, signal: Signal) -> bool:
    approver = Person(signal.by, signal.by_id)
    if signal.type is T.APPROVER_DECLINED:
        return False
    return is_one_of(approver, makers(port_out.requested_by, port_out.facts))


def _second_person(port_out: PortOut, type_: SignalType, facts: Mapping[str, Any]) -> Verdict:
    """It counts for exactly what waits for it here; a word on anything else is void."""
    waits = port_out.facts.get(TO_APPROVE, {}).get("sha256")
    is_meant = port_out.state is S.AWAIT_SECOND_PERSON and waits is not None
    if not is_meant or facts.get("sha256") != waits:
        return NOTE
    return Verdict(Out.SECONDED if type_ is T.APPROVER_APPROVED else Out.CANCELLED)


def is_old_news(port_out: PortOut, means: str, facts: Mapping[str, Any]) -> bool:
    """True for what is said of an order that was refused before."""
    return means != T.CARRIER_SUBMITTED and facts.get("pon") in _former_pons(port_out)


def _second_witness(
    port_out: PortOut, type_: SignalType, facts: Mapping[str, Any], numbers: Collection[str]
) -> Verdict:
    """It is done: only a second witness, or the end of the patience, leaves this wait."""
    if type_ is T.CLOCK_EXPIRED:
        return Verdict(Out.UNVERIFIED)
    counts = type_ in EVIDENCE and is_of_these(facts, ported(port_out, numbers))
    return Verdict(Out.CONFIRMED) if counts else NOTE


def _progress(
    port_out: PortOut, type_: SignalType, facts: Mapping[str, Any], numbers: Collection[str]
) -> Verdict:
    state = port_out.state
    if state not in _STAGE or (state is S.AWAIT_CORRECTION and not port_out.has_case):
        return KEEP
    stage, outcome = _PROGRESS[type_]
    if type_ in _DATES and state is S.AWAIT_COMPLETION:
        same = is_agreed(port_out.facts, facts)
        return NOTE if same else Verdict(Out.RESCHEDULED)
    if stage < _STAGE[state]:
        return NOTE
    if type_ is T.CARRIER_COMPLETED:
        return _completion(port_out, facts, numbers)
    return _possible(state, outcome, otherwise=NOTE)


def _ran_out(facts: Mapping[str, Any]) -> bool:
    """The pack still has the LOA whose signature is too old now."""
    return facts.get("standing") == Standing.RAN_OUT


def _waits_for_a_bill(port_out: PortOut) -> bool:
    """True where the LOA and what was taken for the bill differ: another bill may end that."""
    stopped = port_out.state is S.AWAIT_CORRECTION and port_out.came_from in STEPS
    return stopped and not port_out.facts.get("ownership_problems")


def _is_known_loa(port_out: PortOut, facts: Mapping[str, Any]) -> bool:
    """The same paper with the same date said again makes no new pack."""
    known, checked = port_out.facts.get("loa", {}), facts.get(CHECKED, {})
    is_same = known.get("sha256") == checked.get("sha256")
    return bool(checked) and is_same and known["signed_on"] == facts["signed_on"]


def _former_pons(port_out: PortOut) -> Collection[str]:
    """Orders of attempts that were refused: what is said of them now is old news."""
    pons: Collection[str] = port_out.facts.get("former_pons", ())
    return pons


def _completion(port_out: PortOut, facts: Mapping[str, Any], numbers: Collection[str]) -> Verdict:
    ported = ported_so_far(port_out, facts, numbers)
    if ported >= set(numbers):
        return Verdict(Out.PORTED)
    return NOTE if facts.get("more_to_come") else Verdict(Out.PARTLY_PORTED)


def ported_so_far(
    port_out: PortOut, facts: Mapping[str, Any], numbers: Collection[str]
) -> set[str]:
    """The numbers that are ported when this completion is counted; all where it names none."""
    named = set(facts.get("numbers") or numbers)
    return (named | set(port_out.facts.get("ported_numbers", ()))) & set(numbers)


def _possible(state: State, outcome: Outcome, *, otherwise: Verdict) -> Verdict:
    return Verdict(outcome) if outcome in NEXT[state] else otherwise
