"""POST /port-outs/plan: reads a list of numbers as JSON or as CSV, and answers with the plan."""

import csv
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from port_out.api.call import Call
from port_out.api.routing import answer
from port_out.api.shapes import shaped
from port_out.domain.errors import BadInput, Problem
from port_out.domain.plain_json import bad_body
from port_out.domain.plan import Listed, Part, Place, Plan, plan
from port_out.gateways.connect import Connect
from port_out.store.locks import NumberLocks
from port_out.store.port_locks import PortLocks

CSV = "text/csv"
LONGEST = 2_000_000
MOST_NUMBERS = 10_000
_SEPARATORS = ",;\t|"
_HEADINGS = frozenset({"phonenumber", "phonenumbers", "phone", "number", "numbers", "e164"})


def plan_port_outs(
    call: Call,
    *,
    number_locks: NumberLocks,
    port_locks: PortLocks,
    connect: Connect,
    place: Place,
    at: datetime,
) -> Response[str]:
    """The port-outs that the numbers must be split into; nothing is stored."""
    call.only()
    listed, more = _from_csv(call) if call.media_type == CSV else _from_json(call)
    found = planned(listed, number_locks, port_locks, connect, place, at)
    return answer(
        200,
        {
            "port_outs": [_part(part) | more for part in found.parts],
            "problems": [dict(vars(problem)) for problem in found.problems],
        },
    )


def planned(
    listed: Sequence[Listed],
    number_locks: NumberLocks,
    port_locks: PortLocks,
    connect: Connect,
    place: Place,
    at: datetime,
) -> Plan:
    """The plan by what Connect lists: its calls grow by one a thousand numbers of the account."""
    held = {number.number: number for number in connect.all_numbers()}
    numbers = sorted({e.number for e in listed if e.number in held})
    protected = frozenset(port_locks.protecting(numbers, at))
    return plan(listed, held, number_locks.holders(numbers), place, protected)


def _part(part: Part) -> dict[str, Any]:
    return dict(vars(part)) | {"numbers": list(part.numbers)}


def _from_json(call: Call) -> tuple[list[Listed], dict[str, Any]]:
    body = shaped("plan", call.json(LONGEST))
    listed = [Listed(number, f"numbers[{i}]") for i, number in enumerate(body.pop("numbers"))]
    return listed, body


def _from_csv(call: Call) -> tuple[list[Listed], dict[str, Any]]:
    rows = _rows(call.text(LONGEST).removeprefix("\ufeff"))
    if not rows:
        raise bad_body("has no row", "send a header row and one number a row")
    column, first = _column(rows[0])
    listed = [
        Listed(_cell(row, column), f"row {index}")
        for index, row in enumerate(rows[first:], start=first + 1)
        if any(cell.strip() for cell in row)
    ]
    if not 1 <= len(listed) <= MOST_NUMBERS:
        mend = f"send 1 to {MOST_NUMBERS} numbers, one a row"
        raise BadInput([Problem("body", f"has {len(listed)} numbers", mend)])
    return listed, {}


def _rows(text: str) -> list[list[str]]:
    heading = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=heading.count)
    try:
        return list(csv.reader(text.splitlines(), delimiter=separator))
    except csv.Error:
        raise bad_body("is no CSV", "save it as CSV (RFC 4180) in UTF-8") from None


def _column(heading: Sequence[str]) -> tuple[int, int]:
    """Which column has the numbers, and where they begin: a heading may be missing."""
    plain = [re.sub(r"[^a-z0-9]", "", cell.lower()) for cell in heading]
    named = [index for index, name in enumerate(plain) if name in _HEADINGS]
    if named:
        return named[0], 1
    starts = [i for i, cell in enumerate(heading) if cell.strip().startswith("+")]
    return (starts[0], 0) if starts else (0, 1)


def _cell(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""
