"""The inbox and the outbox: everything once, in order, and marked when it is used."""

from dataclasses import replace
from datetime import timedelta

import pytest

from port_out.domain.communications import Communication
from port_out.domain.reading.given import SecretKind
from port_out.domain.reading.hiding import hidden
from port_out.domain.signals import SignalType
from port_out.store.inbox import LONGEST_RAW
from tests.builders import ID, NOON
from tests.domain.samples import a_signal
from tests.store.conftest import Stores


def said(text: str = "Hello", id_: str = "c-1", minutes: int = 0) -> Communication:
    """Something that AWS said so many minutes after noon."""
    at = NOON + timedelta(minutes=minutes, microseconds=minutes)
    return Communication(id_, "Amazon Web Services", at, text, ("letter.pdf",))


def test_a_text_comes_back_with_what_was_hidden_in_it_and_without_the_values(
    stores: Stores,
) -> None:
    kept = hidden("The PIN is 7391, not 7392. See https://example.com/x")
    text = replace(said(kept.text), hidden=kept.kinds, secrets=kept.secrets)

    stores.inbox.keep_communication(ID, text)

    [back] = stores.inbox.communications(ID)
    assert back == text
    assert back.secrets == ()
    assert back.hidden == (SecretKind.UPLOAD_LINK, SecretKind.PIN, SecretKind.PIN)


def test_a_signal_is_stored_once_and_the_first_stays(stores: Stores) -> None:
    first = replace(a_signal("support.asked", question="PIN? 携帯 🐴"), raw='{"a": 1}')
    again = replace(first, facts={"question": "other"}, received_at=NOON + timedelta(days=1))

    assert stores.inbox.keep(first)
    assert not stores.inbox.keep(again)

    assert stores.inbox.signals(ID) == [first]


def test_a_second_delivery_does_not_make_a_used_signal_new(stores: Stores) -> None:
    signal = a_signal("support.approved")
    stores.inbox.keep(signal)
    stores.inbox.drop(signal, 7)

    assert not stores.inbox.keep(signal)

    assert stores.inbox.signals(ID)[0].used_in == 7


def test_a_signal_is_used_once(stores: Stores) -> None:
    signal = a_signal("support.approved")
    stores.inbox.keep(signal)

    stores.inbox.drop(signal, 7)
    stores.inbox.drop(signal, 8)

    assert stores.inbox.signals(ID)[0].used_in == 7


def test_signals_come_in_the_order_in_which_they_were_received(stores: Stores) -> None:
    times = {"s-3": 0, "s-1": 1, "s-2": 1, "s-0": 2}
    for id_, seconds in times.items():
        at = NOON + timedelta(seconds=seconds)
        stores.inbox.keep(replace(a_signal("support.approved", id_), received_at=at))
    stores.inbox.keep(replace(a_signal("support.approved"), port_out_id="po-other"))

    assert [s.id for s in stores.inbox.signals(ID)] == ["s-3", "s-1", "s-2", "s-0"]


@pytest.mark.parametrize("type_", sorted(SignalType))
def test_every_type_of_signal_comes_back(stores: Stores, type_: SignalType) -> None:
    stores.inbox.keep(a_signal(type_))

    assert stores.inbox.signals(ID)[0].type is type_


def test_a_raw_message_of_any_length_is_kept_as_far_as_a_row_can_hold_it(stores: Stores) -> None:
    numbers = [f"+1206{n:07}" for n in range(5_550_000, 5_555_000)]
    signal = replace(a_signal("carrier.completed", numbers=numbers), raw="🐴" * 100_000)

    assert stores.inbox.keep(signal)

    assert stores.inbox.signals(ID) == [replace(signal, raw="🐴" * LONGEST_RAW)]


def test_communications_are_stored_once_and_come_in_the_order_of_the_case(stores: Stores) -> None:
    later, earlier = said("later", "c-1", minutes=2), said("earlier 携帯", "c-2", minutes=1)

    assert stores.inbox.keep_communication(ID, later)
    assert stores.inbox.keep_communication(ID, earlier)
    assert not stores.inbox.keep_communication(ID, later)

    assert stores.inbox.communications(ID) == [earlier, later]
    assert stores.inbox.communications("po-other") == []


def test_signals_and_communications_are_not_mixed_up(stores: Stores) -> None:
    stores.inbox.keep_communication(ID, said())
    stores.inbox.keep(a_signal("support.wrote", communication="c-1"))

    assert len(stores.inbox.signals(ID)) == 1
    assert len(stores.inbox.communications(ID)) == 1
    assert stores.outbox.pending(ID) == []
    assert stores.documents.list(ID) == []
    assert stores.port_outs.numbers(ID) == []
