"""Notices, the topic, the webhook and where they go, in memory."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from port_out.domain.errors import PortOutError
from port_out.domain.notices import Notice
from port_out.gateways.notify_parameters import Channels, NotifyParameters, Target
from port_out.gateways.topic import Topic
from port_out.gateways.undelivered import Undelivered
from port_out.gateways.webhook import Answer, Webhook
from port_out.store.notices import Kept, Notices

TARGET = Target("https://hooks.example.com/port-outs", ("whsec_c2VjcmV0LXNlY3JldC1zZWNyZXQ=",))


class FakeNotices(Notices):
    """Notices by port-out and key; FakePortOuts writes those of transitions through `put`."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], Kept] = {}

    def put(self, notice: Notice) -> None:
        """A notice that is to be sent; it takes the way through plain data, as in the table."""
        kept = Kept(Notice.from_data(notice.as_data()), {}, 0, notice.at)
        self.rows[notice.port_out_id, notice.key] = kept

    def add(self, notice: Notice) -> bool:
        if (notice.port_out_id, notice.key) in self.rows:
            return False
        self.put(notice)
        return True

    def of(self, port_out_id: str) -> list[Kept]:
        found = [kept for (id_, _), kept in sorted(self.rows.items()) if id_ == port_out_id]
        return sorted(found, key=lambda kept: kept.notice.at)

    def waiting(self, as_of: datetime) -> list[str]:
        return sorted({id_ for (id_, _), k in self.rows.items() if k.due_at and k.due_at <= as_of})

    def undelivered(self) -> Counter[str]:
        return Counter(id_ for (id_, _), kept in self.rows.items() if kept.given_up_at)

    def write(self, before: Kept, after: Kept) -> Kept | None:
        key = before.notice.port_out_id, before.notice.key
        now = self.rows.get(key)
        if now is None or _lock(now) != _lock(before):
            return None
        self.rows[key] = after
        return after

    def again(self, port_out_id: str, key: str, now: datetime) -> Kept | None:
        before = self.rows.get((port_out_id, key))
        if before is None:
            return None
        nobody = replace(before, given_up_at=None, claimed_until=None)
        after = replace(nobody, sent={}, tries=0, due_at=now)
        return self.write(before, after)


def _lock(kept: Kept) -> tuple[datetime | None, ...]:
    return kept.due_at, kept.given_up_at, kept.claimed_until


@dataclass(frozen=True)
class Published:
    """What was published once."""

    subject: str
    text: str
    attributes: dict[str, str]


class FakeTopic(Topic):
    """What was published, in order; `failing` is raised while it is set."""

    def __init__(self) -> None:
        self.published: list[Published] = []
        self.failing: PortOutError | None = None

    def publish(self, subject: str, text: str, attributes: Mapping[str, str]) -> None:
        if self.failing is not None:
            raise self.failing
        self.published.append(Published(subject, text, dict(attributes)))


class FakeWebhook(Webhook):
    """What was sent where, in order; `answers` with this."""

    def __init__(self) -> None:
        self.sent: list[tuple[Target, str, Mapping[str, Any]]] = []
        self.answers = Answer.TAKEN

    def send(self, target: Target, id_: str, at: datetime, event: Mapping[str, Any]) -> Answer:
        self.sent.append((target, id_, dict(event)))
        return self.answers


class FakeUndelivered(Undelivered):
    """What was put on the queue, in order; `failing` is raised while it is set."""

    def __init__(self) -> None:
        self.messages: list[tuple[str, str]] = []
        self.failing: PortOutError | None = None

    def put(self, port_out_id: str, notice: str) -> None:
        if self.failing is not None:
            raise self.failing
        self.messages.append((port_out_id, notice))


class FakeNotifyParameters(NotifyParameters):
    """The parameters as a person and the deployment have set them."""

    def __init__(self, webhook: Target | None = None, machine: str = "") -> None:
        self.set = Channels(webhook, machine)

    def channels(self) -> Channels:
        return self.set
