"""Takes a proven message in: checks it, claims its id, stores what it says, once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from port_out.api.carrier_news import agreed, content, described, news, order_on_record, signal_ids
from port_out.api.inbound import facts_of, refuse_strangers
from port_out.carriers import adapter_of, speaks_standard
from port_out.carriers.message import About, Heard, LookUp, Request, Said
from port_out.carriers.words import without_pins, wrote
from port_out.domain.errors import BadInput, PortOutNotFound
from port_out.domain.port_out import PortOut
from port_out.domain.signals import Signal, SignalType
from port_out.gateways.carrier_keys import CarrierKeys
from port_out.gateways.carrier_orders import CarrierOrders
from port_out.observability import logger
from port_out.store.inbox import Inbox
from port_out.store.message_ids import Claim, MessageIds
from port_out.store.port_outs import PortOuts


@dataclass(frozen=True)
class Desk:
    """The collaborators of whoever takes a carrier's message."""

    carrier_keys: CarrierKeys
    carrier_orders: CarrierOrders
    port_outs: PortOuts
    inbox: Inbox
    message_ids: MessageIds


@dataclass(frozen=True)
class Message:
    """What was heard in which request, and the port-out that it is about."""

    heard: Heard
    request: Request
    port_out: PortOut

    @property
    def carrier(self) -> str:
        """The channel that it came through."""
        return self.port_out.order.carrier_channel

    @property
    def about(self) -> About:
        """The port-out, as adapters know it."""
        return About(self.port_out.id, self.port_out.order.country)


def take(message: Message, desk: Desk) -> tuple[str, bool]:
    """The id of the message's first signal, and whether anything was new.

    A message that was cut off is taken up where it ended. PortOutNotFound where another port-out
    has had it; BadInput where what it says can't be true.
    """
    heard = message.heard
    kept = desk.inbox.signals(message.port_out.id)
    said = [_statement(one, message, kept, desk.port_outs) for one in heard.said]
    ids = signal_ids(message.carrier, heard.message_id, len(said) + bool(heard.look_up))
    mine = Claim(message.port_out.id, content(heard), message.request.at)
    first = desk.message_ids.claim(message.carrier, heard.message_id, mine)
    if first.port_out_id != mine.port_out_id:
        raise PortOutNotFound("another port-out has had this message")
    if first.said_sha256 != mine.said_sha256:
        logger.warning("a message id came again with another content")
        return ids[0], False
    new = [id_ for id_ in ids if id_ not in {signal.id for signal in kept}]
    if heard.look_up and ids[-1] in new:
        said.append(_looked_up(heard.look_up, message, kept, desk))
    found = dict(zip(ids, said, strict=False))
    stored = [_keep(found[id_], id_, message, first, desk.inbox) for id_ in new if id_ in found]
    return ids[0], any(stored)


def _keep(said: Said, id_: str, message: Message, first: Claim, inbox: Inbox) -> bool:
    """The text before its signal: whoever reads the signal finds it."""
    what = news(said, id_, message.heard.key_id, message.port_out, at=first.at)
    if what.text:
        inbox.keep_communication(message.port_out.id, what.text)
    raw = without_pins(message.request.body.decode(errors="replace"))
    return inbox.keep(replace(what.signal, received_at=message.request.at, raw=raw))


def _statement(said: Said, message: Message, kept: Sequence[Signal], port_outs: PortOuts) -> Said:
    """The statement with checked facts; where a carrier's own form fails, a person judges it."""
    one = agreed(said, message.heard.order, message.port_out, kept)
    try:
        return _checked(one, message.port_out, port_outs)
    except BadInput as error:
        if speaks_standard(message.carrier):
            raise
        wrong = ", ".join(f"{p.field} {p.detail}" for p in error.problems)
        text = f"{message.carrier} says {described(one)}. It can't be used as it is: {wrong}."
        return wrote(text, suggests=one.type)


def _checked(said: Said, port_out: PortOut, port_outs: PortOuts) -> Said:
    if said.type is SignalType.CARRIER_WROTE:
        return said
    facts = facts_of(said.type, said.facts, within="data")
    refuse_strangers(facts, port_outs, port_out.id, within="data")
    return Said(said.type, facts)


def _looked_up(look_up: LookUp, message: Message, kept: Sequence[Signal], desk: Desk) -> Said:
    """What the carrier's order says of what its event leaves out, if the order is ours."""
    if message.heard.order != order_on_record(message.port_out, kept):
        return look_up.otherwise
    keys = desk.carrier_keys.keys(message.carrier)
    api_key = next(
        (key.values.get("api_key", "") for key in keys if key.id == message.heard.key_id), ""
    )
    order = desk.carrier_orders.order(message.carrier, look_up.order_id, api_key)
    for said in adapter_of(message.carrier).of_order(order, message.about) if order else ():
        if said.type == look_up.otherwise.facts.get("suggests"):
            try:
                return _checked(said, message.port_out, desk.port_outs)
            except BadInput:
                return look_up.otherwise
    return look_up.otherwise
