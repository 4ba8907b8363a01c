"""GET /port-outs/{id}/communications: what was said on the Support case, without its secrets."""

from collections.abc import Iterable
from typing import Any

from port_out.domain.communications import Communication
from port_out.domain.reading.given import shown
from port_out.domain.record import timestamp


def said_as_data(said: Communication) -> dict[str, Any]:
    """One text as people may read it: a word stands for each secret."""
    return {
        "communication": said.id,
        "by": said.by,
        "at": timestamp(said.at),
        "text": shown(said.text),
        "hidden": list(dict.fromkeys(said.hidden)),
        "attachments": list(said.attachments),
    }


def conversation(port_out_id: str, said: Iterable[Communication]) -> dict[str, Any]:
    """The whole conversation in the order in which it was held."""
    return {"port_out_id": port_out_id, "communications": [said_as_data(one) for one in said]}
