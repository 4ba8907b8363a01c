"""Types `port-out ...` as a person would: into a terminal of some width, or into a pipe."""

import contextlib
import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 60
_COMMAND = [sys.executable, "-m", "cli"]
_STEERING = re.compile(r"\x1b(\[[0-9;?]*[a-zA-Z]|\][^\x07]*\x07)")


@dataclass(frozen=True)
class Ended:
    """What was printed where, and the exit code; in a terminal `out` has both."""

    code: int
    out: str
    notes: str = ""

    @property
    def plain(self) -> str:
        """What a person reads: without colours and movements of the cursor."""
        return _STEERING.sub("", self.out).replace("\r", "")


def piped(
    *arguments: str,
    environment: Mapping[str, str],
    typed: str = "",
    program: Sequence[str] = _COMMAND,
    folder: Path = ROOT,
) -> Ended:
    """Run it in that folder without a terminal; `typed` is its standard input."""
    done = subprocess.run(
        [*program, *arguments],
        cwd=folder,
        env=dict(environment),
        input=typed,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
    )
    return Ended(done.returncode, done.stdout, done.stderr)


def in_terminal(
    *arguments: str,
    environment: Mapping[str, str],
    width: int = 80,
    typed: str = "",
    program: Sequence[str] = _COMMAND,
    folder: Path = ROOT,
) -> Ended:
    """Run it in a pseudo-terminal of this width; `typed` are the keys that a person presses."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    process = subprocess.Popen(
        [*program, *arguments],
        cwd=folder,
        env={**environment, "TERM": "xterm-256color"},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    seen: list[bytes] = []
    reader = threading.Thread(target=_read_all, args=(ours, seen))
    reader.start()
    try:
        os.write(ours, typed.encode())
        code = process.wait(PATIENCE)
    finally:
        process.kill()
        reader.join(PATIENCE)
        os.close(ours)
    return Ended(code, b"".join(seen).decode())


def _read_all(terminal: int, seen: list[bytes]) -> None:
    # Linux says EIO when the last one that had the terminal open has gone.
    with contextlib.suppress(OSError):
        while chunk := os.read(terminal, 65536):
            seen.append(chunk)
