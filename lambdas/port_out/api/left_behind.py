"""The request that a partly completed port-out leaves prepared for the numbers that stayed."""

from collections.abc import Iterable
from typing import Any

from port_out.domain.numbers import Number, NumberOutcome
from port_out.domain.order import Order
from port_out.domain.port_out import PortOut


def follow_up_request(port_out: PortOut, numbers: Iterable[Number]) -> dict[str, Any] | None:
    """The body for POST /port-outs and its Idempotency-Key; None where no number stayed behind.

    Only once the port-out is over: until then its numbers are in no other.
    """
    left = [n.number for n in numbers if n.outcome is NumberOutcome.LEFT_BEHIND]
    if not left or not port_out.is_over:
        return None
    key = f"follow-up-of-{port_out.id}"
    return {"idempotency_key": key, "body": _body(port_out, left)}


def _body(port_out: PortOut, numbers: list[str]) -> dict[str, Any]:
    order = port_out.order
    return {
        "instance_arn": order.instance_arn,
        "numbers": numbers,
        "country": order.country,
        "kind": order.kind,
        "winning_carrier": _given(
            name=order.winning_carrier,
            channel=order.carrier_channel,
            loa_days=order.loa_days,
            resp_org=order.resp_org,
        ),
        "identity": order.identity.as_data(),
        "reference": f"follow-up of {port_out.id}",
        "contact": _contact(order),
    }


def _contact(order: Order) -> dict[str, Any]:
    return _given(
        language=order.contact_language,
        cc=list(order.contact_cc),
        name=order.contact_name,
        phone=order.contact_phone,
        email=order.contact_email,
    )


def _given(**fields: Any) -> dict[str, Any]:
    """Only what was given: the rest has the same default again."""
    return {name: value for name, value in fields.items() if value}
