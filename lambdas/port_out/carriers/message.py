"""What an adapter is given, and what it makes of it: no AWS, no clock, no network."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from port_out.domain.signals import SignalType


@dataclass(frozen=True)
class Request:
    """A request as the carrier sent it: header names in lower case, `body` byte for byte.

    `url` is the one that the carrier called, with its query; `at` is when the request came.
    """

    url: str
    headers: Mapping[str, str]
    body: bytes
    at: datetime


@dataclass(frozen=True)
class Key:
    """A key of one carrier; with `port_out_id` it proves messages about that port-out only."""

    id: str
    values: Mapping[str, str] = field(repr=False)
    port_out_id: str = ""


@dataclass(frozen=True)
class About:
    """The port-out that the URL names; `country` is empty where there is none."""

    port_out_id: str
    country: str = ""


@dataclass(frozen=True)
class Said:
    """One statement: facts as domain/facts.py wants them.

    `carrier.wrote` with a `text`, and a type that it `suggests`, where a person must judge.
    """

    type: SignalType
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class LookUp:
    """What the event leaves out stands in this order at the carrier.

    `otherwise` is what counts where it can't be read; it suggests the type that is looked for.
    """

    order_id: str
    otherwise: Said


@dataclass(frozen=True)
class Heard:
    """A proven message. The same `message_id` again is the same message, whenever it comes.

    `order` is the carrier's number for its order, where the message names one.
    """

    message_id: str
    key_id: str
    said: Sequence[Said] = ()
    order: str = ""
    look_up: LookUp | None = None


Adapter = Callable[[Request, Sequence[Key], About], Heard]
"""Raises SenderNotProven; of a proven sender BadInput where the message can't be read."""
