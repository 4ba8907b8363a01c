"""AWS as the program sees it through its gateways, in memory."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from port_out.carriers.message import Key
from port_out.domain.account_details import KINDS, Kept
from port_out.domain.errors import InstanceNotFound, PortOutError
from port_out.domain.evidence import Inventory
from port_out.domain.numbers import HeldNumber, InstanceArn
from port_out.domain.reading.given import Secret
from port_out.domain.uses import Use
from port_out.gateways.carrier_keys import CarrierKeys, keys_in
from port_out.gateways.carrier_orders import CarrierOrders
from port_out.gateways.connect import Connect
from port_out.gateways.files import Files
from port_out.gateways.functions import Functions
from port_out.gateways.secrets import Secrets
from port_out.gateways.traffic import Traffic
from port_out.gateways.workflow import Workflow


class FakeConnect(Connect):
    """Inventories by instance ARN, and `in_use` for each; None where uses may not be read.

    `failing` is raised by every call while it is set.
    """

    def __init__(self, *inventories: Inventory, numbers: Iterable[HeldNumber] = ()) -> None:
        self.inventories = {found.instance.arn: found for found in inventories}
        self.numbers = list(numbers)
        self.in_use: list[Use] | None = []
        self.failing: PortOutError | None = None
        self.calls = 0
        self._now = lambda: datetime(2026, 11, 23, 12, tzinfo=UTC)

    def inventory(self, instance: InstanceArn) -> Inventory:
        self._called()
        if instance.arn not in self.inventories:
            raise InstanceNotFound("connect: ResourceNotFoundException")
        return self.inventories[instance.arn]

    def all_numbers(self) -> list[HeldNumber]:
        self._called()
        held = [n for found in self.inventories.values() for n in found.numbers.values()]
        return held + list(self.numbers)

    def uses(self, inventory: Inventory) -> list[Use] | None:
        self._called()
        if self.in_use is None:
            return None
        ours = [replace(u, numbers=_of(u.numbers, inventory)) for u in self.in_use]
        return [use for use in ours if use.numbers]

    def _called(self) -> None:
        self.calls += 1
        if self.failing is not None:
            raise self.failing


def _of(numbers: Iterable[str], inventory: Inventory) -> tuple[str, ...]:
    return tuple(number for number in numbers if number in inventory.numbers)


class FakeTraffic(Traffic):
    """The calls of every instance; None while CloudWatch can't be read."""

    def __init__(self) -> None:
        self.count: int | None = 0
        self.asked: list[tuple[str, datetime, datetime]] = []

    def calls(self, instance_id: str, since: datetime, until: datetime) -> int | None:
        self.asked.append((instance_id, since, until))
        return self.count


class FakeWorkflow(Workflow):
    """Executions by name and released tokens; `gone` are tokens nobody waits for any more."""

    def __init__(self) -> None:
        self.started: list[str] = []
        self.runs: dict[str, dict[str, str]] = {}
        self.released: list[tuple[str, dict[str, Any]]] = []
        self.gone: set[str] = set()
        self.ended: set[str] = set()
        self.failing: PortOutError | None = None

    def start(self, port_out_id: str, run: str = "") -> bool:
        if self.failing is not None:
            raise self.failing
        name = run or port_out_id
        if name in self.started:
            return False
        self.started.append(name)
        return True

    def status(self, run: str) -> str:
        if self.failing is not None:
            raise self.failing
        if run not in self.started:
            return ""
        return "FAILED" if run in self.ended else "RUNNING"

    def start_batch(self, run: str, told: Mapping[str, str]) -> bool:
        if self.failing is not None:
            raise self.failing
        is_new = run not in self.runs
        self.runs.setdefault(run, dict(told))
        return is_new

    def succeed(self, token: str, output: Mapping[str, Any]) -> bool:
        if self.failing is not None:
            raise self.failing
        if token in self.gone:
            return False
        self.gone.add(token)
        self.released.append((token, dict(output)))
        return True


