"""What a one-time link is called: by the operator, and by the signal that it makes."""

from datetime import UTC, datetime, timedelta

from port_out.domain.links import DAYS, MOST_OPEN, answer_of, hash_of, issued, port_out_of
from port_out.domain.record import timestamp

AT = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)


def test_a_link_and_its_signal_are_named_by_parts_of_the_hash_that_make_no_token() -> None:
    token = f"po-{'a' * 26}.{'0' * 64}"

    link = issued(token, name="Ann", company="Carrier", days=7, at=AT, by="me")

    assert link.hash == hash_of(token)
    assert link.id == hash_of(token)[:20]
    assert link.signal_id == f"link-{hash_of(token)[:32]}"
    assert len(hash_of(token)) == 64


def test_the_operator_sees_all_of_a_link_but_its_token() -> None:
    token = f"po-{'a' * 26}.{'0' * 64}"

    shown = issued(token, name="Ann", company="Carrier", days=7, at=AT, by="me").as_data()

    assert shown == {
        "link": hash_of(token)[:20],
        "name": "Ann",
        "company": "Carrier",
        "issued_at": timestamp(AT),
        "issued_by": "me",
        "expires_at": timestamp(AT + timedelta(days=7)),
        "revoked_at": None,
        "used_at": None,
        "used_for": None,
    }


def test_what_is_no_token_names_no_port_out() -> None:
    assert port_out_of("nonsense") == ""
    assert (MOST_OPEN, DAYS) == (20, 7)


def test_the_same_form_is_the_same_answer_in_whatever_order_it_is_filled_in() -> None:
    assert answer_of("date", {"a": 1, "b": 2}) == answer_of("date", {"b": 2, "a": 1})
    assert answer_of("date", {"a": 1}) != answer_of("date", {"a": 2})
