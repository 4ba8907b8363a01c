"""Assemble Evidence: whose bill, does the LOA match it exactly, and what proves the numbers."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from port_out import wiring
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.port_out import PortOut, advance, result, result_of
from port_out.domain.uses import uses_csv
from port_out.gateways.connect import Connect
from port_out.observability import count, step
from port_out.paper import Paper
from port_out.proof import Proof, Shown
from port_out.store.port_outs import PortOuts, in_order
from port_out.store.uses import NumberUses

STATE = State.ASSEMBLE_EVIDENCE


@step
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return assemble_evidence(
        event["port_out_id"],
        port_outs=wiring.port_outs(),
        connect=wiring.connect(),
        proof=wiring.proof(),
        uses=wiring.number_uses(),
        paper=wiring.paper(),
        now=wiring.now,
    )


def assemble_evidence(
    port_out_id: str,
    *,
    port_outs: PortOuts,
    connect: Connect,
    proof: Proof,
    uses: NumberUses,
    paper: Paper,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    """Ready when the LOA is what the bill shows, or a person has answered for the difference."""
    port_out = port_outs.get(port_out_id)
    if (done := result_of(port_out, STATE)) is not None:
        return done
    shown = proof.look(port_out, in_order(port_outs.numbers(port_out_id)), now())
    if not shown.problems:
        proof.write(port_out, shown)
        _keep_uses(port_out, shown, connect, uses, paper)
    port_outs.reject(port_out_id, shown.problems)
    stops = shown.stops(port_out)
    after, line = advance(
        port_out,
        Outcome.DIFFERS if stops else Outcome.READY,
        at=now(),
        by="Connect Port-Out",
        because=STATE,
        facts=shown.on_record(),
        learned=shown.learned(port_out),
    )
    port_outs.record(port_out, after, line)
    count("EvidenceDiffers" if stops else "EvidenceReady")
    return result(after)


def _keep_uses(
    port_out: PortOut, shown: Shown, connect: Connect, uses: NumberUses, paper: Paper
) -> None:
    """Which flows, queues and groups use the numbers: to be mended before they leave."""
    found = connect.uses(shown.inventory)
    uses.keep(port_out.id, found)
    if found is not None:
        paper.write(port_out, "before-you-leave.csv", uses_csv(found).encode())
