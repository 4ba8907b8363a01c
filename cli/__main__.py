"""`port-out`, also as `python -m cli`."""

import os
import sys
from collections.abc import Sequence

from typer._completion_classes import completion_init
from typer.exceptions import TyperException

from cli.app import load
from cli.exits import Exit, Stop
from cli.output import Output
from cli.unforeseen import open_streams

NAME = "port-out"
COMPLETE = "_PORT_OUT_COMPLETE"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    open_streams()
    if COMPLETE in os.environ:
        # Typer does it itself only for its own options, which install rather than print.
        completion_init()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        if "--json" in given:
            return _for_a_program(given)
        load()(given, prog_name=NAME)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(Exit.OK)
    except KeyboardInterrupt:
        # Before the command itself has begun.
        return int(Exit.INTERRUPTED)
    return int(Exit.OK)


def _for_a_program(given: list[str]) -> int:
    """With --json a wrong command line is answered by a document too."""
    try:
        code = load()(given, prog_name=NAME, standalone_mode=False)
    except TyperException as error:
        mend = "port-out COMMAND --help has the options"
        Output(as_json=True).stop(Stop(Exit.USAGE, error.format_message(), mend=mend))
        return int(Exit.USAGE)
    return code if isinstance(code, int) else int(Exit.OK)


if __name__ == "__main__":
    sys.exit(main())
