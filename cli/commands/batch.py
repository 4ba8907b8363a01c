"""`port-out batch`: what became of a list that was requested as several port-outs."""

from typing import Annotated

import typer

from cli.app import Group, command
from cli.batches import batch_exit, list_batches, requested, show_batch, wait_for_all
from cli.exits import Exit, Stop
from cli.here import Here
from cli.waiting import TimeoutOption, WaitOption, state_named

BatchArgument = Annotated[
    str, typer.Argument(metavar="[ID]", help="The batch: ba-...; without it all are listed.")
]
LimitOption = Annotated[int, typer.Option(min=0, help="List at most so many; 0: all.")]


@command(
    "batch",
    group=Group.LOOK,
    examples={
        "port-out batch": "all batches, the newest first",
        "port-out batch ba-vyw7mytjjghapcfablyfkl5uwf": "its port-outs, and what can't go",
        "port-out batch ba-vyw7... --wait await-approval": "until all of them are there",
    },
)
def batch(
    here: Here,
    id_: BatchArgument = "",
    wait: WaitOption = None,
    timeout: TimeoutOption = None,
    limit: LimitOption = 20,
) -> Exit:
    """Show a batch: each group with its port-out and state, and every number that can't go.

    Without an ID: list the batches, the newest first.

    With --wait first all groups are requested, then each port-out is waited for in turn; --timeout
    is for each of these. The exit code is 1 where a group was refused or a number can't go.
    """
    if wait is not None and wait != "end":
        state_named(wait)
    if not id_:
        if wait is not None:
            raise Stop(Exit.USAGE, "--wait is for one batch", mend="give its ID: port-out batch")
        list_batches(here, limit)
        return Exit.OK
    found = requested(here, id_, timeout if wait else 0)
    ids = [group["port_out_id"] for group in found["groups"] if group["port_out_id"]]
    code = wait_for_all(here, ids, wait, timeout)
    if wait is not None:
        found = here.api.get(f"/batches/{id_}")
        if not found["is_requested"]:
            code = max(code, Exit.TIMEOUT)
    here.out.show(found, lambda: show_batch(here, found))
    return code or batch_exit(found)
