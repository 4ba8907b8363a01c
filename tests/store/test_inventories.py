"""Which inventory was kept last, and what the numbers that left were in."""

from dataclasses import replace

from port_out.domain.inventory import INVENTORY
from port_out.store.inventories import KeptInventory
from tests.builders import ID, NOON, NUMBERS
from tests.store.conftest import Stores

FIRST = KeptInventory(1, NOON, "inventory/kept/one", "0" * 64, 3)
HELD = {"id-1": NUMBERS[0], "id-2": NUMBERS[1]}


def test_before_the_first_there_is_none_and_then_the_last_one_is_known(stores: Stores) -> None:
    assert stores.inventories.last() is None

    assert stores.inventories.keep(FIRST)
    assert stores.inventories.keep(replace(FIRST, revision=2, count=2))

    assert stores.inventories.last() == replace(FIRST, revision=2, count=2)


def test_of_two_that_are_kept_at_once_the_second_changes_nothing(stores: Stores) -> None:
    stores.inventories.keep(FIRST)
    stores.inventories.keep(replace(FIRST, revision=2))

    assert not stores.inventories.keep(replace(FIRST, key="another"))
    assert not stores.inventories.keep(replace(FIRST, revision=2, key="another"))

    assert stores.inventories.last() == replace(FIRST, revision=2)


def test_it_is_no_port_out(stores: Stores) -> None:
    stores.inventories.keep(FIRST)

    assert stores.port_outs.many([INVENTORY]) == {}


def test_an_id_is_a_port_out_s_only_where_both_are_right(stores: Stores) -> None:
    stores.port_outs.know_ids(ID, HELD)

    asked = [("id-1", ID), ("id-2", "po-other"), ("id-3", ID)]

    assert stores.port_outs.numbers_with(asked) == {("id-1", ID): HELD["id-1"]}
    assert stores.port_outs.numbers_with([]) == {}


def test_the_last_port_out_of_a_number_is_known_though_it_is_over(stores: Stores) -> None:
    many = [f"+1206555{n:04}" for n in range(120)]
    stores.locks.take(many, "po-that-never-was")

    assert stores.locks.holders(many) == {}
    assert stores.locks.last([*many, NUMBERS[0]]) == dict.fromkeys(many, "po-that-never-was")
    assert stores.locks.last([]) == {}
