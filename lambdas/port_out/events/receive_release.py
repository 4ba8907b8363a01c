"""Receive Release: CloudTrail says that somebody released a number in Amazon Connect."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from port_out import wiring
from port_out.gateways.functions import Functions
from port_out.observability import count, step
from port_out.store.port_outs import PortOuts

LEFT_OUT = "somebody whom CloudTrail does not name"


@step
def handler(event: dict[str, Any], context: Any) -> None:
    receive_release(event["detail"], port_outs=wiring.port_outs(), functions=wiring.functions())


def receive_release(
    detail: Mapping[str, Any], *, port_outs: PortOuts, functions: Functions
) -> None:
    """Every release of a number that a port-out still needs is passed on; others are counted.

    A call that AWS refused released nothing.
    """
    if detail.get("errorCode"):
        return
    id_ = phone_number_id(detail)
    needing = [
        port_out_id
        for port_out_id, number in port_outs.with_id(id_).items()
        if port_outs.needs(port_out_id, number)
    ]
    for port_out_id in needing:
        functions.record_loss(
            {
                "port_out_id": port_out_id,
                "phone_number_id": id_,
                "event": str(detail["eventID"]),
                "at": str(detail["eventTime"]),
                "by": str(detail.get("userIdentity", {}).get("arn") or LEFT_OUT),
            }
        )
    if not needing:
        count("ReleaseNotOurs")


def phone_number_id(detail: Mapping[str, Any]) -> str:
    """The id of the released number, given as an id or an ARN, and as CloudTrail spells names."""
    given = {name.lower(): value for name, value in (detail["requestParameters"] or {}).items()}
    return unquote(str(given.get("phonenumberid", ""))).rsplit("/", 1)[-1]
