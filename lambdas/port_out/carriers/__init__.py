"""How carriers sign and word their messages: one file a carrier, and one line here."""

from importlib import import_module
from typing import Any

ADAPTERS = {
    "standard": "port_out.carriers.standard",
    "telnyx": "port_out.carriers.telnyx",
    "bandwidth": "port_out.carriers.bandwidth",
    "twilio": "port_out.carriers.twilio",
    "sinch": "port_out.carriers.sinch",
}
"""Channel -> module with `hear`; a call loads the one that it needs."""


def adapter_of(channel: str) -> Any:
    """The module that hears this channel; one without a file of its own speaks the standard."""
    return import_module(ADAPTERS.get(channel, ADAPTERS["standard"]))


def speaks_standard(channel: str) -> bool:
    """True where the form of the messages is ours, so that a mistake in it is the sender's."""
    return ADAPTERS.get(channel, ADAPTERS["standard"]) == ADAPTERS["standard"]
