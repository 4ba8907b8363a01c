"""An order is told without what was not given, and read as it was told."""

from dataclasses import replace

from port_out.domain.numbers import Kind
from port_out.domain.order import Order
from tests.builders import an_order


def test_an_order_is_read_as_it_was_told() -> None:
    order = an_order(kind=Kind.TOLL_FREE, contact_cc=("a@example.com",), reference="R-1")

    assert Order.from_data(order.as_data()) == order
    assert Order.from_data(an_order().as_data()) == an_order()


def test_what_was_not_given_is_not_told() -> None:
    bare = an_order(reference="", contact_cc=(), resp_org="")
    nameless = replace(bare, identity=replace(bare.identity, title=""))

    told = nameless.as_data()

    assert not {"reference", "contact_cc", "resp_org"} & set(told)
    assert "title" not in told["identity"]
    assert all(value not in ("", ()) for value in told.values())
