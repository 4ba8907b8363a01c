"""The instances, traffic distribution groups and phone numbers of the account in its Region."""

from __future__ import annotations

import threading
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import phonenumbers
from phonenumbers import PhoneNumberType

from local.twins.connect import beginnings
from local.twins.connect.uses import Parts
from local.twins.errors import Refused
from local.twins.events import Events

KINDS = ("TOLL_FREE", "DID", "UIFN", "SHARED", "THIRD_PARTY_TF", "THIRD_PARTY_DID", "SHORT_CODE")


@dataclass
class Instance:
    """One contact centre; `group_id` is its traffic distribution group, if it has one."""

    id: str
    alias: str
    group_id: str | None = None
    status: str = "ACTIVE"


@dataclass
class Number:
    """One claimed number and what it is claimed to."""

    number: str
    instance_id: str
    in_group: bool
    country: str
    kind: str
    description: str = ""
    id: str = field(default_factory=lambda: str(uuid.uuid4()))


class Estate:
    """What Amazon Connect holds for the account."""

    def __init__(self, account_id: str, region: str, events: Events) -> None:
        self.account_id, self.region, self._events = account_id, region, events
        self.instances = {row["id"]: Instance(**row) for row in beginnings.INSTANCES}
        self.numbers: dict[str, Number] = {}
        self.flows, self.queues = Parts(one_number=False), Parts(one_number=True)
        self.lock = threading.RLock()
        for instance_id, in_group, numbers in beginnings.NUMBERS:
            for number in numbers:
                self.claim(number, instance_id, in_group=in_group)
        for number, (flow, queues) in beginnings.USES.items():
            self.use(self.numbers[number], [flow], queues)

    def claim(
        self,
        number: str,
        instance_id: str,
        *,
        in_group: bool = False,
        kind: str | None = None,
        description: str = "",
    ) -> Number:
        """Hold a number for an instance or for its group; ValueError if it is no number."""
        try:
            parsed = phonenumbers.parse(number)
        except phonenumbers.NumberParseException:
            raise ValueError(f"{number!r} is not a number in E.164 form") from None
        country = phonenumbers.region_code_for_number(parsed) or "US"
        toll_free = phonenumbers.number_type(parsed) == PhoneNumberType.TOLL_FREE
        kind = kind or ("TOLL_FREE" if toll_free else "DID")
        with self.lock:
            claimed = Number(number, instance_id, in_group, country, kind, description)
            self.numbers[number] = claimed
            return claimed

    def use(self, number: Number, flows: list[str], queues: list[str]) -> None:
        """Let the number lead to this flow, and be the caller id of these queues."""
        with self.lock:
            self.flows.use(number.number, number.instance_id, flows)
            self.queues.use(number.number, number.instance_id, queues)

    def release(self, number: Number, principal: str) -> None:
        """Let a number go for good, which CloudTrail tells on the bus."""
        with self.lock:
            self.use(number, [], [])
            del self.numbers[number.number]
        detail = {
            "eventVersion": "1.11",
            "eventID": str(uuid.uuid4()),
            "eventTime": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "eventType": "AwsApiCall",
            "eventSource": "connect.amazonaws.com",
            "eventName": "ReleasePhoneNumber",
            "awsRegion": self.region,
            "userIdentity": {"arn": principal, "accountId": self.account_id},
            "requestParameters": {"PhoneNumberId": number.id},
            "responseElements": None,
        }
        self._events.emit("aws.connect", "AWS API Call via CloudTrail", detail)

    def instance(self, id_or_arn: str) -> Instance:
        """The instance of an id or ARN, or AWS's refusal."""
        prefix = self.arn("instance", "")
        found = self.instances.get(id_or_arn.removeprefix(prefix))
        if found is None:
            raise Refused("ResourceNotFoundException", f"Instance not found: {id_or_arn}", 404)
        return found

    def held_by(self, instance: Instance) -> list[Number]:
        """The numbers of an instance and of its group, sorted."""
        mine = [n for n in self.numbers.values() if n.instance_id == instance.id]
        return sorted(mine, key=lambda number: number.number)

    def target_arn(self, number: Number) -> str:
        """What the number is claimed to."""
        group_id = self.instances[number.instance_id].group_id
        if number.in_group and group_id:
            return self.arn("traffic-distribution-group", group_id)
        return self.arn("instance", number.instance_id)

    def arn(self, kind: str, identifier: str) -> str:
        """The ARN of something of this estate."""
        return f"arn:aws:connect:{self.region}:{self.account_id}:{kind}/{identifier}"

    def facts(self) -> dict[str, Any]:
        """The first instance and its numbers, for whoever starts a port-out."""
        first = next(iter(self.instances.values()))
        return {
            "instance_arn": self.arn("instance", first.id),
            "numbers": [number.number for number in self.held_by(first)],
        }
