"""The file of a kept world: values by shelf and key, changed all together or not at all."""

from __future__ import annotations

import ast
import contextlib
import pickle
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

FORMAT = 1
FILE = "world.sqlite"
MAKER, WORLD, PORTS = "made by", "world", "ports"
Change = tuple[str, Any, Any]
"""Shelf, key, and the value that it has now; `NOTHING` takes the entry away."""
NOTHING = object()


class Unreadable(Exception):
    """The folder holds no world that this program can go on with; nothing in it was changed."""

    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(
            f"the world kept in {folder} cannot go on: {why}. `make local FRESH=yes` begins a "
            "new one and puts this folder aside, as it is"
        )


class Store:
    """Entries that are on the disk when `write` returns; one killed in the middle is not there."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder, self._lock = folder, threading.Lock()
        try:
            self._open(folder / FILE)
        except sqlite3.DatabaseError as problem:
            raise Unreadable(folder, str(problem)) from problem

    def write(self, changes: Iterable[Change]) -> None:
        """Make these changes, all of them or, if the machine stops first, none."""
        rows = [
            (shelf, repr(key), None if value is NOTHING else pickle.dumps(value))
            for shelf, key, value in changes
        ]
        if not rows:
            return
        with self._lock, self._all_or_none():
            self._db.executemany("DELETE FROM entry WHERE shelf = ? AND key = ?", _places(rows))
            self._db.executemany(
                "INSERT INTO entry VALUES (?, ?, ?)", [row for row in rows if row[2] is not None]
            )

    def shelf(self, name: str) -> dict[Any, Any]:
        """All that lies on a shelf."""
        with self._lock:
            rows = self._db.execute("SELECT key, value FROM entry WHERE shelf = ?", (name,))
            found = rows.fetchall()
        try:
            return {ast.literal_eval(key): _loaded(value) for key, value in found}
        except Exception as problem:
            raise Unreadable(self._folder, f"{name} was written by another program") from problem

    def ports(self) -> tuple[int, int]:
        """The ports that the world had when it ended; 0 where any will do."""
        ports: tuple[int, int] = self.shelf(WORLD).get(PORTS, (0, 0))
        return ports

    def clear(self) -> None:
        """Forget everything but who has made the file."""
        with self._lock, self._all_or_none():
            self._db.execute("DELETE FROM entry WHERE shelf != ?", (MAKER,))

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def freeze(self) -> None:
        """Write nothing from here on: whoever tries waits until the process has ended."""
        self._lock.acquire()

    def _open(self, file: Path) -> None:
        self._db = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        (made,) = self._db.execute("PRAGMA user_version").fetchone()
        (whole,) = self._db.execute("PRAGMA quick_check").fetchone()
        if whole != "ok":
            raise Unreadable(self._folder, f"{FILE} is damaged")
        if made not in (0, FORMAT):
            raise Unreadable(self._folder, f"it is of format {made}, this program's is {FORMAT}")
        # FULL: on the disk, not only with the operating system, before anybody is answered.
        for setting in ("journal_mode = WAL", "synchronous = FULL", f"user_version = {FORMAT}"):
            self._db.execute(f"PRAGMA {setting}")
        self._db.execute(
            "CREATE TABLE IF NOT EXISTS entry "
            "(shelf TEXT, key TEXT, value BLOB, PRIMARY KEY (shelf, key)) WITHOUT ROWID"
        )
        self._check_maker()

    def _check_maker(self) -> None:
        # What is kept are ministack's own records, whose form is its own business.
        now, before = version("ministack"), self.shelf(MAKER).get("ministack")
        if before is None:
            self.write([(MAKER, "ministack", now)])
        elif before != now:
            raise Unreadable(self._folder, f"it is of ministack {before}, this is {now}")

    @contextlib.contextmanager
    def _all_or_none(self) -> Iterator[None]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")


def aside(folder: Path) -> Path | None:
    """Put a folder aside, whatever is in it; gives its new name, None if there was none."""
    if not folder.exists():
        return None
    now = datetime.now(UTC)
    return folder.rename(folder.with_name(f"{folder.name}-until-{now:%Y%m%dT%H%M%S.%f}"))


def _loaded(value: bytes) -> Any:
    return pickle.loads(value)  # noqa: S301 - our own file, in a folder that only its owner opens


def _places(rows: list[tuple[str, str, bytes | None]]) -> list[tuple[str, str]]:
    return [(shelf, key) for shelf, key, _ in rows]
