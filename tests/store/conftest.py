"""The same rules for both: the stores on DynamoDB (moto) and the fakes that stand in for them."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from moto import mock_aws

from port_out.domain.errors import PortOutNotFound
from port_out.store.batches import Batches
from port_out.store.documents import Documents
from port_out.store.fence import CaseFence
from port_out.store.inbox import Inbox
from port_out.store.inventories import Inventories
from port_out.store.links import Links
from port_out.store.locks import NumberLocks
from port_out.store.message_ids import MessageIds
from port_out.store.moves import Moves
from port_out.store.notices import Notices
from port_out.store.outbox import Outbox
from port_out.store.pace import CasePace
from port_out.store.tokens import TaskTokens
from port_out.store.uses import NumberUses
from port_out.store.whole import Wholes
from tests.fakes import (
    FakeBatches,
    FakeDocuments,
    FakeFence,
    FakeInbox,
    FakeInventories,
    FakeLinks,
    FakeLocks,
    FakeMessageIds,
    FakeNotices,
    FakeNumberUses,
    FakeOutbox,
    FakePace,
    FakePortOuts,
    FakeTokens,
    FakeWholes,
)
from tests.tables import create_tables


@dataclass
class Stores:
    """One set of stores that belong together."""

    port_outs: Moves
    inbox: Inbox
    outbox: Outbox
    documents: Documents
    locks: NumberLocks
    fence: CaseFence
    pace: CasePace
    tokens: TaskTokens
    uses: NumberUses
    links: Links
    message_ids: MessageIds
    batches: Batches
    notices: Notices
    wholes: Wholes
    inventories: Inventories


def _is_over(port_outs: Moves, port_out_id: str) -> bool:
    try:
        return port_outs.get(port_out_id).is_over
    except PortOutNotFound:
        return True


def fakes() -> Stores:
    """The fakes, wired as the tests of steps and events use them."""
    inbox, outbox = FakeInbox(), FakeOutbox()
    notices = FakeNotices()
    port_outs = FakePortOuts(inbox=inbox, outbox=outbox, notices=notices)
    locks = FakeLocks(is_over=lambda id_: _is_over(port_outs, id_))
    documents, uses, links = FakeDocuments(), FakeNumberUses(), FakeLinks(inbox)
    return Stores(
        port_outs,
        inbox,
        outbox,
        documents,
        locks,
        FakeFence(),
        FakePace(),
        FakeTokens(),
        uses,
        links,
        FakeMessageIds(),
        FakeBatches(),
        notices,
        FakeWholes(port_outs, inbox, outbox, documents, uses, links, notices),
        FakeInventories(),
    )


def real() -> Stores:
    """The stores on DynamoDB."""
    port_outs = Moves()
    locks = NumberLocks(lambda id_: _is_over(port_outs, id_))
    return Stores(
        port_outs,
        Inbox(),
        Outbox(),
        Documents(),
        locks,
        CaseFence(),
        CasePace(),
        TaskTokens(),
        NumberUses(),
        Links(),
        MessageIds(),
        Batches(),
        Notices(),
        Wholes(),
        Inventories(),
    )


@pytest.fixture
def dynamodb() -> Iterator[Stores]:
    """The stores on DynamoDB, where the rows themselves matter."""
    with mock_aws():
        create_tables()
        yield real()


@pytest.fixture(params=["dynamodb", "fakes"])
def stores(request: pytest.FixtureRequest) -> Iterator[Stores]:
    """Both kinds, one after the other."""
    if request.param == "fakes":
        yield fakes()
        return
    with mock_aws():
        create_tables()
        yield real()
