"""What DynamoDB charges on demand for a call: units by the size of rows, their indexes included."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

from infra.tables import INDEXES, WHOLE_ROWS

Row = Mapping[str, Any]
READ_BYTES, WRITE_BYTES = 4096, 1024
NUMBER_BYTES = 21
"""The most that a number takes."""
CONTAINER, MEMBER = 3, 1
"""What a list or a map takes besides its members, and each member besides itself."""


def size(row: Row) -> int:
    """The bytes of a row by DynamoDB's rules."""
    return sum(len(name.encode()) + _bytes(value) for name, value in row.items())


def write_units(before: Row | None, after: Row | None, times: int = 1) -> int:
    """What a write is charged, also one that was refused or deletes; `times` 2 in a transaction."""
    larger = max(_kilobytes(before), _kilobytes(after), 1)
    return times * larger + sum(_in_index(before, after, name) for name in INDEXES)


def read_units(operation: str, asked: Row, answer: Row) -> float:
    """What a read is charged; 0 for what does not read."""
    each = 1.0 if asked.get("ConsistentRead") else 0.5
    if operation == "GetItem":
        return each * _pages([answer.get("Item", {})])
    if operation in ("Query", "Scan"):
        return each * _pages(answer.get("Items", ()))
    if operation != "BatchGetItem":
        return 0
    units = 0.0
    for table, keys in asked["RequestItems"].items():
        each = 1.0 if keys.get("ConsistentRead") else 0.5
        found = answer.get("Responses", {}).get(table, [])
        none = len(keys["Keys"]) - len(found)
        units += each * (sum(_pages([row]) for row in found) + none)
    return units


def keys_written(operation: str, asked: Row) -> list[tuple[str, Row]]:
    """The table and the key, or the whole row, of each row that a call writes."""
    if operation in ("PutItem", "UpdateItem", "DeleteItem"):
        return [(asked["TableName"], asked.get("Item") or asked["Key"])]
    if operation == "BatchWriteItem":
        requests = ((table, one) for table, ones in asked["RequestItems"].items() for one in ones)
        return [
            (
                table,
                one["PutRequest"]["Item"] if "PutRequest" in one else one["DeleteRequest"]["Key"],
            )
            for table, one in requests
        ]
    if operation == "TransactWriteItems":
        written = (one for item in asked["TransactItems"] for one in item.values())
        return [(one["TableName"], one.get("Item") or one["Key"]) for one in written]
    return []


def _in_index(before: Row | None, after: Row | None, index: str) -> int:
    """One write where what the index has of a row changes, two where its place in it does."""
    was, now = _at(before, INDEXES[index]), _at(after, INDEXES[index])
    is_whole = index in WHOLE_ROWS
    if before == after or (was is None and now is None):
        return 0
    if was == now:
        return max(_kilobytes(before), _kilobytes(after)) if is_whole else 0
    rows = [row for row, at in ((before, was), (after, now)) if at]
    return sum(_kilobytes(row) if is_whole else 1 for row in rows)


def _at(row: Row | None, key: tuple[str, ...]) -> tuple[Any, ...] | None:
    """Where the row stands in the index, None where it is not in it."""
    return tuple(row[name] for name in key) if row and all(name in row for name in key) else None


def _kilobytes(row: Row | None) -> int:
    return math.ceil(size(row) / WRITE_BYTES) if row else 0


def _pages(rows: Iterable[Row]) -> int:
    return max(1, math.ceil(sum(map(size, rows)) / READ_BYTES))


def _bytes(value: Mapping[str, Any]) -> int:
    ((kind, content),) = value.items()
    if kind == "S":
        return len(content.encode())
    if kind == "B":
        return len(content) * 3 // 4  # it comes as Base64
    if kind == "N":
        return min(NUMBER_BYTES, len(content) // 2 + 2)
    if kind in ("BOOL", "NULL"):
        return 1
    if kind == "M":
        return CONTAINER + sum(MEMBER + len(n.encode()) + _bytes(v) for n, v in content.items())
    if kind == "L":
        return CONTAINER + sum(MEMBER + _bytes(each) for each in content)
    raise ValueError(kind)
