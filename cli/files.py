"""Files that a command is given: no more is read than it can use."""

import sys
from pathlib import Path

from cli.exits import Exit, Stop

STDIN = "-"


def content_of(name: str | Path, *, most: int, mend: str) -> bytes:
    """What is in the file, or on stdin for `-`; Stop where it can't be read or is too large."""
    try:
        with sys.stdin.buffer if str(name) == STDIN else Path(name).open("rb") as opened:
            content = opened.read(most + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        if isinstance(error, FileNotFoundError):
            message = f"{name} can't be read: no such file"
            raise Stop(Exit.USAGE, message, mend="compare the name") from None
        raise Stop(Exit.USAGE, f"{name} can't be read: {why}", mend=mend) from None
    if len(content) > most:
        raise Stop(Exit.USAGE, f"{name} has more than {_size(most)}", mend=mend)
    return content


def _size(count: int) -> str:
    return f"{count // 10**6} MB" if count >= 10**6 else f"{count:,} bytes"
