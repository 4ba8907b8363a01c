"""Assemble Evidence: whose bill, does the LOA match it exactly, and what proves the numbers."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from port_out import wiring
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.port_out import PortOut, advance, result, result_of
from port_out.domain.second_person import (
    SECONDED,
    TO_APPROVE,
    TwoPersons,
    content_of,
    is_seconded,
    waits_for,
)
from port_out.domain.uses import uses_csv
from port_out.gateways.connect import Connect
from port_out.observability import count, step
from port_out.paper import Paper
from port_out.proof import Proof, Shown
from port_out.store.moves import Moves
from port_out.store.number_rows import in_order
from port_out.store.uses import NumberUses

STATE = State.ASSEMBLE_EVIDENCE
NOT_HERE = TwoPersons(is_on=False, above=0)


@step
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return assemble_evidence(
        event["port_out_id"],
        port_outs=wiring.moves(),
        connect=wiring.connect(),
        proof=wiring.proof(),
        uses=wiring.number_uses(),
        paper=wiring.paper(),
        # Executions that began on a definition without the wait end on it.
        two_persons=wiring.two_persons() if event.get("may_hold") else NOT_HERE,
        now=wiring.now,
    )


def assemble_evidence(
    port_out_id: str,
    *,
    port_outs: Moves,
    connect: Connect,
    proof: Proof,
    uses: NumberUses,
    paper: Paper,
    two_persons: TwoPersons,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    """Ready when the LOA is what the bill shows, or a person has answered for the difference.

    A large order is held for a second person, who has yet to approve exactly this one.
    """
    port_out = port_outs.get(port_out_id)
    if (done := result_of(port_out, STATE)) is not None:
        return done
    numbers = in_order(port_outs.numbers(port_out_id))
    shown = proof.look(port_out, numbers, now())
    if not shown.problems:
        proof.write(port_out, shown)
        _keep_uses(port_out, shown, connect, uses, paper)
    port_outs.reject(port_out_id, shown.problems)
    stops = shown.stops(port_out)
    approval = _approval(port_out, content_of(port_out.order, numbers), two_persons)
    ready = Outcome.HELD if approval.get(TO_APPROVE) else Outcome.READY
    after, line = advance(
        port_out,
        Outcome.DIFFERS if stops else ready,
        at=now(),
        by="Connect Port-Out",
        because=STATE,
        facts=shown.on_record(),
        learned=shown.learned(port_out) | ({} if stops else approval),
    )
    port_outs.record(port_out, after, line)
    count("EvidenceDiffers" if stops else "EvidenceReady")
    return result(after)


def _approval(port_out: PortOut, content: str, two_persons: TwoPersons) -> dict[str, Any]:
    """What waits for a second person; an approval of anything else than this content is void."""
    if not two_persons.wants(port_out.order):
        return {}
    if is_seconded(port_out.facts, content):
        return {TO_APPROVE: None}
    return {TO_APPROVE: waits_for(content, port_out.order), SECONDED: None}


def _keep_uses(
    port_out: PortOut, shown: Shown, connect: Connect, uses: NumberUses, paper: Paper
) -> None:
    """Which flows, queues and groups use the numbers: to be mended before they leave."""
    found = connect.uses(shown.inventory)
    uses.keep(port_out.id, found)
    if found is not None:
        paper.write(port_out, "before-you-leave.csv", uses_csv(found).encode())
