"""What uses a number inside Amazon Connect, and so stops working when the number leaves."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

_E164 = re.compile(r"\+[0-9]+")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A spreadsheet may run a cell that begins with one of these; people give flows their names."""


class UseKind(StrEnum):
    """The parts of Connect that lean on a number."""

    FLOW = "flow"
    QUEUE = "queue"
    TRAFFIC_DISTRIBUTION_GROUP = "traffic_distribution_group"


@dataclass(frozen=True)
class Use:
    """One flow that answers these numbers, queue that calls out with them, or group of them."""

    kind: UseKind
    id: str
    name: str
    numbers: tuple[str, ...]

    def as_data(self) -> dict[str, Any]:
        """The use as plain data."""
        return {
            "kind": str(self.kind),
            "id": self.id,
            "name": self.name,
            "numbers": list(self.numbers),
        }


def uses_as_data(uses: Iterable[Use]) -> list[dict[str, Any]]:
    """All uses as plain data, in order of kind, name and id."""
    return [use.as_data() for use in sorted(uses, key=lambda use: (use.kind, use.name, use.id))]


def uses_csv(uses: Iterable[Use]) -> str:
    """One row for each number and use (RFC 4180, UTF-8), sorted, every cell quoted."""
    import csv
    import io

    rows = [(number, use.kind, use.name, use.id) for use in uses for number in use.numbers]
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerow(["PhoneNumber", "Kind", "Name", "Id"])
    for row in sorted(rows):
        writer.writerow([_cell(text) for text in row])
    return out.getvalue()


def _cell(text: str) -> str:
    is_harmless = _E164.fullmatch(text) or not text.startswith(_FORMULA)
    return text if is_harmless else f"'{text}"
