"""Send Notices: what is still to be told of a port-out, to the topic and to the webhook.

What could not be sent is tried again by the sweep, at growing distances; what is given up rings
an alarm by its message on the queue of the undelivered, and is shown with its port-out.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from port_out import wiring
from port_out.domain.console import execution_link
from port_out.domain.errors import PortOutError
from port_out.domain.notice_words import attributes, event, subject, text
from port_out.domain.notices import Notice
from port_out.domain.record import timestamp
from port_out.gateways.notify_parameters import Channels, NotifyParameters
from port_out.gateways.topic import Topic
from port_out.gateways.undelivered import Undelivered
from port_out.gateways.webhook import Answer, Webhook
from port_out.observability import count, logger, step
from port_out.store.notices import Kept, Notices

TRIES = 8
"""How often a channel is tried: over about five days, as the distances double."""
FIRST_AGAIN = timedelta(minutes=50)
"""Less than the hour until the next sweep, which may come a little early."""
TOPIC, WEBHOOK = "topic", "webhook"
OFF, GONE = "off", "refused for good"


@dataclass(frozen=True)
class World:
    """The collaborators of the sender."""

    notices: Notices
    topic: Topic
    webhook: Webhook
    parameters: NotifyParameters
    undelivered: Undelivered
    now: Callable[[], datetime]


@step
def handler(event: dict[str, Any], context: Any) -> None:
    send_notices(
        event["port_out_id"],
        World(
            wiring.notices(),
            wiring.topic(),
            wiring.webhook(),
            wiring.notify_parameters(),
            wiring.undelivered(),
            wiring.now,
        ),
    )


def send_notices(port_out_id: str, world: World) -> None:
    """Every notice that is due is on each channel once; a channel that fails is tried again.

    Each is claimed before it is sent: two runs at once send it once. Only a run that is killed
    between sending and noting it leaves it to be sent twice, under the same id.
    """
    due = [kept for kept in world.notices.of(port_out_id) if kept.is_due(world.now())]
    channels = world.parameters.channels() if due else None
    for kept in due:
        claimed = world.notices.claim(kept, world.now())
        if claimed is not None and channels is not None:
            _send(claimed, channels, world)


def _send(kept: Kept, channels: Channels, world: World) -> None:
    if channels.webhook is None:
        kept = replace(kept, sent={WEBHOOK: OFF, **kept.sent})
    tried = ((TOPIC, _to_topic), (WEBHOOK, _to_webhook))
    left = [(name, deliver) for name, deliver in tried if name not in kept.sent]
    for name, deliver in left:
        became = deliver(kept.notice, channels, world)
        if became:
            kept = replace(kept, sent={**kept.sent, name: became})
            count("NoticeSent")
        # Before the next channel is tried; what became of the last one is noted as it is closed.
        if became and name != left[-1][0] and world.notices.write(kept, kept) is None:
            return
    _close(kept, all(name in kept.sent for name, _ in tried), world)


def _close(kept: Kept, is_done: bool, world: World) -> None:
    """Nothing more is due, or the next attempt is, or after the last one it is given up."""
    tries, now = kept.tries + (not is_done), world.now()
    if is_done:
        world.notices.write(kept, replace(kept, due_at=None, claimed_until=None))
    elif tries < TRIES:
        due_at = now + FIRST_AGAIN * 2 ** (tries - 1)
        again = replace(kept, tries=tries, due_at=due_at, claimed_until=None)
        world.notices.write(kept, again)
    else:
        # Before it is written: where the queue fails, the sweep has all of this done again.
        world.undelivered.put(kept.notice.port_out_id, kept.notice.key)
        given_up = replace(kept, tries=tries, due_at=None, given_up_at=now, claimed_until=None)
        world.notices.write(kept, given_up)
        logger.error("notice not delivered", notice=kept.notice.key, sent=sorted(kept.sent))
        count("NoticeUndelivered")


def _to_topic(notice: Notice, channels: Channels, world: World) -> str:
    """When it was sent; empty where it could not be."""
    run = notice.run or notice.port_out_id
    console = execution_link(channels.machine, run) if notice.state else ""
    try:
        world.topic.publish(subject(notice), text(notice, console), attributes(notice))
    except PortOutError as error:
        logger.warning("notice not published", reason=type(error).__name__)
        return ""
    return timestamp(world.now())


def _to_webhook(notice: Notice, channels: Channels, world: World) -> str:
    if channels.webhook is None:
        return ""
    said: Mapping[str, Any] = event(notice)
    answer = world.webhook.send(channels.webhook, notice.id, world.now(), said)
    became = {Answer.TAKEN: timestamp(world.now()), Answer.GONE: GONE, Answer.FAILED: ""}
    return became[answer]
