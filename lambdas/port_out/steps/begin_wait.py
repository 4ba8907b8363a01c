"""Begin Wait: store the token and look into the inbox, for all Await states.

Whoever comes second, the signal or the wait, finds the first: the token is stored before the
inbox is read, and a signal is stored before it looks for a wait.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from port_out import wiring
from port_out.domain.clock import first_due
from port_out.domain.completion import not_later
from port_out.domain.errors import StaleStep, TemporarilyUnavailable
from port_out.domain.life_cycle import WAITS, State
from port_out.domain.port_date import end_of_port
from port_out.domain.port_out import PortOut, Release
from port_out.domain.roc import goes_by_roc
from port_out.gateways.functions import Functions
from port_out.observability import step
from port_out.store.inbox import Inbox
from port_out.store.port_outs import PortOuts
from port_out.store.tokens import TaskTokens


@step
def handler(event: dict[str, Any], context: Any) -> None:
    begin_wait(
        event["port_out_id"],
        State(event["wait"]),
        event["task_token"],
        port_outs=wiring.port_outs(),
        inbox=wiring.inbox(),
        tokens=wiring.task_tokens(),
        functions=wiring.functions(),
        now=wiring.now,
    )


def begin_wait(
    port_out_id: str,
    wait: State,
    token: str,
    *,
    port_outs: PortOuts,
    inbox: Inbox,
    tokens: TaskTokens,
    functions: Functions,
    now: Callable[[], datetime],
) -> None:
    """The wait has its token and due time; a signal that came before is used at once."""
    port_out = port_outs.get(port_out_id)
    tokens.keep(port_out_id, token, now())
    if (release := _undelivered(port_out, wait)) is not None:
        again = replace(release, delivered=False, refused=False)
        port_outs.change(port_out, release=again, due_at=now())
        functions.settle(port_out_id)
    elif port_out.state is wait:
        _begin(port_out, wait, port_outs, now())
        if port_out.came_from not in WAITS:  # who ended a wait has had its notice sent
            functions.notify(port_out_id)
        if any(not signal.used_in for signal in inbox.signals(port_out_id)):
            functions.settle(port_out_id)
    else:
        raise StaleStep(f"{port_out_id} is in {port_out.state}, not in {wait}")


def _begin(port_out: PortOut, wait: State, port_outs: PortOuts, now: datetime) -> None:
    if port_out.waiting:
        return
    due = first_due(
        wait,
        now,
        country=port_out.order.country,
        port_date=end_of_port(port_out.facts),
        by_roc=goes_by_roc(port_out.order),
    )
    due_at = not_later(port_out, due)
    port_outs.change(port_out, waiting=True, due_at=due_at, release=None)


def _undelivered(port_out: PortOut, wait: State) -> Release | None:
    """The release of this wait, if it was left already and begins again with a new token.

    Where the wait was left for itself (a changed date), only a token that Step Functions refused
    tells the old wait from the new one; while nobody knows, the step is tried again.
    """
    release = port_out.release
    if release is None or port_out.came_from != wait:
        return None
    if port_out.state is not wait or release.refused:
        return release
    if not release.delivered:
        raise TemporarilyUnavailable("the release of the wait before is not yet known")
    return None
