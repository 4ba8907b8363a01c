"""Which number of which port-out has which id in Connect."""

from port_out.domain.numbers import NumberOutcome
from port_out.domain.port_out import requested
from port_out.store.moves import Moves
from tests.builders import ID, NOON, NUMBERS, OPERATOR, an_order
from tests.store.conftest import Stores

IDS = {f"id-{number}": number for number in NUMBERS}


def stored(stores: Stores) -> Moves:
    """A port-out whose numbers were confirmed."""
    port_outs = stores.port_outs
    new, line = requested(ID, an_order(), at=NOON, by=OPERATOR, facts={})
    port_outs.add(new, line, NUMBERS)
    port_outs.know_ids(ID, IDS)
    return port_outs


def test_a_number_is_found_by_its_id_in_every_port_out_that_had_it(stores: Stores) -> None:
    port_outs = stored(stores)

    port_outs.know_ids(ID, IDS)
    port_outs.know_ids("po-other", {f"id-{NUMBERS[0]}": NUMBERS[0]})

    assert port_outs.with_id(f"id-{NUMBERS[0]}") == {ID: NUMBERS[0], "po-other": NUMBERS[0]}
    assert port_outs.with_id(f"id-{NUMBERS[1]}") == {ID: NUMBERS[1]}
    assert port_outs.with_id("id-of-another") == {}


def test_a_port_out_needs_its_numbers_until_they_are_taken_out_of_it(stores: Stores) -> None:
    port_outs = stored(stores)
    port_outs.set_outcomes(ID, [NUMBERS[1]], NumberOutcome.REMOVED)

    assert [port_outs.needs(ID, number) for number in NUMBERS] == [True, False, True]
    assert not port_outs.needs(ID, "+12065550199")


def test_ids_are_in_no_index_of_numbers(stores: Stores) -> None:
    port_outs = stored(stores)

    assert [found.id for found in port_outs.with_number(NUMBERS[0])] == [ID]
    assert len(port_outs.numbers(ID)) == len(NUMBERS)
