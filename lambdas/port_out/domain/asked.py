"""One request: an order and the numbers that it is for."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from port_out.domain.clock import after_business_days, day_at, is_business_day
from port_out.domain.errors import BadInput, Problem
from port_out.domain.numbers import Kind
from port_out.domain.order import Order
from port_out.domain.record import canonical

_SIMPLE, _NOT_SIMPLE = 1, 4
"""47 CFR 52.35; a port of several numbers is not simple. Elsewhere no rule is shorter."""
_TOLL_FREE = 2
"""Somos: what the controlling RespOrg has for its answer."""


@dataclass(frozen=True)
class Asked:
    """One order and the numbers that it is for."""

    order: Order
    numbers: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """The same for the same request, however its JSON was written."""
        content = {"order": asdict(self.order), "numbers": sorted(self.numbers)}
        return hashlib.sha256(canonical(content)).hexdigest()

    def as_data(self) -> dict[str, Any]:
        """What `from_data` reads."""
        return {"order": asdict(self.order), "numbers": list(self.numbers)}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Asked":
        """The request that `as_data` wrote."""
        return cls(Order.from_data(data["order"]), tuple(data["numbers"]))


def day_of(text: str | None) -> date | None:
    """A target date as a day; BadInput for what is no day of the calendar."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        mend = "write it as 2026-12-15"
        raise BadInput([Problem("target_date", "is no day of the calendar", mend)]) from None


def refuse_target(order: Order, now: datetime) -> None:
    """BadInput when the target date is no business day where the numbers are, or too early."""
    day = day_of(order.target_date)
    if day is None:
        return
    days = least_days(order)
    earliest = day_at(after_business_days(now, days, order.country), order.country)
    mend = f"give {earliest} or a later business day, or leave it out"
    if day < day_at(now, order.country):
        raise BadInput([Problem("target_date", "is in the past", mend)])
    if day < earliest:
        least = "1 business day" if days == 1 else f"{days} business days"
        raise BadInput(
            [Problem("target_date", f"is too early: a port takes {least} or more", mend)]
        )
    if not is_business_day(day, order.country):
        raise BadInput([Problem("target_date", f"is no business day in {order.country}", mend)])


def least_days(order: Order) -> int:
    """The business days that a port takes at the least; docs/process.md has the sources."""
    if order.kind == Kind.TOLL_FREE:
        return _TOLL_FREE
    is_simple = order.number_count == 1
    return _SIMPLE if is_simple or order.country != "US" else _NOT_SIMPLE
