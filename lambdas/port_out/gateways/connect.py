"""Amazon Connect: the instance and what it holds, read 1,000 numbers a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from botocore.config import Config

from port_out.domain.errors import AccessRefused, InstanceNotFound
from port_out.domain.evidence import GONE, Instance, Inventory
from port_out.domain.numbers import HeldNumber, InstanceArn
from port_out.gateways.clients import aws_client
from port_out.gateways.faults import translated

if TYPE_CHECKING:
    from port_out.domain.uses import Use

_CONFIG = Config(
    connect_timeout=5, read_timeout=20, retries={"mode": "adaptive", "total_max_attempts": 8}
)
"""Connect allows 2 calls a second; adaptive mode waits instead of failing."""
_NUMBERS_A_PAGE = 1000
_GROUPS_A_PAGE = 10
_KNOWN = {"ResourceNotFoundException": InstanceNotFound}


class Connect:
    """Reads only. The program has no permission to release a number."""

    def __init__(self, *, now: Callable[[], datetime], client: Any = None) -> None:
        self._now = now
        self._client: Any = client or aws_client("connect", _CONFIG)

    def inventory(self, instance: InstanceArn) -> Inventory:
        """What the instance and its traffic distribution groups hold; InstanceNotFound."""
        requests: list[str] = []
        with translated("connect", _KNOWN):
            found = self._described(instance, requests)
            numbers = list(self._numbers(requests, TargetArn=instance.arn))
            for group in self._groups(requests, InstanceId=instance.id):
                numbers.extend(self._numbers(requests, TargetArn=group["Arn"]))
        return Inventory(found, {n.number: n for n in numbers}, self._now(), tuple(requests))

    def seen(self, instance: InstanceArn) -> Inventory:
        """The same; where there is no such instance, one that is GONE and holds nothing."""
        try:
            return self.inventory(instance)
        except InstanceNotFound:
            gone = Instance(instance.id, instance.arn, alias="", status=GONE)
            return Inventory(gone, {}, self._now(), ())

    def all_numbers(self) -> list[HeldNumber]:
        """Every number of the account in this Region, with the instance that holds it.

        AWS names no instance for a number of a traffic distribution group: its group does.
        """
        with translated("connect"):
            numbers = list(self._numbers([]))
            if all(number.instance_id for number in numbers):
                return numbers
            instances = {g["Arn"]: g["InstanceArn"].rsplit("/", 1)[-1] for g in self._groups([])}
        return [
            replace(n, instance_id=n.instance_id or instances.get(n.target_arn, ""))
            for n in numbers
        ]

    def uses(self, inventory: Inventory) -> list[Use] | None:
        """What uses the inventory's numbers; None where the program may not read that.

        The calls grow with what the instance has, a page each, and not with the numbers.
        """
        from port_out.gateways.connect_uses import uses_of

        try:
            with translated("connect", _KNOWN):
                return uses_of(self._client, inventory)
        except AccessRefused:
            return None

    def _described(self, instance: InstanceArn, requests: list[str]) -> Instance:
        answer = self._client.describe_instance(InstanceId=instance.id)
        requests.append(_request_id(answer))
        found = answer["Instance"]
        return Instance(
            id=found["Id"],
            arn=found["Arn"],
            alias=found.get("InstanceAlias", ""),
            status=found["InstanceStatus"],
        )

    def _numbers(self, requests: list[str], **target: str) -> Iterator[HeldNumber]:
        pages = self._client.get_paginator("list_phone_numbers_v2").paginate(
            **target, PaginationConfig={"PageSize": _NUMBERS_A_PAGE}
        )
        for page in pages:
            requests.append(_request_id(page))
            for found in page.get("ListPhoneNumbersSummaryList", ()):
                yield _held(found)

    def _groups(self, requests: list[str], **instance: str) -> Iterator[dict[str, Any]]:
        pages = self._client.get_paginator("list_traffic_distribution_groups").paginate(
            **instance, PaginationConfig={"PageSize": _GROUPS_A_PAGE}
        )
        for page in pages:
            requests.append(_request_id(page))
            yield from page.get("TrafficDistributionGroupSummaryList", ())


def _held(found: dict[str, Any]) -> HeldNumber:
    return HeldNumber(
        number=found["PhoneNumber"],
        id=found["PhoneNumberId"],
        arn=found["PhoneNumberArn"],
        type=found["PhoneNumberType"],
        country=found["PhoneNumberCountryCode"],
        target_arn=found["TargetArn"],
        instance_id=found.get("InstanceId", ""),
        source_arn=found.get("SourcePhoneNumberArn", ""),
    )


def _request_id(answer: dict[str, Any]) -> str:
    return str(answer["ResponseMetadata"].get("RequestId", ""))
