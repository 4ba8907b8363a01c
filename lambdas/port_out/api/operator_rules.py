"""What an operator's statement must fulfil beyond its form, given the port-out as it is."""

from collections.abc import Callable, Collection

from port_out.api.inbound import refuse_strangers
from port_out.api.ordering import blanks
from port_out.api.problems import Refused
from port_out.api.shapes import changes
from port_out.domain.dated import DATED
from port_out.domain.errors import BadInput, PortOutOver, Problem
from port_out.domain.notice import doubt_about_cancel, doubt_about_date
from port_out.domain.port_out import PortOut
from port_out.domain.proposals import open_proposal
from port_out.domain.reading.given import SecretKind
from port_out.domain.reading.hiding import hidden
from port_out.domain.signals import Signal, SignalType
from port_out.domain.support_case import fenced_lines
from port_out.store.inbox import Inbox
from port_out.store.outbox import Outbox
from port_out.store.port_outs import PortOuts

T = SignalType

_IDENTITIES = ("identity", "bill_identity", "expected")
"""The facts of any signal, also of a decision, that name fields of an identity."""


def check(
    port_out: PortOut, signal: Signal, *, port_outs: PortOuts, inbox: Inbox, outbox: Outbox
) -> None:
    """BadInput or Refused, where the statement can't be true or has to be confirmed."""
    # What was pasted onto the case can be ticked off after the end too: it moves nothing.
    if port_out.is_over and signal.type is not T.OPERATOR_POSTED:
        raise PortOutOver(port_out.id)
    refuse_strangers(signal.facts, port_outs, port_out.id, within="facts")
    _identities(signal)
    rules: dict[SignalType, Callable[[], None]] = {
        T.OPERATOR_CANCELLED: lambda: _once_more(
            signal, doubt_about_cancel(port_out, signal.received_at)
        ),
        **dict.fromkeys(DATED, lambda: _date(port_out, signal)),
        T.OPERATOR_DECIDED: lambda: _decision(port_out, signal, inbox),
        T.OPERATOR_ANSWERED: lambda: _answered(signal),
        T.OPERATOR_POSTED: lambda: _posted(signal, outbox),
        T.OPERATOR_WITHDREW: lambda: _withdrawn(port_out, signal),
    }
    if rule := rules.get(signal.type):
        rule()


def _identities(signal: Signal) -> None:
    """What the LOA or the bill is said to show has the form that a request has."""
    problems: dict[str, Problem] = {}
    for name in _IDENTITIES:
        identity, field = signal.facts.get(name, {}), f"facts.{name}"
        found = [*blanks(identity, field), *changes("request", "identity", identity, field)]
        problems |= {problem.field: problem for problem in found}
    if problems:
        raise BadInput(list(problems.values()))


def _date(port_out: PortOut, signal: Signal) -> None:
    """The operator speaks for the carrier here; what the carrier says itself is taken."""
    _once_more(signal, doubt_about_date(port_out, signal.facts, signal.received_at))


def _once_more(signal: Signal, doubt: tuple[str, str] | None) -> None:
    """What may go wrong takes a second word."""
    if doubt is not None and not signal.facts.get("confirm"):
        detail, mend = doubt
        raise Refused("confirm-needed", detail, [Problem("facts.confirm", "is not true", mend)])


def _decision(port_out: PortOut, signal: Signal, inbox: Inbox) -> None:
    communication = signal.facts["communication"]
    said = next((s for s in inbox.communications(port_out.id) if s.id == communication), None)
    if communication in port_out.facts.get("to_decide", ()):
        _gives(signal, said.hidden if said else ())
        return
    if said is not None:
        raise Refused("not-now", "this communication is not, or no longer, to be decided")
    mend = "name one of `to_decide` of GET /port-outs/{id}"
    raise BadInput([Problem("facts.communication", "is not on the case", mend)])


def _gives(signal: Signal, found: Collection[str]) -> None:
    """Only what was found in the text is kept for the pack."""
    mend = (
        "name only what `hidden` of this text lists; anything else is kept by hand (docs/api.md) "
        "and told with support.gave_account_details, without a communication"
    )
    missing = [kind for kind in signal.facts.get("gives", ()) if kind not in found]
    if missing:
        raise BadInput([Problem("facts.gives", f"{missing[0]} is not in the text", mend)])


def _answered(signal: Signal) -> None:
    """What is left of the text once it is cleaned is what AWS Support reads."""
    if not any(fenced_lines(signal.facts["text"])):
        mend = "write what AWS Support is to read"
        raise BadInput([Problem("facts.text", "has no visible character", mend)])
    # Everybody who reads the case would read it there.
    if SecretKind.PIN in hidden(signal.facts["text"]).kinds:
        mend = (
            "leave the PIN out, and keep other numbers out of the sentence that speaks of it: what "
            "AWS Support gave goes into the carrier pack by itself; tell the carrier, not the case"
        )
        raise BadInput([Problem("facts.text", "holds a PIN", mend)])


def _withdrawn(port_out: PortOut, signal: Signal) -> None:
    """Only what waits for a second person's approval can be taken back."""
    proposal = open_proposal(port_out)
    if proposal is None or proposal.sha256 != signal.facts["sha256"]:
        detail = "no such proposal waits: it was answered, taken back, replaced, or has lapsed"
        mend = "name the sha256 of `to_approve` of GET /port-outs/{id}, where it is a proposal"
        raise Refused("not-now", detail, [Problem("facts.sha256", "is of no proposal", mend)])


def _posted(signal: Signal, outbox: Outbox) -> None:
    """Only what waits to be posted can be ticked off."""
    if all(key != signal.facts["message"] for key, _ in outbox.pending(signal.port_out_id)):
        mend = "name one of `to_paste` of GET /port-outs/{id}"
        raise BadInput([Problem("facts.message", "does not wait to be posted", mend)])
