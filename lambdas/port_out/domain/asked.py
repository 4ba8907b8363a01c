"""One request: an order and the numbers that it is for."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from port_out.domain.clock import zone
from port_out.domain.errors import BadInput, Problem
from port_out.domain.order import Order
from port_out.domain.record import canonical


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


def refuse_past(order: Order, now: datetime) -> None:
    """BadInput when the target date is over where the numbers are."""
    day = day_of(order.target_date)
    if day is not None and day < now.astimezone(zone(order.country)).date():
        mend = "give a day to come, or leave it out"
        raise BadInput([Problem("target_date", "is in the past", mend)])
