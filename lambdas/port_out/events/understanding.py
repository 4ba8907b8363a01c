"""What AWS Support wrote, as far as it is certain; the rest is for the operator to decide.

The rules of reading are much to import, and are imported when there is a text to read.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from port_out.domain.communications import UNCLEAR
from port_out.domain.follow_up import of_support
from port_out.domain.port_out import PortOut
from port_out.domain.signals import NOTHING, Signal, SignalType
from port_out.observability import count
from port_out.store.inbox import Inbox

if TYPE_CHECKING:
    from port_out.domain.reading.reader import Reading


def understood(port_out: PortOut, signal: Signal, numbers: Collection[str], inbox: Inbox) -> Signal:
    """The signal with what its text certainly means here; as it is where a person must judge.

    While an earlier text of AWS waits for a person, so does this one: it may take the other back.
    What may not be AWS's at all is always for a person.
    """
    if signal.type is not SignalType.SUPPORT_WROTE or of_support(port_out.facts):
        return signal
    id_ = signal.facts["communication"]
    said = next((s for s in inbox.communications(port_out.id) if s.id == id_), None)
    if said is None or signal.facts.get("signed") == UNCLEAR:
        return signal
    from port_out.domain.reading.reader import read

    order = port_out.order
    reading = read(
        said.text,
        port_out.state,
        hidden=said.hidden,
        language=order.contact_language,
        names=(order.winning_carrier,),
        numbers=numbers,
    )
    means = _meaning(reading)
    if means is None:
        count("SupportTextForPerson")
        return signal
    count("SupportTextUnderstood")
    return replace(signal, facts=dict(signal.facts) | _facts(means, reading))


def _meaning(reading: Reading) -> str | None:
    """The meaning; None where a person must judge."""
    from port_out.domain.reading.rules import Kind

    if reading.is_certain and reading.kind in (Kind.ACCOUNT_NUMBER, Kind.PIN) and _gives(reading):
        return SignalType.SUPPORT_GAVE_ACCOUNT_DETAILS
    return None if reading.needs_a_person else str(reading.meaning or NOTHING)


def _facts(means: str, reading: Reading) -> dict[str, Any]:
    """The meaning, its facts, and by which rules, for the record."""
    rules = [rule for rule, _ in reading.because]
    gives = {"gives": _gives(reading)} if _gives(reading) else {}
    return {"means": str(means), "rules": rules} | gives | dict(reading.facts)


def _gives(reading: Reading) -> list[str]:
    """What AWS gives for the winning carrier; a link is for the operator."""
    from port_out.domain.account_details import KINDS

    return [kind.value for kind in KINDS if kind in reading.given]
