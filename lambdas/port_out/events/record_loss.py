"""Record Loss: a number that a port-out still needs is gone, or numbers left that were in none.

It is invoked for nothing else, so that its invocations are what an alarm watches: they are a
metric of AWS's, and cost none of the ten of our own that are free.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from port_out import wiring
from port_out.domain.inventory import INVENTORY
from port_out.domain.inventory_notice import numbers_left
from port_out.domain.notices import number_lost
from port_out.domain.signals import Signal, SignalType
from port_out.gateways.functions import Functions
from port_out.observability import count, logger, step
from port_out.store.inbox import Inbox
from port_out.store.notices import Notices
from port_out.store.port_outs import PortOuts


@dataclass(frozen=True)
class World:
    """The collaborators of the record of a loss."""

    port_outs: PortOuts
    inbox: Inbox
    notices: Notices
    functions: Functions


@step
def handler(event: dict[str, Any], context: Any) -> None:
    record_loss(
        event, World(wiring.port_outs(), wiring.inbox(), wiring.notices(), wiring.functions())
    )


def record_loss(loss: Mapping[str, Any], world: World) -> None:
    """The loss is kept for the record, and everybody is told; the same event changes nothing more.

    The record has it once a wait hears it, the notice does not wait for that. Numbers that were in
    no port-out have no record: their notice says where the list of them lies.
    """
    if "port_out_id" not in loss:
        if world.notices.add(numbers_left(loss)):
            logger.error("numbers left", count=loss["count"])
        world.functions.notify(INVENTORY)
        return
    port_out = world.port_outs.get(loss["port_out_id"])
    at = datetime.fromisoformat(loss["at"].replace("Z", "+00:00"))
    signal = Signal(
        id=f"lost-{loss['event']}",
        port_out_id=port_out.id,
        type=SignalType.CONNECT_NUMBER_LOST,
        by=loss["by"],
        received_at=at,
        facts=_facts(loss, world),
    )
    if world.inbox.keep(signal):
        # Under a name that the log does not mask: it is Connect's id, and no number.
        logger.error("number lost", connect_id=loss.get("phone_number_id", ""))
        count("NumberLost")
    world.notices.add(number_lost(port_out, at))
    world.functions.settle(port_out.id)
    world.functions.notify(port_out.id)


def _facts(loss: Mapping[str, Any], world: World) -> dict[str, Any]:
    """CloudTrail names one number, the daily comparison many; both by their ids in Connect."""
    if "phone_number_ids" in loss:
        pairs = ((id_, loss["port_out_id"]) for id_ in loss["phone_number_ids"])
        numbers = sorted(world.port_outs.numbers_with(pairs).values())
        return {"numbers": numbers, "last_seen": loss["since"]}
    id_ = loss["phone_number_id"]
    return {"number": world.port_outs.with_id(id_).get(loss["port_out_id"], "")} | {
        "phone_number_id": id_
    }
