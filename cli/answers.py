"""What the program answers, as data of which a lacking member is an answer of somebody else."""

import json
from typing import Any

from cli.exits import Exit, Stop

_MEND = "compare --api-url and --region; is the program of the same version as this command?"


class NotTheProgram(Stop, KeyError):
    """An answer that is not one of the program's."""

    def __init__(self, detail: str) -> None:
        super().__init__(Exit.FAULT, detail, mend=_MEND)


class Told(dict[str, Any]):
    """An object of an answer; whoever asks for a member that it lacks gets NotTheProgram."""

    def __missing__(self, name: str) -> Any:
        raise NotTheProgram(f"the answer has no {name!r}, which the program always gives")


def told(content: bytes, address: str) -> Told:
    """The object in an answer; Stop where it holds anything else."""
    try:
        found = json.loads(content, object_hook=Told) if content else Told()
    except (ValueError, RecursionError):
        raise NotTheProgram(f"{address} answers, but not as Connect Port-Out does") from None
    if not isinstance(found, Told):
        raise NotTheProgram(f"{address} answers, but not as Connect Port-Out does")
    return found
