"""`port-out watch`: one port-out or all, live, until they are over."""

from typing import Annotated

import typer

from cli.app import Group, command
from cli.commands.list import print_list
from cli.exits import Exit, Stop
from cli.here import Here
from cli.port_out_view import print_port_out
from cli.waiting import END, TimeoutOption, completed_state, wait_for
from cli.watching import watch_all

OneArgument = Annotated[
    str, typer.Argument(metavar="[ID]", help="The port-out: po-...; else all that are open.")
]
UntilOption = Annotated[
    str,
    typer.Option(
        "--until",
        metavar="STATE|end",
        autocompletion=completed_state,
        help="Stop at this state already.",
    ),
]


@command(
    "watch",
    group=Group.LOOK,
    examples={
        "port-out watch po-vyw7mytjjghapcfablyfkl5uwf": "each change as it comes; ends at the end",
        "port-out watch po-vyw7mytjjghapcfablyfkl5uwf --until await-port-date": "or earlier",
        "port-out watch": "every port-out that is open now",
    },
)
def watch(
    here: Here, id_: OneArgument = "", until: UntilOption = END, timeout: TimeoutOption = None
) -> Exit:
    """Watch one port-out, or all open ones: each change on stderr, the whole at the end.

    Unlike --wait it does not stop when something waits for you. While the network is away it goes
    on. Ctrl-C ends the watching, not the port-out. A terminal has a moving line that says how it
    stands. With --json there is one document, when the watching is over.
    """
    if not id_:
        return _all(here, until, timeout)
    found = wait_for(here, id_, until, timeout=timeout, stops_for_operator=False)
    here.out.show(found.view, lambda: print_port_out(here, found.view))
    return found.exit


def _all(here: Here, until: str, timeout: float | None) -> Exit:
    if until.strip().lower() != END:
        raise Stop(Exit.USAGE, "all are watched to their ends", mend="leave --until out, or ID in")
    found, code = watch_all(here, timeout=timeout)
    here.out.show({"port_outs": found}, lambda: print_list(here, found))
    return code
