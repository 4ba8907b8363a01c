"""The folder of a world: one world at a time, and what a killed one left is removed."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from local.settings import Settings

LOCK = "lock"
# How long a world whose owner was killed may take to end by itself.
PATIENCE_SECONDS = 10.0


class AlreadyRunning(Exception):
    """Another world lives in this folder."""


@contextmanager
def claim(settings: Settings) -> Iterator[int]:
    """The world's place, empty and ours: gives the lock, which the server inherits and keeps."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while (lock := _locked(settings.run)) is None:
        if time.monotonic() > deadline:
            where = settings.folder
            raise AlreadyRunning(f"a local world is running in {where}; end it first")
        time.sleep(0.1)
    try:
        settings.facts_file.unlink(missing_ok=True)
        _empty(settings.run)
        yield lock
    finally:
        os.close(lock)


def tidy(settings: Settings) -> None:
    """Remove what a world that has ended needed; what others keep in its folder stays."""
    settings.facts_file.unlink(missing_ok=True)
    shutil.rmtree(settings.run, ignore_errors=True)
    with contextlib.suppress(OSError):
        settings.folder.rmdir()


def _locked(folder: Path) -> int | None:
    folder.mkdir(parents=True, exist_ok=True)
    lock = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # An ending world removes the folder: a lock on the removed file guards nothing.
        if os.fstat(lock).st_ino == os.stat(folder / LOCK).st_ino:
            return lock
    except (BlockingIOError, FileNotFoundError):
        pass
    os.close(lock)
    return None


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != LOCK:
            entry.unlink()
