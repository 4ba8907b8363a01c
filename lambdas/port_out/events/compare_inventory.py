"""Compare Inventory: once a day, has a number left Amazon Connect that no port-out has moved?

First the losses are passed on, then the new inventory is kept: a run that is cut off is made good
by the next one, which compares with the same day again.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from port_out import wiring
from port_out.domain.inventory import (
    Fate,
    Listing,
    Loss,
    Place,
    emptied,
    event_id,
    fate,
    left,
    numbers_lost,
)
from port_out.domain.number_history import standing
from port_out.domain.numbers import Number
from port_out.domain.port_out import PortOut
from port_out.domain.record import timestamp
from port_out.gateways.connect import Connect
from port_out.gateways.files import Files
from port_out.gateways.functions import Functions
from port_out.inventory_files import keep_inventory, read_inventory
from port_out.observability import count, step
from port_out.store.inbox import Inbox
from port_out.store.inventories import Inventories
from port_out.store.locks import NumberLocks
from port_out.store.port_locks import PortLocks
from port_out.store.port_outs import PortOuts

BY = "Connect Port-Out"
REPORTS = "inventory/left"
MOST_AT_ONCE = 1000
"""Numbers in one call: Lambda takes 256 kB for a call that nobody waits for."""


@dataclass(frozen=True)
class World:
    """The collaborators of the daily comparison."""

    port_outs: PortOuts
    inbox: Inbox
    locks: NumberLocks
    port_locks: PortLocks
    inventories: Inventories
    files: Files
    connect: Connect
    functions: Functions
    now: Callable[[], datetime]


@step
def handler(event: dict[str, Any], context: Any) -> dict[str, int]:
    return compare_inventory(
        World(
            wiring.port_outs(),
            wiring.inbox(),
            wiring.number_locks(),
            wiring.port_locks(),
            wiring.inventories(),
            wiring.files(),
            wiring.connect(),
            wiring.functions(),
            wiring.now,
        )
    )


def compare_inventory(world: World) -> dict[str, int]:
    """Every number that left unasked or too early is told; answers how many there were of what.

    A list that Amazon Connect did not give to its end is neither compared nor kept.
    """
    kept = world.inventories.last()
    listing = _listed(world)
    done: Counter[str] = Counter()
    if kept is not None:
        before = read_inventory(kept, world.files)
        if left(before, listing):
            listing = listing.also(_listed(world))
        losses = _judged(left(before, listing), world, done)
        done["told"] = _tell(before, listing, losses, world)
    is_kept = keep_inventory(kept, listing, files=world.files, inventories=world.inventories)
    done["overtaken"] = int(not is_kept)
    count("InventoryCompared")
    return {"numbers": len(listing.numbers), **+done}


def _listed(world: World) -> Listing:
    at = world.now()
    return Listing.of(world.connect.all_numbers(), at)


def _judged(gone: Mapping[str, Place], world: World, done: Counter[str]) -> list[Loss]:
    """The losses among the numbers that are gone."""
    last = world.locks.last(sorted(gone))
    # A number that ported away and came back has another id, and is that port-out's no more.
    known = world.port_outs.numbers_with((gone[n].id, id_) for n, id_ in last.items())
    ours = {n: id_ for n, id_ in last.items() if (gone[n].id, id_) in known}
    port_outs = world.port_outs.many(sorted(set(ours.values())))
    rows = {id_: _rows(port_out, world) for id_, port_out in port_outs.items()}
    protected = set(world.port_locks.protecting(sorted(gone), world.now()))
    losses = []
    for number, place in sorted(gone.items()):
        id_ = ours.get(number, "")
        became = fate(port_outs.get(id_), rows.get(id_, {}).get(number), world.now())
        done[became] += 1
        if became is not Fate.MOVED:
            losses.append(Loss(number, place, became, id_, number in protected))
    return losses


def _rows(port_out: PortOut, world: World) -> dict[str, Number]:
    return {n.number: n for n in standing(port_out, world.port_outs.numbers(port_out.id))}


def _tell(before: Listing, listing: Listing, losses: Sequence[Loss], world: World) -> int:
    """One call for each port-out that needs some of them, and one for all that none needs."""
    by_port_out = defaultdict(list)
    for loss in losses:
        by_port_out[loss.port_out_id if loss.fate is Fate.NEEDED else ""].append(loss)
    unasked = by_port_out.pop("", [])
    told = sum(_tell_port_out(before, id_, lost, world) for id_, lost in by_port_out.items())
    if unasked:
        _tell_everybody(before, emptied(before, listing, unasked), unasked, world)
    return told + len(unasked)


def _tell_port_out(before: Listing, id_: str, losses: Sequence[Loss], world: World) -> int:
    """What CloudTrail has told of since then is not told again."""
    known = numbers_lost(world.inbox.signals(id_), before.at)
    new = [loss for loss in losses if loss.number not in known]
    for start in range(0, len(new), MOST_AT_ONCE):
        told = new[start : start + MOST_AT_ONCE]
        # By Connect's ids: a call that fails lies in a queue, where no number may be read.
        which = {"port_out_id": id_, "phone_number_ids": [loss.place.id for loss in told]}
        world.functions.record_loss(_said(before, told, world) | which | {"by": BY})
    return len(new)


def _tell_everybody(
    before: Listing, instances: Collection[str], losses: Sequence[Loss], world: World
) -> None:
    """The list of them is for the bucket: no notice holds a number."""
    said = _said(before, losses, world)
    key = f"{REPORTS}/{said['since'][:10]}-{said['event']}.json"
    report = said | {"numbers": [loss.as_data() for loss in losses]}
    world.files.write(key, json.dumps(report, indent=1).encode(), "application/json")
    counts = {
        "count": len(losses),
        "protected": sum(loss.is_protected for loss in losses),
        "emptied": len(instances),
    }
    world.functions.record_loss(said | counts | {"report": world.files.address(key)})


def _said(before: Listing, losses: Sequence[Loss], world: World) -> dict[str, Any]:
    """Which event it is: the same losses since the same day are told once."""
    since, at = timestamp(before.at), timestamp(world.now())
    return {"event": event_id(before, losses), "since": since, "at": at}
