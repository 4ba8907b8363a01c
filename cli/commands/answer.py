"""`port-out answer`: your words to AWS Support, onto the case."""

from typing import Annotated

import typer

from cli.app import Group, command
from cli.exits import Exit, Stop
from cli.files import content_of
from cli.here import Here
from cli.saying import IdArgument, SignalIdOption, say
from cli.waiting import TimeoutOption, WaitOption

TextArgument = Annotated[str, typer.Argument(metavar="[TEXT]", help="What AWS Support is to read.")]
TextFileOption = Annotated[
    str, typer.Option("--file", metavar="FILE", help="Take the text from a file; - is stdin.")
]

_LARGEST = 100_000


@command(
    "answer",
    group=Group.ACT,
    examples={
        'port-out answer po-vyw7... "Yes, all of them."': "answer what AWS Support asked",
        "port-out answer po-vyw7... --file answer.txt": "a longer text",
        'port-out answer po-vyw7... "Yes." --wait await-carrier-submission': "and see it go on",
    },
)
def answer(
    here: Here,
    id_: IdArgument,
    text: TextArgument = "",
    file: TextFileOption = "",
    signal_id: SignalIdOption = "",
    wait: WaitOption = None,
    timeout: TimeoutOption = None,
) -> Exit:
    """Put your answer on the Support case, once and whole, up to 7,700 characters.

    Never a PIN: everybody who reads the case would read it. It is refused where one is seen.
    """
    if bool(text) == bool(file):
        raise Stop(Exit.USAGE, "there is no one text", mend="give the text, or --file")
    facts = {"text": text or _read(file)}
    return say(
        here, id_, "operator.answered", facts, signal_id=signal_id, wait=wait, timeout=timeout
    )


def _read(file: str) -> str:
    mend = "give a text file in UTF-8"
    try:
        return content_of(file, most=_LARGEST, mend=mend).decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise Stop(Exit.USAGE, f"{file} can't be read as text", mend=mend) from None
