"""Shelves: what a service holds, compared with what was kept of it, and put back."""

from __future__ import annotations

import io
import pickle
import threading
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from local.keeping.store import Change, Store

GONE = "\0gone"
LARGE = 4096


@dataclass(frozen=True)
class Shelf:
    """One kind of entry: what there is now, and how a kept one is put back or taken away."""

    name: str
    now: Callable[[], Mapping[Any, Any]]
    put_back: Callable[[Any, Any], None]
    take_away: Callable[[Any], None]
    # Held by whoever changes what lies there in more than one step.
    lock: AbstractContextManager[Any] = field(default_factory=nullcontext)


class Shelves:
    """The shelves of a world; what the template has made lies on none until it changes."""

    def __init__(self, store: Store, shelves: list[Shelf]) -> None:
        self._store, self._lock = store, threading.Lock()
        self._shelves = {shelf.name: shelf for shelf in shelves}
        self._seen: dict[str, dict[Any, bytes]] = {name: {} for name in self._shelves}

    def look(self, *names: str) -> None:
        """Take what is there now as known, and not to be kept."""
        with self._lock:
            for name in names:
                self._seen[name] = {key: mark for key, _, mark in self._marked(name)}

    def put_back(self) -> None:
        """Put back all that was kept."""
        for name, shelf in self._shelves.items():
            for key, value in self._store.shelf(name).items():
                if value == GONE:
                    shelf.take_away(key)
                else:
                    shelf.put_back(key, value)
            self.look(name)

    def keep(self, *names: str) -> None:
        """Keep what has changed on these shelves since they were looked at."""
        with self._lock, ExitStack() as held:
            for name in names:
                held.enter_context(self._shelves[name].lock)
            changes: list[Change] = []
            seen: dict[str, dict[Any, bytes]] = {}
            for name in names:
                entries = self._marked(name)
                seen[name] = {key: mark for key, _, mark in entries}
                before = self._seen[name]
                changes += [(name, k, value) for k, value, mark in entries if before.get(k) != mark]
                changes += [(name, k, GONE) for k in before if k not in seen[name]]
            self._store.write(changes)
            self._seen |= seen

    def _marked(self, name: str) -> list[tuple[Any, Any, bytes]]:
        for _ in range(100):
            try:
                entries = list(self._shelves[name].now().items())
                return [(key, value, _mark(value)) for key, value in entries]
            except RuntimeError:  # another thread was changing it: look again
                continue
        raise RuntimeError(f"{name} does not hold still")


class _Marker(pickle.Pickler):
    """Leaves out what is large: documents, whose records name their content's hash beside it."""

    def persistent_id(self, obj: Any) -> Any:
        return len(obj) if isinstance(obj, bytes) and len(obj) > LARGE else None


def _mark(value: Any) -> bytes:
    content = io.BytesIO()
    _Marker(content).dump(value)
    return sha256(content.getvalue()).digest()
