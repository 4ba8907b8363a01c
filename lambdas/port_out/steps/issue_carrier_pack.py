"""Issue Carrier Pack: sees once more that nothing changed, then prints a version of the pack."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from port_out import wiring
from port_out.carrier_pack import CarrierPack
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.port_out import advance, result, result_of
from port_out.observability import count, step
from port_out.proof import Proof
from port_out.store.moves import Moves
from port_out.store.number_rows import in_order

STATE = State.ISSUE_CARRIER_PACK


@step
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return issue_carrier_pack(
        event["port_out_id"],
        port_outs=wiring.moves(),
        proof=wiring.proof(),
        carrier_pack=CarrierPack(
            files=wiring.files(),
            documents=wiring.documents(),
            paper=wiring.paper(),
            uses=wiring.number_uses(),
            secrets=wiring.secrets(),
        ),
        now=wiring.now,
    )


def issue_carrier_pack(
    port_out_id: str,
    *,
    port_outs: Moves,
    proof: Proof,
    carrier_pack: CarrierPack,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    """Issued; or differs, where a number has gone or the bill changed since the evidence."""
    port_out = port_outs.get(port_out_id)
    if (done := result_of(port_out, STATE)) is not None:
        return done
    shown = proof.look(port_out, in_order(port_outs.numbers(port_out_id)), now())
    if shown.stops(port_out):
        outcome, facts, learned = Outcome.DIFFERS, shown.on_record(), {}
        port_outs.reject(port_out_id, shown.problems)
    else:
        pack = carrier_pack.issue(port_out, shown, proof.write(port_out, shown))
        outcome, learned = Outcome.ISSUED, {"pack": pack, "pack_version": pack["version"]}
        facts = {name: pack[name] for name in ("version", "document", "sha256", "loa")}
    after, line = advance(
        port_out,
        outcome,
        at=now(),
        by="Connect Port-Out",
        because=STATE,
        facts=facts,
        learned=shown.learned(port_out) | learned,
    )
    port_outs.record(port_out, after, line)
    count("CarrierPackIssued" if outcome is Outcome.ISSUED else "EvidenceDiffers")
    return result(after)
