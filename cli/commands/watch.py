"""`port-out watch`: one port-out, live, until it is over."""

from typing import Annotated

import typer

from cli.app import Group, command
from cli.commands.show import IdArgument
from cli.exits import Exit
from cli.here import Here
from cli.port_out_view import print_port_out
from cli.waiting import END, TimeoutOption, completed_state, wait_for

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
    },
)
def watch(
    here: Here, id_: IdArgument, until: UntilOption = END, timeout: TimeoutOption = None
) -> Exit:
    """Watch one port-out: each change on stderr as it comes, the whole at the end.

    Unlike --wait it does not stop when something waits for you. Ctrl-C ends the watching, not the
    port-out.
    """
    found = wait_for(here, id_, until, timeout=timeout, stops_for_operator=False)
    here.out.show(found.view, lambda: print_port_out(here, found.view))
    return found.exit
