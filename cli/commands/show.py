"""`port-out show`: one port-out, everything that a person needs to know of it."""

from typing import Annotated

import typer

from cli.app import Group, command
from cli.exits import Exit
from cli.here import Here
from cli.port_out_view import print_port_out
from cli.waiting import TimeoutOption, WaitOption, waited

IdArgument = Annotated[str, typer.Argument(metavar="ID", help="The port-out: po-...")]


@command(
    "show",
    group=Group.LOOK,
    examples={
        "port-out show po-vyw7mytjjghapcfablyfkl5uwf": "where it is and who acts next",
        "port-out show po-vyw7mytjjghapcfablyfkl5uwf --wait await-approval": "first wait for that",
        "port-out show po-vyw7mytjjghapcfablyfkl5uwf --json | jq .next": "for a program",
    },
)
def show(
    here: Here, id_: IdArgument, wait: WaitOption = None, timeout: TimeoutOption = None
) -> Exit:
    """Show one port-out: where it is, who acts next, and what is missing.

    Texts to judge or to paste, problems and numbers follow. With --json it is the whole answer of
    GET /port-outs/ID.
    """
    code = waited(here, id_, wait, timeout)
    view = here.api.get(f"/port-outs/{id_}")
    here.out.show(view, lambda: print_port_out(here, view))
    return code
