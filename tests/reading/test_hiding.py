"""What is left of a text when its secrets are hidden: enough to read it later, and no secret."""

import pytest

from port_out.domain.life_cycle import State
from port_out.domain.reading import reader
from port_out.domain.reading.given import MARKS, SecretKind
from port_out.domain.reading.hiding import hidden
from port_out.domain.support_case import message, message_mark
from tests.reading.labelled import NAMES, labelled, read

K = SecretKind
ID = "po-abcdefghijklmnopqrstuvwx23"


def test_a_hidden_text_is_read_later_as_it_would_have_been_at_once() -> None:
    for one in labelled():
        kept = hidden(one.text)
        stored = kept.text.encode().decode()

        later = reader.read(stored, one.state, hidden=kept.kinds, names=NAMES)

        assert later == one.reading


@pytest.mark.parametrize(
    "written", ["(account number)", MARKS[K.ACCOUNT_NUMBER], "<account_number>"]
)
def test_nobody_gives_an_account_number_by_writing_what_stands_for_one(written: str) -> None:
    text = f"The account number is {written}."

    found = read(text, State.AWAIT_SUPPORT_GO_AHEAD)

    assert hidden(text).secrets == ()
    assert found.given == ()
    assert not found.is_certain


def test_the_same_secret_is_hidden_wherever_it_comes_again() -> None:
    kept = hidden("Account number: 4400-123456.\nPlease use 4400 123456 or 4400123456 with them.")

    assert kept.kinds == (K.ACCOUNT_NUMBER,)
    assert "123456" not in kept.text


def test_a_mark_of_ours_stays_whole_though_a_secret_is_made_of_the_same_digits() -> None:
    text = message(ID, "answer op-7391", "The PIN is 7391.")

    kept = hidden(text)

    assert message_mark(ID, "answer op-7391") in kept.text
    assert kept.text.count("7391") == 1


def test_what_is_printed_of_a_hidden_text_holds_no_value() -> None:
    kept = hidden("PIN: 90210")

    assert "90210" not in repr(kept)
    assert "90210" not in repr(kept.secrets)
