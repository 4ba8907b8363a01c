"""What DynamoDB charges on demand for a call: units by the size of rows, their indexes included."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

from infra.tables import INDEXES

Row = Mapping[str, Any]
READ_BYTES, WRITE_BYTES = 4096, 1024
NUMBER_BYTES = 21
"""The most that a number takes."""
CONTAINER, MEMBER = 3, 1
"""What a list or a map takes besides its members, and each member besides itself."""


def size(row: Row) -> int:
    """The bytes of a row by DynamoDB's rules."""
    return sum(len(name.encode()) + _bytes(value) for name, value in row.items())


def write_units(
    before: Row | None, after: Row | None, times: int = 1, *, is_indexed: bool = True
) -> int:
    """What a write is charged, also one that was refused or deletes; `times` 2 in a transaction.

    `is_indexed` where the table is the one that has indexes.
    """
    larger = max(_kilobytes(before), _kilobytes(after), 1)
    indexes = INDEXES.values() if is_indexed else ()
    return times * larger + sum(_in_index(before, after, keys) for keys in indexes)


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


def _in_index(before: Row | None, after: Row | None, keys: tuple[str, ...]) -> int:
    """A write where a row comes into the index or leaves it, two where it moves there.

    The indexes hold keys only: what else changes of a row costs nothing there.
    """
    was, now = _at(before, keys), _at(after, keys)
    return 0 if was == now else sum(1 for at in (was, now) if at)


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