class FakeFunctions(Functions):
    """Which port-outs were to be settled, posted, followed up and told of, in order."""

    def __init__(self) -> None:
        self.settled: list[str] = []
        self.posted: list[str] = []
        self.followed_up: list[str] = []
        self.notified: list[str] = []
        self.losses: list[dict[str, Any]] = []
        self.failing: PortOutError | None = None

    def settle(self, port_out_id: str) -> None:
        self._called()
        self.settled.append(port_out_id)

    def post(self, port_out_id: str) -> None:
        self._called()
        self.posted.append(port_out_id)

    def follow_up(self, port_out_id: str) -> None:
        self._called()
        self.followed_up.append(port_out_id)

    def notify(self, port_out_id: str) -> None:
        self._called()
        self.notified.append(port_out_id)

    def record_loss(self, loss: Mapping[str, Any]) -> None:
        self._called()
        self.losses.append(dict(loss))

    def _called(self) -> None:
        if self.failing is not None:
            raise self.failing


class FakeSecrets(Secrets):
    """What is kept of each port-out, by communication; `failing` is raised while it is set."""

    def __init__(self) -> None:
        self.kept: dict[str, dict[str, list[Secret]]] = {}
        self.failing: PortOutError | None = None

    def keep(self, port_out_id: str, communication_id: str, secrets: Iterable[Secret]) -> None:
        if self.failing is not None:
            raise self.failing
        values = [one for one in secrets if one.kind in KINDS]
        if values:
            self.kept.setdefault(port_out_id, {})[communication_id] = values

    def given(self, port_out_id: str) -> Kept:
        return dict(self.kept.get(port_out_id, {}))

    def forget(self, port_out_id: str) -> None:
        if self.failing is not None:
            raise self.failing
        self.kept.pop(port_out_id, None)


class FakeFiles(Files):
    """The bucket: every version of every key; links name what they are for."""

    def __init__(self) -> None:
        self.versions: dict[str, list[tuple[bytes, str]]] = {}

    def write(self, key: str, content: bytes, content_type: str) -> str:
        self.versions.setdefault(key, []).append((content, content_type))
        return hashlib.sha256(content).hexdigest()

    def size(self, key: str) -> int | None:
        return len(self.versions[key][-1][0]) if key in self.versions else None

    def read(self, key: str, longest: int) -> bytes:
        return self.versions[key][-1][0][:longest]

    def address(self, key: str) -> str:
        return f"s3://bucket.test/{key}"

    def upload_link(self, key: str, content_type: str) -> str:
        return f"https://bucket.test/{key}?method=PUT&type={content_type}"

    def download_link(self, key: str) -> str:
        return f"https://bucket.test/{key}?method=GET"


class FakeCarrierKeys(CarrierKeys):
    """Keys by carrier, as they lie on file: a text, or several plain keys.

    `filed` takes their place when they are read anew, which the real ones do by the clock.
    """

    def __init__(
        self, keys: Mapping[str, str | list[str]], failing: PortOutError | None = None
    ) -> None:
        self.on_file = dict(keys)
        self.filed: dict[str, str | list[str]] | None = None
        self.failing = failing

    def keys(self, carrier: str) -> list[Key]:
        if self.failing is not None:
            raise self.failing
        text = self.on_file.get(carrier, "")
        return keys_in(carrier, text if isinstance(text, str) else " ".join(text))

    def renewed(self) -> bool:
        if self.filed is None:
            return False
        self.on_file, self.filed = self.filed, None
        return True


class FakeCarrierOrders(CarrierOrders):
    """Orders at carriers by id, for whoever has an API key; each look is remembered."""

    def __init__(self) -> None:
        self.by_id: dict[str, Mapping[str, Any]] = {}
        self.asked: list[tuple[str, str, str]] = []

    def order(self, carrier: str, order_id: str, api_key: str) -> Mapping[str, Any] | None:
        if not api_key:
            return None
        self.asked.append((carrier, order_id, api_key))
        return self.by_id.get(order_id)
