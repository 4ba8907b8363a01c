"""The events as functions of a world."""

from datetime import datetime

from port_out.domain.life_cycle import State
from port_out.events.follow_up_case import World as FollowUpWorld
from port_out.events.follow_up_case import follow_up_case
from port_out.events.post_to_case import post_to_case
from port_out.events.receive_support_update import receive_support_update
from port_out.events.send_notices import World as SendWorld
from port_out.events.send_notices import send_notices
from port_out.events.settle_wait import World as SettleWorld
from port_out.events.settle_wait import settle_wait
from port_out.events.sweep import World as SweepWorld
from port_out.events.sweep import sweep
from port_out.steps.begin_wait import begin_wait
from tests.builders import ID, AWorld


def settle(world: AWorld) -> None:
    """Settle Wait."""
    settle_wait(
        ID,
        SettleWorld(
            world.port_outs,
            world.inbox,
            world.tokens,
            world.workflow,
            world.functions,
            world.two_persons,
            world.now,
        ),
    )


def swept(world: AWorld, as_of: datetime | None = None) -> dict[str, int]:
    """The sweep, which by default runs as of now."""
    return sweep(
        SweepWorld(
            as_of or world.now(),
            world.port_outs,
            world.inbox,
            world.outbox,
            world.notices,
            world.conversation,
            world.secrets,
            world.support,
            world.connect,
            world.traffic,
            world.workflow,
            world.functions,
            world.now,
        )
    )


def post(world: AWorld) -> None:
    """Post To Case."""
    post_to_case(
        ID,
        port_outs=world.port_outs,
        outbox=world.outbox,
        support=world.support,
        now=world.now,
    )


def send(world: AWorld) -> None:
    """Send Notices."""
    send_notices(
        ID,
        SendWorld(
            world.notices,
            world.topic,
            world.webhook,
            world.notify_parameters,
            world.undelivered,
            world.now,
        ),
    )


def follow_up(world: AWorld) -> None:
    """Follow Up Case."""
    follow_up_case(ID, FollowUpWorld(world.port_outs, world.one_case, world.functions, world.now))


def happened(world: AWorld, event: str, case_id: str, **detail: str) -> None:
    """EventBridge says that this happened on the case."""
    given = {"case-id": case_id, "display-id": "", "event-name": event, "origin": ""}
    receive_support_update(
        given | {name.replace("_", "-"): value for name, value in detail.items()},
        world.now(),
        port_outs=world.port_outs,
        conversation=world.conversation,
        support=world.support,
        functions=world.functions,
    )


def begin(world: AWorld, wait: State, token: str) -> None:
    """The state machine enters the wait with this token."""
    begin_wait(
        ID,
        wait,
        token,
        port_outs=world.port_outs,
        inbox=world.inbox,
        tokens=world.tokens,
        functions=world.functions,
        now=world.now,
    )
