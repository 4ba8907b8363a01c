"""The API with everything behind it in memory, and what a caller sees of it."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from port_out.api import (
    answer_link,
    exchange_documents,
    issue_links,
    lock_numbers,
    receive_approval,
    receive_carrier_update,
    receive_signal,
    redeliver_notices,
    request_batch,
    request_port_out,
    restart_port_out,
    show_batch,
    show_port_outs,
)
from port_out.api.manual_case import CaseCodes
from port_out.domain.billing import Bill
from port_out.domain.plan import Place
from port_out.domain.port_out import PortOut
from port_out.domain.second_person import TwoPersons
from port_out.paper import Paper
from tests.api.builders import ACCOUNT, ALICE, IDENTITY, KEY, NOON, NUMBERS, REGION, held, inventory
from tests.fakes import (
    FakeBatches,
    FakeBilling,
    FakeCarrierKeys,
    FakeCarrierOrders,
    FakeConnect,
    FakeDocuments,
    FakeFiles,
    FakeFunctions,
    FakeInbox,
    FakeLinks,
    FakeLocks,
    FakeMessageIds,
    FakeNotices,
    FakeNumberUses,
    FakeOutbox,
    FakePortLocks,
    FakePortOuts,
    FakeSupportRehearsal,
    FakeVelocity,
    FakeWholes,
    FakeWorkflow,
)
from tests.fakes.notices import FakeTopic

BATCH_MACHINE = "arn:aws:states:us-east-1:123456789012:stateMachine:Batch"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    body: Any
    headers: dict[str, str]
    text: str


@dataclass
class World:
    """One deployment; every call goes through the whole handler."""

    batches: FakeBatches = field(default_factory=FakeBatches)
    topic: FakeTopic = field(default_factory=FakeTopic)
    inbox: FakeInbox = field(default_factory=FakeInbox)
    outbox: FakeOutbox = field(default_factory=FakeOutbox)
    notices: FakeNotices = field(default_factory=FakeNotices)
    documents: FakeDocuments = field(default_factory=FakeDocuments)
    files: FakeFiles = field(default_factory=FakeFiles)
    functions: FakeFunctions = field(default_factory=FakeFunctions)
    workflow: FakeWorkflow = field(default_factory=FakeWorkflow)
    locks: FakeLocks = field(default_factory=FakeLocks)
    port_locks: FakePortLocks = field(default_factory=FakePortLocks)
    velocity: FakeVelocity = field(default_factory=FakeVelocity)
    two_persons: TwoPersons = field(default_factory=lambda: TwoPersons(is_on=True, above=100))
    uses: FakeNumberUses = field(default_factory=FakeNumberUses)
    keys: FakeCarrierKeys = field(default_factory=lambda: FakeCarrierKeys({"standard": [KEY]}))
    orders: FakeCarrierOrders = field(default_factory=FakeCarrierOrders)
    message_ids: FakeMessageIds = field(default_factory=FakeMessageIds)
    connect: FakeConnect = field(
        default_factory=lambda: FakeConnect(inventory(*(held(n) for n in NUMBERS)))
    )
    billing: FakeBilling = field(
        default_factory=lambda: FakeBilling(
            Bill("invoice profile", {n: v for n, v in IDENTITY.items() if n[:4] != "auth"})
        )
    )
    support: FakeSupportRehearsal = field(default_factory=FakeSupportRehearsal)
    now: datetime = NOON

    def __post_init__(self) -> None:
        self.links = FakeLinks(self.inbox)
        self.port_outs = FakePortOuts(inbox=self.inbox, notices=self.notices)

    def holding(self, *port_outs: PortOut, numbers: tuple[str, ...] = NUMBERS) -> "World":
        """The same world with these port-outs in it."""
        self.port_outs = FakePortOuts(
            *port_outs, numbers=numbers, inbox=self.inbox, notices=self.notices
        )
        return self

    def get(self, url: str, **more: Any) -> Answer:
        return self.call("GET", url, **more)

    def post(self, url: str, body: Any = None, **more: Any) -> Answer:
        return self.call("POST", url, body, **more)

    def call(
        self,
        method: str,
        url: str,
        body: Any = None,
        *,
        by: str = ALICE,
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> Answer:
        parts = urlsplit(url)
        raw = body if isinstance(body, str) or body is None else json.dumps(body)
        event = {
            "httpMethod": method,
            "path": parts.path,
            "resource": parts.path,
            "headers": {"Content-Type": "application/json"} | (headers or {}),
            "queryStringParameters": dict(parse_qsl(parts.query, keep_blank_values=True)) or None,
            "requestContext": {"requestId": "r-1", "identity": {"userArn": by or None}},
            "body": raw,
            "isBase64Encoded": False,
        } | more
        answer = self._respond(method, parts.path, event)
        shown = {n: v[0] for n, v in answer["multiValueHeaders"].items()}
        is_page = shown["Content-Type"].startswith("text/html")
        body = None if is_page else json.loads(answer["body"])
        return Answer(answer["statusCode"], body, shown, answer["body"])

    def _respond(self, method: str, path: str, event: dict[str, Any]) -> dict[str, Any]:
        if path.startswith("/carriers"):
            return receive_carrier_update.respond(
                event,
                None,
                carrier_keys=self.keys,
                carrier_orders=self.orders,
                port_outs=self.port_outs,
                inbox=self.inbox,
                message_ids=self.message_ids,
                functions=self.functions,
                now=lambda: self.now,
            )
        if "/documents" in path:
            return exchange_documents.respond(
                event,
                None,
                port_outs=self.port_outs,
                documents=self.documents,
                files=self.files,
                now=lambda: self.now,
            )
        if path.endswith("/signals"):
            return self._signal(event)
        if path.endswith("/approvals") and path.startswith("/port-outs"):
            return receive_approval.respond(
                event,
                None,
                port_outs=self.port_outs,
                inbox=self.inbox,
                functions=self.functions,
                now=lambda: self.now,
            )
        if path.endswith("/restart"):
            return restart_port_out.respond(
                event,
                None,
                port_outs=self.port_outs,
                workflow=self.workflow,
                now=lambda: self.now,
            )
        if path.startswith("/locks"):
            return lock_numbers.respond(
                event,
                None,
                port_locks=self.port_locks,
                two_persons=self.two_persons,
                now=lambda: self.now,
            )
        if "/notices" in path:
            return redeliver_notices.respond(
                event,
                None,
                port_outs=self.port_outs,
                notices=self.notices,
                functions=self.functions,
                now=lambda: self.now,
            )
        if "/links" in path:
            return self._link(path, event)
        if path.startswith("/batches"):
            return self._batch(method, event)
        return self._read(event) if method == "GET" else self._request(event)

    def _batch(self, method: str, event: dict[str, Any]) -> dict[str, Any]:
        shared: dict[str, Any] = {"batches": self.batches, "files": self.files}
        if method == "GET":
            return show_batch.respond(
                event,
                None,
                port_outs=self.port_outs,
                machine=BATCH_MACHINE,
                now=lambda: self.now,
                **shared,
            )
        return request_batch.respond(
            event,
            None,
            number_locks=self.locks,
            port_locks=self.port_locks,
            velocity=self.velocity,
            workflow=self.workflow,
            connect=self.connect,
            place=Place(ACCOUNT, REGION),
            now=lambda: self.now,
            **shared,
        )

    def _link(self, path: str, event: dict[str, Any]) -> dict[str, Any]:
        shared: dict[str, Any] = {"port_outs": self.port_outs, "links": self.links}
        if path.startswith("/links"):
            return answer_link.respond(
                event, None, functions=self.functions, now=lambda: self.now, **shared
            )
        return issue_links.respond(event, None, now=lambda: self.now, **shared)

    def _signal(self, event: dict[str, Any]) -> dict[str, Any]:
        return receive_signal.respond(
            event,
            None,
            port_outs=self.port_outs,
            inbox=self.inbox,
            outbox=self.outbox,
            documents=self.documents,
            files=self.files,
            paper=Paper(self.files, self.documents, lambda: self.now),
            functions=self.functions,
            two_persons=self.two_persons,
            now=lambda: self.now,
        )

    def _read(self, event: dict[str, Any]) -> dict[str, Any]:
        return show_port_outs.respond(
            event,
            None,
            port_outs=self.port_outs,
            wholes=FakeWholes(
                self.port_outs,
                self.inbox,
                self.outbox,
                self.documents,
                self.uses,
                self.links,
                self.notices,
            ),
            inbox=self.inbox,
            notices=self.notices,
            codes=CaseCodes("service-connect", "port-out"),
            machine="arn:aws:states:us-east-1:123456789012:stateMachine:PortOut:live",
            now=lambda: self.now,
        )

    def _request(self, event: dict[str, Any]) -> dict[str, Any]:
        return request_port_out.respond(
            event,
            None,
            port_outs=self.port_outs,
            number_locks=self.locks,
            port_locks=self.port_locks,
            velocity=self.velocity,
            workflow=self.workflow,
            connect=self.connect,
            billing=self.billing,
            support=self.support,
            place=Place(ACCOUNT, REGION),
            now=lambda: self.now,
        )
