"""Assemble Evidence: whose bill, does the LOA match it exactly, and what proves the numbers."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from port_out import settings, wiring
from port_out.domain.errors import NoInvoiceProfile
from port_out.domain.evidence import Bill, differences, number_list, ownership_statement
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.numbers import InstanceArn
from port_out.domain.port_out import PortOut, advance, result, result_of
from port_out.gateways.billing import Billing
from port_out.gateways.connect import Connect
from port_out.observability import count, step
from port_out.paper import Paper
from port_out.store.port_outs import PortOuts, in_order

STATE = State.ASSEMBLE_EVIDENCE


@step
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return assemble_evidence(
        event["port_out_id"],
        port_outs=wiring.port_outs(),
        connect=wiring.connect(),
        billing=wiring.billing(),
        paper=wiring.paper(),
        account=settings.account_id(),
        now=wiring.now,
    )


def assemble_evidence(
    port_out_id: str,
    *,
    port_outs: PortOuts,
    connect: Connect,
    billing: Billing,
    paper: Paper,
    account: str,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    """Ready when the LOA is what the bill shows, or a person has answered for the difference."""
    port_out = port_outs.get(port_out_id)
    if (done := result_of(port_out, STATE)) is not None:
        return done
    inventory = connect.inventory(InstanceArn.parse(port_out.order.instance_arn))
    held = [n for n in in_order(port_outs.numbers(port_out_id)) if n in inventory.numbers]
    statement = ownership_statement(port_out, held, inventory, account)
    text = json.dumps(statement, indent=2, ensure_ascii=False)
    paper.write(port_out, "ownership.json", text, "application/json")
    paper.write(port_out, "numbers.csv", number_list(held, inventory), "text/csv")
    bill = _bill(billing)
    differs = [d.as_data() for d in differences(port_out.order.identity, bill)] if bill else []
    stops = bool(differs) and not _overridden(port_out)
    after, line = advance(
        port_out,
        Outcome.DIFFERS if stops else Outcome.READY,
        at=now(),
        by="Connect Port-Out",
        because=STATE,
        facts={
            "bill": bill.source if bill else "not readable: compare the LOA by hand",
            "differences": [d["field"] for d in differs],
        },
        learned={
            "differences": differs or None,
            "bill": bill.source if bill else "not readable",
            "instance_alias": inventory.instance.alias,
        },
    )
    port_outs.record(port_out, after, line)
    count("EvidenceDiffers" if stops else "EvidenceReady")
    return result(after)


def _bill(billing: Billing) -> Bill | None:
    try:
        return billing.bill()
    except NoInvoiceProfile:
        return None


def _overridden(port_out: PortOut) -> bool:
    """True when a person has answered for exactly this identity."""
    override = port_out.facts.get("override")
    return override is not None and override["identity"] == port_out.order.identity.as_data()
