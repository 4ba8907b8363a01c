"""The items of every table: whichever was written goes to the file as the call ends."""

from __future__ import annotations

import threading
from typing import Any

from ministack.services import dynamodb

from local.keeping.store import NOTHING, Change, Store

SHELF = "items"
Place = tuple[str, str, str]


class Tables:
    """Knows which items were written since the last time that they were kept."""

    def __init__(self, store: Store) -> None:
        self._store, self._lock = store, threading.Lock()
        self._written: dict[Place, dict[str, Any]] = {}

    def put_back(self) -> None:
        """Put every kept item into its table, if the template still has it."""
        tables = {table["TableArn"]: table for table in dynamodb._tables.all_values()}
        for (arn, first, second), item in self._store.shelf(SHELF).items():
            if arn in tables:
                dynamodb._set_item(tables[arn], first, second, item)

    def watch(self) -> None:
        """Note from now on what is written."""
        for name in ("_set_item", "_remove_item"):
            setattr(dynamodb, name, self._noting(getattr(dynamodb, name)))

    def keep(self) -> None:
        """Keep what was written; to be called between two calls, so that none is seen in half."""
        with self._lock:
            written, self._written = self._written, {}
            try:
                self._store.write([_change(place, table) for place, table in written.items()])
            except BaseException:
                self._written = written | self._written
                raise

    def _noting(self, original: Any) -> Any:
        def write(table: dict[str, Any], first: str, second: str, *item: Any) -> Any:
            before = original(table, first, second, *item)
            self._written[table["TableArn"], first, second] = table
            return before

        return write


def _change(place: Place, table: dict[str, Any]) -> Change:
    _, first, second = place
    return SHELF, place, table["items"].get(first, {}).get(second, NOTHING)
