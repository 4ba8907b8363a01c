"""The ends that no command foresees: each has a code and a mend, and none is a traceback."""

import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

from cli.exits import Exit, Stop
from cli.output import Output

_FAULT = "is --api-url the right program, of the same version as this command? else report this"
_AGAIN = "what is under way goes on; the same command again makes nothing twice"


def ended(out: Output, run: Callable[[], Exit | None]) -> Exit:
    """How the command ends, whatever happens in it; why is said, where anybody still listens."""
    try:
        code = run() or Exit.OK
        out.flush()
        return code
    except BrokenPipeError:
        return _unread()
    except KeyboardInterrupt:
        stop = Stop(Exit.INTERRUPTED, "stopped", mend=_AGAIN)
    except Exception as error:  # noqa: BLE001 - nobody who types a command reads a traceback
        stop = why(error)
    with contextlib.suppress(OSError):
        out.stop(stop)
        out.flush()
    _silence()
    return stop.code


def why(error: Exception) -> Stop:
    """What is said of it: its own words where it is foreseen, else its kind and place only."""
    if isinstance(error, Stop):
        return error
    if isinstance(error, UnicodeError):
        mend = "type it again; or is the terminal set to another encoding?"
        return Stop(Exit.USAGE, "what was typed has bytes that are no letters", mend=mend)
    if isinstance(error, OSError):
        return Stop(Exit.USAGE, f"a file or the output can't be used: {error.strerror or error}")
    return Stop(Exit.FAULT, f"the command failed: {_place(error)}", mend=_FAULT)


def open_streams() -> None:
    """Streams that take every text: a shell may have closed them, or know few letters."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            nowhere = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - open to the end
            setattr(sys, name, nowhere)
        getattr(sys, name).reconfigure(errors="backslashreplace")


def _place(error: Exception) -> str:
    """Kind and place, without data: its message may have somebody's."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f" in {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    return type(error).__name__ + where


def _unread() -> Exit:
    _silence()
    return Exit.UNREAD


def _silence() -> None:
    """Python itself flushes at its end, and would complain of a pipe that nobody reads."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
