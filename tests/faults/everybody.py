"""Everybody's part in the flows: what AWS, a person at the carrier and time itself do."""

import json
from datetime import timedelta
from urllib.parse import urlencode

import boto3

from port_out import settings, wiring
from port_out.domain.inventory import INVENTORY
from tests.faults.environment import REGION
from tests.faults.parties import NUMBERS, PATIENCE, Stuck
from tests.faults.supporters import Supporters

MALLORY = "arn:aws:iam::123456789012:user/mallory"


class Everybody(Supporters):
    """Operator, carrier and AWS Support, with all that they do in the flows."""

    def person(self, id_: str, **fields: str) -> None:
        """Somebody at the carrier answers by a one-time link; another one is revoked."""
        url = f"/port-outs/{id_}/links"
        spare = json.loads(self.call("issue_links", "POST", url, {"name": "Al"})["body"])
        self.call("issue_links", "DELETE", f"{url}/{spare['link']}")
        link = json.loads(self.call("issue_links", "POST", url, {"name": "Bo"})["body"])
        path = "/links/" + link["url"].rpartition("/")[2]
        self.call("answer_link", "GET", path, by=None)
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        self.call("answer_link", "POST", path, urlencode(fields), headers=form, by=None)

    def wait_until_due(self, id_: str) -> None:
        """Nothing happens until the wait is due."""
        clock = self.world.clock
        clock.at = max(clock.at, self.world.stored(id_).due_at + timedelta(minutes=1))
        self.world.sweep()

    def leave_connect(self) -> None:
        """Connect lists the numbers no more."""
        for number in NUMBERS:
            del self.world.aws.estate.numbers[number]

    def release(self, id_: str, number: str) -> None:
        """Somebody gives a number back to AWS, and the trail tells of it."""
        estate = self.world.aws.estate
        estate.release(estate.numbers[number], MALLORY)
        self.when(lambda: self.loss(id_), "a loss on record")

    def vanish(self, *numbers: str) -> None:
        """These are gone, and no trail tells of it."""
        for number in numbers:
            del self.world.aws.estate.numbers[number]

    def compare(self) -> None:
        """The inventory is compared and kept; what fails is done again an hour later."""
        before = wiring.inventories().last()
        for _ in range(PATIENCE):
            self.world.clock.at += timedelta(hours=1)
            self.world.later("compare_inventory", {})
            self.world.settle()
            if wiring.inventories().last() != before:
                return
            self._perhaps_mended()
        raise Stuck("an inventory that is never kept")

    def told_of_unasked(self) -> str:
        """The one notice of numbers that were in no port-out, once it is sent."""
        self.world.redrive()
        kept = wiring.notices().of(INVENTORY)
        if len(kept) > 1:
            raise Stuck(f"told {len(kept)} times of the same numbers")
        return kept[0].notice.key if kept and "topic" in kept[0].sent else ""

    def loss(self, id_: str) -> str:
        """The signal of the loss, once it is used; what lies on the queue is sent in again."""
        self.world.redrive()
        found = [one for one in wiring.inbox().signals(id_) if one.id.startswith("lost-")]
        return found[0].id if found and found[0].used_in else ""

    def unheard(self, id_: str) -> None:
        """The receiver of notices stays down until they are given up, and comes back."""
        self.world.receiver.is_up = False
        self.redeliver(id_)
        for _ in range(20):
            if wiring.notices().undelivered()[id_]:
                break
            waiting = [kept for kept in wiring.notices().of(id_) if kept.due_at]
            next_ = max(waiting, key=lambda kept: kept.tries).due_at
            self.world.clock.at = max(self.world.clock.at, next_ or self.world.clock.at)
            self.world.sweep()
            self._perhaps_mended()
        else:
            raise Stuck("a notice that is never given up")
        self.world.receiver.is_up = True

    def undelivered(self) -> int:
        """How many messages the queue of the undelivered has."""
        sqs = boto3.client("sqs", region_name=REGION)
        found = sqs.get_queue_attributes(
            QueueUrl=settings.undelivered_queue(), AttributeNames=["ApproximateNumberOfMessages"]
        )
        return int(found["Attributes"]["ApproximateNumberOfMessages"])

    def take_away(self, service: str, operation: str) -> None:
        """Somebody takes a permission away."""
        self.world.wire.outages.add((service, operation))

    def date(self, days: int = 14) -> str:
        """A date and time so many days from now."""
        return (self.world.clock.now() + timedelta(days=days)).isoformat(timespec="seconds")
