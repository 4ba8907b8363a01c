"""Forged and repeated messages of any scheme, through the real handler with fakes behind it.

A scheme is one way to sign: `Scheme.sign` makes a good message, and `forgeries` spoils it in
every way that the scheme must notice.
"""

import base64
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from port_out.api import receive_carrier_update
from port_out.domain.life_cycle import State
from port_out.domain.port_out import PortOut
from tests.api.builders import NOON, NUMBERS, ORDER, a_port_out
from tests.fakes import (
    FakeCarrierKeys,
    FakeCarrierOrders,
    FakeFunctions,
    FakeInbox,
    FakeMessageIds,
    FakePortOuts,
)

OURS, OTHER = "po-" + "a" * 26, "po-" + "c" * 26
HOST, STAGE = "api.example.com", "/v1"


@dataclass(frozen=True)
class Sent:
    """A message on the wire. `query` is part of the URL that was called."""

    carrier: str
    port_out_id: str
    headers: dict[str, str]
    body: bytes
    query: dict[str, str] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The route, without the stage."""
        return f"/carriers/{self.carrier}/port-outs/{self.port_out_id}"

    @property
    def event(self) -> dict[str, Any]:
        """The event of API Gateway."""
        return {
            "httpMethod": "POST",
            "path": self.path,
            "resource": self.path,
            "headers": self.headers,
            "queryStringParameters": self.query or None,
            "requestContext": {
                "requestId": "r-1",
                "domainName": HOST,
                "path": STAGE + self.path,
            },
            "body": base64.b64encode(self.body).decode(),
            "isBase64Encoded": True,
        }


@dataclass(frozen=True)
class Scheme:
    """How a carrier signs. `proofs` are the headers that carry the proof.

    `on_file(secrets, port_out_id)` is the parameter with these keys, bound to a port-out where one
    is named; `sign(secret, number, at)` is a good message about OURS, each number another one.
    `is_timed` where a time is signed, `covers_body` where the proof is over the body too and no
    password beside it.
    """

    carrier: str
    secrets: tuple[str, str]
    on_file: Callable[[tuple[str, ...], str], str]
    sign: Callable[[str, int, datetime], Sent]
    proofs: tuple[str, ...]
    is_timed: bool = True
    covers_body: bool = True


@dataclass
class Door:
    """The carriers' route with everything behind it in memory."""

    keys: FakeCarrierKeys
    port_outs: FakePortOuts
    inbox: FakeInbox = field(default_factory=FakeInbox)
    orders: FakeCarrierOrders = field(default_factory=FakeCarrierOrders)
    message_ids: FakeMessageIds = field(default_factory=FakeMessageIds)
    functions: FakeFunctions = field(default_factory=FakeFunctions)
    now: datetime = NOON

    def send(self, sent: Sent) -> tuple[int, dict[str, Any]]:
        """The status and the body of the answer."""
        answer = receive_carrier_update.respond(
            sent.event,
            None,
            carrier_keys=self.keys,
            carrier_orders=self.orders,
            port_outs=self.port_outs,
            inbox=self.inbox,
            message_ids=self.message_ids,
            functions=self.functions,
            now=lambda: self.now,
        )
        return answer["statusCode"], json.loads(answer["body"])

    @property
    def holds(self) -> int:
        """How much the door has let in: signals and texts."""
        return len(self.inbox.rows) + len(self.inbox.said)


def a_door(
    scheme: Scheme,
    *,
    bound: bool = False,
    state: State = State.AWAIT_CARRIER_SUBMISSION,
    **facts: Any,
) -> Door:
    """A door with this scheme's key on file, and two port-outs of its carrier behind it.

    "somebody" is a carrier with the same key, "somebody-else" one with another key.
    """
    ours, others = ((secret,) for secret in scheme.secrets)
    keys = {
        scheme.carrier: scheme.on_file(ours, OURS if bound else ""),
        "somebody": scheme.on_file(ours, ""),
        "somebody-else": scheme.on_file(others, ""),
    }
    port_outs = FakePortOuts(*_port_outs(scheme, state, facts), numbers=NUMBERS)
    return Door(FakeCarrierKeys(keys), port_outs)


def _port_outs(scheme: Scheme, state: State, facts: dict[str, Any]) -> Iterator[PortOut]:
    order = replace(ORDER, carrier_channel=scheme.carrier)
    for id_ in (OURS, OTHER):
        yield replace(a_port_out(state, id=id_), order=order, facts=facts)


def forgeries(scheme: Scheme, good: Sent, number: int, chance: random.Random) -> Iterator[Sent]:
    """The good message spoilt: its body, each header of the proof, key, carrier, port-out, time.

    Send them to a door whose key is bound: not every scheme signs the port-out.
    """
    for _ in range(4 if scheme.covers_body else 0):
        yield replace(good, body=spoilt(good.body, chance))
    for name in scheme.proofs:
        rest = {n: v for n, v in good.headers.items() if n != name}
        yield replace(good, headers=rest)
        yield replace(good, headers=rest | {name: ""})
        for _ in range(3):
            yield replace(good, headers=rest | {name: _spoilt_text(good.headers[name], chance)})
    yield scheme.sign(scheme.secrets[1], number, NOON)
    yield replace(good, carrier="nobody")
    yield replace(good, carrier="somebody")
    yield replace(good, carrier="somebody-else")
    yield replace(good, port_out_id=OTHER)
    if scheme.is_timed:
        for minutes in (-6, 6, -60 * 24, 60 * 24):
            yield scheme.sign(scheme.secrets[0], number, NOON + timedelta(minutes=minutes))


def spoilt(body: bytes, chance: random.Random) -> bytes:
    """The body with one byte changed, added or taken away."""
    at = chance.randrange(len(body))
    other = bytes([chance.choice([b for b in range(256) if b != body[at]])])
    return chance.choice(
        [
            body[:at] + other + body[at + 1 :],
            body[:at] + other + body[at:],
            body[:at] + body[at + 1 :],
        ]
    )


def _spoilt_text(text: str, chance: random.Random) -> str:
    """The same for the text of a header: it stays one that a header may hold."""
    at = chance.randrange(len(text))
    other = chance.choice([c for c in map(chr, range(33, 127)) if c != text[at]])
    return chance.choice(
        [
            text[:at] + other + text[at + 1 :],
            text[:at] + other + text[at:],
            text[:at] + text[at + 1 :],
        ]
    )
