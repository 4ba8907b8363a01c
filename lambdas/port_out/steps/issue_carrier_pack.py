"""Issue Carrier Pack: what the winning carrier asks for, one version per attempt."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from port_out import wiring
from port_out.domain.evidence import loa_text
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.port_out import advance, result, result_of
from port_out.observability import count, step
from port_out.paper import Paper
from port_out.store.port_outs import PortOuts, in_order

STATE = State.ISSUE_CARRIER_PACK


@step
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return issue_carrier_pack(
        event["port_out_id"],
        port_outs=wiring.port_outs(),
        paper=wiring.paper(),
        now=wiring.now,
    )


def issue_carrier_pack(
    port_out_id: str, *, port_outs: PortOuts, paper: Paper, now: Callable[[], datetime]
) -> dict[str, Any]:
    """Issued: LOA draft, ownership statement and number list, with a manifest of their hashes."""
    port_out = port_outs.get(port_out_id)
    if (done := result_of(port_out, STATE)) is not None:
        return done
    numbers = in_order(port_outs.numbers(port_out_id))
    paper.write(port_out, "loa-draft.txt", loa_text(port_out, numbers), "text/plain; charset=utf-8")
    contents = {d.name: d.sha256 for d in paper.of_attempt(port_out) if d.sha256}
    manifest = {
        "port_out_id": port_out_id,
        "version": port_out.attempt,
        "winning_carrier": port_out.order.winning_carrier,
        "numbers": len(numbers),
        "documents_sha256": contents,
    }
    paper.write(port_out, "pack.json", json.dumps(manifest, indent=2), "application/json")
    after, line = advance(
        port_out,
        Outcome.ISSUED,
        at=now(),
        by="Connect Port-Out",
        because=STATE,
        facts={"version": port_out.attempt, "documents_sha256": contents},
        learned={"pack_version": port_out.attempt},
    )
    port_outs.record(port_out, after, line)
    count("CarrierPackIssued")
    return result(after)
