"""`port-out restart`: take up a port-out that failed, where it failed."""

from cli.app import Group, command
from cli.exits import Exit
from cli.here import Here
from cli.saying import IdArgument
from cli.waiting import TimeoutOption, WaitOption, waited


@command(
    "restart",
    group=Group.ACT,
    examples={"port-out restart po-vyw7mytjjghapcfablyfkl5uwf": "once the cause is mended"},
)
def restart(
    here: Here, id_: IdArgument, wait: WaitOption = None, timeout: TimeoutOption = None
) -> Exit:
    """Take up a port-out that failed, in the state in which it failed.

    Mend the cause first: `port-out record` names the state and the error. Its numbers, its Support
    case and its record stay what they are. Typing it twice restarts it once.
    """
    begun = here.api.post(f"/port-outs/{id_}/restart", {})
    here.out.show(begun, lambda: here.out.line(f"{id_} goes on in {begun['state']}"))
    return waited(here, id_, wait, timeout)
