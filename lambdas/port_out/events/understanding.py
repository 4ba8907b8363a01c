"""What AWS Support wrote, as far as it is certain; the rest is for the operator to decide."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from port_out.domain.port_out import PortOut
from port_out.domain.reading.reader import Reading, read
from port_out.domain.signals import NOTHING, Signal, SignalType
from port_out.observability import count
from port_out.store.inbox import Inbox


def understood(port_out: PortOut, signal: Signal, numbers: Collection[str], inbox: Inbox) -> Signal:
    """The signal with what its text certainly means here; as it is where a person must judge.

    While an earlier text waits for a person, so does this one: it may take the other back.
    """
    if signal.type is not SignalType.SUPPORT_WROTE or port_out.facts.get("to_decide"):
        return signal
    id_ = signal.facts["communication"]
    text = next((s.text for s in inbox.communications(port_out.id) if s.id == id_), None)
    if text is None:
        return signal
    order = port_out.order
    reading = read(
        text,
        port_out.state,
        language=order.contact_language,
        names=(order.winning_carrier,),
        numbers=numbers,
    )
    if reading.needs_a_person:
        count("SupportTextForPerson")
        return signal
    count("SupportTextUnderstood")
    return replace(signal, facts=dict(signal.facts) | _means(reading))


def _means(reading: Reading) -> dict[str, Any]:
    """The meaning, its facts, and by which rules, for the record."""
    rules = [rule for rule, _ in reading.because]
    return {"means": str(reading.meaning or NOTHING), "rules": rules} | dict(reading.facts)
