"""The exact-match report as answers of the API show it: as data and as text."""

from typing import Any

from port_out.domain.billing import Bill
from port_out.domain.exact_match import compare
from port_out.domain.order import Identity, Order
from port_out.domain.printable import unprintable


def exact_match(identity: Identity, bill: Bill | None) -> dict[str, Any] | None:
    """The LOA against the bill, field by field; None where there is nothing to compare with."""
    if bill is None:
        return None
    report = compare(identity, bill)
    return report.as_data() | {"text": report.as_text()}


def unprintable_in(order: Order) -> tuple[str, ...]:
    """The characters that keep LOA and letter from being printed; their text is given instead."""
    names = (order.winning_carrier, order.contact_name, order.contact_phone, order.contact_email)
    return unprintable([*order.identity.as_data().values(), *names])
