"""What uses the numbers of a port-out, kept in one row."""

import random
import uuid

from port_out import settings
from port_out.domain.uses import Use, UseKind
from tests.builders import ID, NUMBERS
from tests.store.conftest import Stores
from tests.tables import rows

FLOW = Use(UseKind.FLOW, "f-1", "Sales 携帯", NUMBERS[:2])
QUEUE = Use(UseKind.QUEUE, "q-1", "Sales", NUMBERS[:1])
LARGEST_ROW = 400 * 1024


def test_what_was_kept_is_given_back_in_one_order(stores: Stores) -> None:
    stores.uses.keep(ID, [QUEUE, FLOW])

    assert stores.uses.get(ID) == [FLOW, QUEUE]
    assert stores.uses.get("po-other") is None


def test_nothing_uses_them_is_not_the_same_as_not_known(stores: Stores) -> None:
    stores.uses.keep(ID, [])
    assert stores.uses.get(ID) == []

    stores.uses.keep(ID, None)
    assert stores.uses.get(ID) is None


def test_a_later_look_replaces_the_one_before(stores: Stores) -> None:
    stores.uses.keep(ID, [FLOW])

    stores.uses.keep(ID, [QUEUE])

    assert stores.uses.get(ID) == [QUEUE]


def test_the_most_numbers_each_with_a_flow_and_a_queue_of_its_own_fit_into_the_row(
    dynamodb: Stores,
) -> None:
    chance = random.Random(7)
    numbers = [f"+1{chance.randrange(2 * 10**9, 10**10)}" for _ in range(5000)]
    uses = [
        Use(kind, str(uuid.UUID(int=chance.getrandbits(128))), f"{kind} {n} Seattle", (number,))
        for n, number in enumerate(numbers)
        for kind in (UseKind.FLOW, UseKind.QUEUE)
    ]

    dynamodb.uses.keep(ID, uses)

    [row] = rows(settings.port_outs_table())
    assert len(row["uses"]["B"]) < LARGEST_ROW
    assert len(dynamodb.uses.get(ID) or ()) == 10_000
