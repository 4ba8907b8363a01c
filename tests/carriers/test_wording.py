"""Whatever a carrier writes becomes facts that can be kept, or nothing."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from port_out.carriers import bandwidth, sinch, twilio
from port_out.carriers.message import Adapter, Key, Request
from port_out.carriers.wording import e164, in_words, moment, numbers_in
from port_out.domain.errors import BadInput, SenderNotProven
from port_out.domain.facts import checked_facts
from port_out.domain.signals import SignalType
from tests.carriers.signed import (
    ABOUT,
    BASIC_KEY,
    TOKEN_KEY,
    TWILIO_KEY,
    from_bandwidth,
    from_sinch,
    from_twilio,
)

NAMES = [
    *("type", "event", "event_type", "status", "order_type", "orderType", "orderId", "order"),
    *("phone_number", "phoneNumbers", "port_date", "actualFocDate", "note", "message", "Status"),
    *("rejection_reason", "completedTelephoneNumbers", "port_in_request_sid", "lastModifiedDate"),
]
WORDS = st.sampled_from(
    [
        *("portins", "COMPLETE", "FOC", "EXCEPTION", "SUBMITTED", "CANCELLED", "ORDER_UPDATED"),
        *("NUMBERS_ACTIVATED", "NUMBERS_REJECTED", "PortInPhoneNumberPending", "completed"),
        *("+12065550100", "2026-12-15T16:00:00Z", "KW" + "0" * 32, "", "\x00", "9" * 5000),
    ]
)
VALUES = st.recursive(
    WORDS | st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["phoneNumber", "status", *NAMES]), inner, max_size=4)
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=8))
def test_no_proven_message_makes_an_adapter_fail(body: dict[str, object]) -> None:
    plain = {n: v for n, v in body.items() if isinstance(v, str) and v.isprintable()}
    spoken: list[tuple[Adapter, Request, Key]] = [
        (bandwidth.hear, from_bandwidth(json.dumps(body).encode()), BASIC_KEY),
        (sinch.hear, from_sinch(body), TOKEN_KEY),
        (twilio.hear, from_twilio(plain), TWILIO_KEY),
        (twilio.hear, from_twilio(plain, form=False), TWILIO_KEY),
    ]

    for hear, request, key in spoken:
        try:
            said = hear(request, [key], ABOUT).said
        except BadInput:
            continue
        for one in said:
            if one.type is SignalType.CARRIER_WROTE:
                assert 0 < len(one.facts["text"]) <= 4000
            else:
                checked_facts(one.type, one.facts)


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=200),
    st.dictionaries(
        st.sampled_from(["authorization", "content-type", "x-twilio-signature"]), st.text()
    ),
)
def test_a_stranger_is_never_more_than_not_proven(body: bytes, headers: dict[str, str]) -> None:
    request = Request("https://a/b?bodySHA256=", headers, body, datetime(2026, 11, 24, tzinfo=UTC))
    for hear, key in (
        (bandwidth.hear, BASIC_KEY), (twilio.hear, TWILIO_KEY), (sinch.hear, TOKEN_KEY)
    ):  # fmt: skip
        with pytest.raises(SenderNotProven):
            hear(request, [key], ABOUT)


@pytest.mark.parametrize(
    ("given_", "number"),
    [
        ("2065550100", "+12065550100"),
        ("+12065550100", "+12065550100"),
        ("(206) 555-0100", "+12065550100"),
        (2065550100, "+12065550100"),
        ("+442079460000", "+442079460000"),
        ("206555010", ""),
        ("1-800-FLOWERS", ""),
        ("", ""),
        (None, ""),
        (True, ""),
    ],
)
def test_a_number_is_read_as_one_of_its_country(given_: object, number: str) -> None:
    assert e164(given_, "US") == number


def test_numbers_count_only_where_all_of_them_can_be_read() -> None:
    assert numbers_in(["2065550100", "+12065550100"], "US") == ["+12065550100"]
    assert numbers_in(["2065550100", "x"], "US") == []
    assert numbers_in(["2065550100"], "") == []


def test_words_are_one_line_without_control_characters() -> None:
    assert in_words(" a\n\tb\x00c ") == "a b c"
    assert in_words("x" * 2000) == "x" * 1000
    assert in_words(["a"]) == ""


@pytest.mark.parametrize("value", ["2024-02-29T10:00:00", "2026-02-29T10:00:00", "x", None, 5])
def test_a_day_that_is_not_in_the_calendar_is_no_date(value: object) -> None:
    expected = "2024-02-29T10:00:00-05:00" if value == "2024-02-29T10:00:00" else ""

    assert moment(value, "US") == expected
