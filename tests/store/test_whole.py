"""All that is kept with a port-out, read at once: what each store says for itself."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from port_out.domain.communications import Communication
from port_out.domain.errors import PortOutNotFound
from port_out.domain.links import Link
from port_out.domain.uses import Use, UseKind
from port_out.store.whole import AnyRow
from tests.builders import ID, NOON, NUMBERS, OPERATOR
from tests.domain.samples import a_signal
from tests.store.conftest import Stores
from tests.store.test_case_stores import a_document, placed, written

HOUR = timedelta(hours=1)
A_MB = 1_000_000


def _filled(stores: Stores) -> None:
    """Something of every kind, and another port-out's beside it."""
    for id_ in (ID, f"{ID}-2"):
        placed(stores, id_)
    for name in ("b.txt", "a.txt"):
        stores.documents.keep(ID, a_document(name))
    for n, at in (("s-1", NOON + HOUR), ("s-2", NOON)):
        stores.inbox.keep(replace(a_signal("operator.answered"), id=n, received_at=at))
        stores.inbox.keep_communication(ID, Communication(f"c-{n}", "support", at, "text", ()))
    written(stores, "a", "b")
    stores.outbox.posted(ID, "a")
    stores.uses.keep(ID, [Use(UseKind.FLOW, "f-1", "Sales", NUMBERS[:2])])
    for hash_, at in (("h-1", NOON + HOUR), ("h-2", NOON)):
        stores.links.add(Link(ID, hash_, "Bo", "", at, OPERATOR, at + HOUR))
    stores.fence.acquire(ID, "n-1", NOON, after=None)


@pytest.fixture
def calls(dynamodb: Stores) -> Iterator[list[str]]:
    """The calls of DynamoDB as they are made."""
    made: list[str] = []

    def note(model: Any, **_: Any) -> None:
        made.append(model.name)

    events = AnyRow._get_connection().connection.client.meta.events
    events.register("before-call.dynamodb", note)
    yield made
    events.unregister("before-call.dynamodb", note)


def test_the_whole_is_what_every_store_says_in_its_own_order(stores: Stores) -> None:
    _filled(stores)

    whole = stores.wholes.get(ID)

    assert whole.port_out == stores.port_outs.get(ID)
    assert [n.number for n in whole.numbers] == sorted(NUMBERS)
    assert whole.numbers == stores.port_outs.numbers(ID)
    assert [signal.id for signal in whole.signals] == ["s-2", "s-1"]
    assert whole.signals == stores.inbox.signals(ID)
    assert [said.id for said in whole.communications] == ["c-s-2", "c-s-1"]
    assert whole.communications == stores.inbox.communications(ID)
    assert [each.name for each in whole.documents] == ["a.txt", "b.txt"]
    assert whole.documents == stores.documents.list(ID)
    assert [(each.key, each.text) for each in whole.messages] == stores.outbox.pending(ID)
    assert whole.uses == stores.uses.get(ID)
    assert [link.hash for link in whole.carrier_links] == ["h-2", "h-1"]
    assert whole.carrier_links == stores.links.list(ID)
    assert whole.notices == stores.notices.of(ID)
    assert len(whole.notices) == 1


def test_where_there_is_no_port_out_there_is_no_whole(stores: Stores) -> None:
    stores.documents.keep(ID, a_document("left.txt"))

    with pytest.raises(PortOutNotFound):
        stores.wholes.get(ID)


def test_it_is_one_read(dynamodb: Stores, calls: list[str]) -> None:
    _filled(dynamodb)
    calls.clear()

    dynamodb.wholes.get(ID)

    assert calls == ["Query"]


def test_what_is_larger_than_an_answer_of_dynamodb_is_read_to_its_end(
    dynamodb: Stores, calls: list[str]
) -> None:
    _filled(dynamodb)
    long = "x" * 40_000
    many = 2 * A_MB // len(long)
    for n in range(many):
        dynamodb.inbox.keep(replace(a_signal("operator.answered"), id=f"long-{n}", raw=long))
    calls.clear()

    whole = dynamodb.wholes.get(ID)

    assert len(whole.signals) == many + 2
    assert set(calls) == {"Query"}
    assert len(calls) in (2, 3)
