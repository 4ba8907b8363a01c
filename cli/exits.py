"""How a command ends: the codes that scripts may rely on, and the error that carries one."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any


class Exit(IntEnum):
    """What the exit code of every command means; docs/cli.md prints this list."""

    meaning: str

    def __new__(cls, code: int, meaning: str) -> "Exit":
        """A code with the sentence that the documents say of it."""
        member = int.__new__(cls, code)
        member._value_, member.meaning = code, meaning
        return member

    OK = 0, "it is done, and it is as it should be"
    REFUSED = 1, "the program refuses it, or what was to be verified does not hold"
    USAGE = 2, "the command line, a file or the settings can't be used as they are"
    NOT_FOUND = 3, "there is no such port-out, document or stack"
    NEEDS_PERSON = 4, "with --wait: the port-out waits for you"
    FAILED = 5, "with --wait: the port-out ended in another state than the one waited for"
    UNREACHABLE = 6, "the program can't be reached, or has no capacity now"
    NOT_PERMITTED = 7, "AWS does not know who asks, or this caller may not do it"
    FAULT = 8, "the program itself failed; its log has the reason"
    TIMEOUT = 9, "with --timeout: the time was over before the state came"
    INTERRUPTED = 130, "Ctrl-C"
    UNREAD = 141, "nobody reads the output any more, as after | head"


class Stop(Exception):
    """The command ends here: with which code, why, and how to mend it."""

    def __init__(
        self,
        code: Exit,
        message: str,
        *,
        mend: str = "",
        errors: Sequence[Mapping[str, Any]] = (),
    ) -> None:
        super().__init__(message)
        self.code, self.message, self.mend = code, message, mend
        self.errors = [dict(error) for error in errors]

    def as_data(self) -> dict[str, Any]:
        """What `--json` prints of it."""
        known = {"mend": self.mend, "errors": self.errors}
        given = {name: value for name, value in known.items() if value}
        return {"exit": int(self.code), "detail": self.message} | given
