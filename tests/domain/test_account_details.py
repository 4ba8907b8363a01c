"""Of what AWS gave in its texts, the one value that counts goes into the letter."""

from port_out.domain.account_details import BY_HAND, account_details
from port_out.domain.reading.given import Secret, SecretKind

K = SecretKind
ACCOUNT, PIN = Secret(K.ACCOUNT_NUMBER, "4400-1234"), Secret(K.PIN, "7391")
GIVEN = {"account_number": "said-1", "pin": "said-2"}


def test_each_value_comes_from_the_text_that_gave_it_last() -> None:
    kept = {"said-1": [ACCOUNT, Secret(K.PIN, "1111")], "said-2": [PIN]}

    found = account_details(GIVEN, kept, "123")

    assert found.rows == [("Account number", "4400-1234"), ("PIN", "7391")]
    assert found.sources == GIVEN
    assert found.problems == ()


def test_what_nobody_says_was_given_is_not_in_the_letter() -> None:
    assert account_details({}, {"said-1": [ACCOUNT, PIN]}, "123").rows == []


def test_what_a_person_put_there_wins() -> None:
    kept = {"said-1": [ACCOUNT], BY_HAND: [Secret(K.ACCOUNT_NUMBER, "9900"), PIN]}

    found = account_details({"account_number": "said-1"}, kept, "123")

    assert found.rows == [("Account number", "9900"), ("PIN", "7391")]
    assert found.sources == {"account_number": BY_HAND, "pin": BY_HAND}


def test_of_two_values_in_one_text_none_counts_and_the_note_says_where_to_read() -> None:
    kept = {"said-1": [ACCOUNT, Secret(K.ACCOUNT_NUMBER, "9900")], "said-2": [PIN]}

    found = account_details(GIVEN, kept, "123")

    assert found.rows == [("PIN", "7391")]
    assert found.problems == (
        "Account number is not in the letter, as AWS Support's text names more than one: read it "
        "on Support case 123",
    )


def test_a_value_that_is_gone_is_told() -> None:
    found = account_details(GIVEN, {}, "")

    assert found.rows == []
    assert found.problems == tuple(
        f"{what} is not in the letter, as its value is not kept: read it on the Support case"
        for what in ("Account number", "PIN")
    )


def test_what_is_printed_of_them_holds_no_value() -> None:
    found = account_details({"pin": "said-2"}, {"said-2": [PIN]}, "123")

    assert "7391" not in repr(found)
