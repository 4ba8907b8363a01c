"""What a proven carrier says of a port-out, as signals: certain, or for the operator to decide."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from port_out.carriers.message import Heard, Said
from port_out.carriers.words import shortened, wrote
from port_out.domain.communications import CARRIER_TEXT, Communication
from port_out.domain.port_out import PortOut
from port_out.domain.reading.hiding import hidden
from port_out.domain.record import timestamp
from port_out.domain.signals import Signal, SignalType, meaning_of

T = SignalType
LONGEST_TEXT = 4000


@dataclass(frozen=True)
class News:
    """One statement as it is stored: a signal, and the text that it speaks of."""

    signal: Signal
    text: Communication | None = None


def agreed(said: Said, order: str, port_out: PortOut, signals: Iterable[Signal]) -> Said:
    """The statement, if the carrier's order is the one on record; else for the operator.

    The first order that was filed goes on record. What is said of an order that was refused is
    old news, and the wait knows it by its number.
    """
    if not order or said.type is T.CARRIER_WROTE:
        return said
    known = order_on_record(port_out, signals)
    is_first = said.type is T.CARRIER_SUBMITTED and known is None
    is_former = order in port_out.facts.get("former_pons", ())
    if is_first or order == known or (is_former and said.type is not T.CARRIER_SUBMITTED):
        return replace(said, facts={**said.facts, "pon": order})
    record = f"the order on record is {known}" if known else "no order is on record"
    carrier = port_out.order.carrier_channel
    return wrote(
        f"{carrier} says {described(said)} of order {order}, but {record}.", suggests=said.type
    )


def order_on_record(port_out: PortOut, signals: Iterable[Signal]) -> str | None:
    """The carrier's order number, also where the signal that brought it is yet to be used."""
    if pon := port_out.facts.get("pon"):
        return str(pon)
    for signal in signals:
        means, facts = meaning_of(signal)
        if means == T.CARRIER_SUBMITTED and not signal.used_in and facts.get("pon"):
            return str(facts["pon"])
    return None


def described(said: Said) -> str:
    """A statement in one line."""
    facts = ", ".join(f"{n}: {v}" for n, v in sorted(said.facts.items()) if n != "pon")
    return f"{said.type} ({facts})" if facts else str(said.type)


def news(said: Said, id_: str, key_id: str, port_out: PortOut, *, at: datetime) -> News:
    """The statement as it is stored; the record names the key that proved it."""
    by, key = f"carrier:{port_out.order.carrier_channel}", {"key": key_id}
    if said.type is not T.CARRIER_WROTE:
        return News(Signal(id_, port_out.id, said.type, by, at, {**said.facts, **key}))
    # Nobody may read a PIN here, and what is hidden is stored nowhere else.
    text = shortened(hidden(str(said.facts["text"])).text, LONGEST_TEXT)
    words = Communication(f"{CARRIER_TEXT}{id_.removeprefix('wh-')}", by, at, text)
    facts = {"communication": words.id, "said_at": timestamp(at), **key}
    if suggests := said.facts.get("suggests"):
        facts["suggests"] = suggests
    return News(Signal(id_, port_out.id, T.CARRIER_WROTE, by, at, facts), words)


def signal_ids(carrier: str, message_id: str, how_many: int) -> list[str]:
    """The ids of a message's signals; the same message has the same."""
    text = f"{carrier}\n{message_id}".encode(errors="backslashreplace")
    first = f"wh-{hashlib.sha256(text).hexdigest()[:32]}"
    return [first, *(f"{first}-{n}" for n in range(2, how_many + 1))]


def content(heard: Heard) -> str:
    """The hash of what a message says, by which a repetition is told from a message in disguise."""
    said: list[tuple[str, Mapping[str, Any]]] = [(one.type, one.facts) for one in _all(heard)]
    order_id = heard.look_up.order_id if heard.look_up else ""
    text = json.dumps([said, heard.order, order_id], sort_keys=True, default=str)
    return hashlib.sha256(text.encode(errors="backslashreplace")).hexdigest()


def _all(heard: Heard) -> Sequence[Said]:
    return [*heard.said, *([heard.look_up.otherwise] if heard.look_up else [])]
