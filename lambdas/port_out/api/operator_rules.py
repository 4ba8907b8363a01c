"""What an operator's statement must fulfil beyond its form, given the port-out as it is."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from port_out.api.inbound import refuse_strangers
from port_out.api.ordering import blanks
from port_out.api.problems import Refused
from port_out.api.shapes import changes
from port_out.domain.clock import CHANGE_NOTICE, business_days_until
from port_out.domain.errors import BadInput, PortOutOver, Problem
from port_out.domain.port_out import PortOut
from port_out.domain.signals import Signal, SignalType
from port_out.gateways.files import Files
from port_out.store.documents import Documents
from port_out.store.inbox import Inbox
from port_out.store.port_outs import PortOuts

T = SignalType
_FIRST_TO_SEE_A_DAY = timedelta(hours=14)
"""UTC+14: a day that has not begun there has begun nowhere."""


def check(
    port_out: PortOut,
    signal: Signal,
    *,
    port_outs: PortOuts,
    inbox: Inbox,
    documents: Documents,
    files: Files,
) -> None:
    """BadInput or Refused, where the statement can't be true or has to be confirmed."""
    if port_out.is_over:
        raise PortOutOver(port_out.id)
    refuse_strangers(signal.facts, port_outs, port_out.id, within="facts")
    rules: dict[SignalType, Callable[[], None]] = {
        T.OPERATOR_CORRECTED: lambda: _correction(signal),
        T.OPERATOR_CANCELLED: lambda: _cancel(port_out, signal),
        T.OPERATOR_DECIDED: lambda: _decision(port_out, signal, inbox),
        T.OPERATOR_UPLOADED_LOA: lambda: _loa(port_out, signal, documents, files),
    }
    if rule := rules.get(signal.type):
        rule()


def _correction(signal: Signal) -> None:
    """What a corrected LOA will say has the form that a requested one has."""
    identity = signal.facts.get("identity", {})
    problems = changes("request", "identity", identity, "facts.identity")
    problems += blanks(identity, "facts.identity")
    if problems:
        raise BadInput(problems)


def _cancel(port_out: PortOut, signal: Signal) -> None:
    """Near the agreed date a cancel may come too late, so it takes a second word."""
    agreed = port_out.facts.get("port_date")
    if not agreed or signal.facts.get("confirm"):
        return
    country = port_out.order.country
    days = business_days_until(datetime.fromisoformat(agreed), signal.received_at, country)
    if days < CHANGE_NOTICE:
        detail = (
            f"the port is agreed for {agreed}, {days} business days from now; AWS asks for "
            f"{CHANGE_NOTICE} and may not be able to stop it"
        )
        mend = "call the winning carrier, then send it again with confirm true"
        raise Refused("confirm-needed", detail, [Problem("facts.confirm", "is not true", mend)])


def _decision(port_out: PortOut, signal: Signal, inbox: Inbox) -> None:
    communication = signal.facts["communication"]
    if communication in port_out.facts.get("to_decide", ()):
        return
    if any(said.id == communication for said in inbox.communications(port_out.id)):
        raise Refused("not-now", "this communication is not, or no longer, to be decided")
    mend = "name one of `to_decide` of GET /port-outs/{id}"
    raise BadInput([Problem("facts.communication", "is not on the case", mend)])


def _loa(port_out: PortOut, signal: Signal, documents: Documents, files: Files) -> None:
    problems = []
    document = documents.get(port_out.id, signal.facts["document"])
    if document is None or not document.key.startswith(f"{port_out.id}/uploads/"):
        mend = "ask for an upload with POST /port-outs/{id}/documents first"
        problems.append(Problem("facts.document", "is no document of yours", mend))
    elif not files.exists(document.key):
        mend = "PUT it to the URL that was given, or ask for a new one"
        problems.append(Problem("facts.document", "has not been uploaded yet", mend))
    today = (signal.received_at + _FIRST_TO_SEE_A_DAY).date()
    if date.fromisoformat(signal.facts["signed_on"]) > today:
        mend = "give the day on which it was signed"
        problems.append(Problem("facts.signed_on", "is in the future", mend))
    if problems:
        raise BadInput(problems)
