"""Twilio's porting events: what is signed, and what they say."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from port_out.carriers.message import Heard, Key, Request, Said
from port_out.carriers.twilio import hear
from port_out.domain.errors import BadInput, SenderNotProven
from port_out.domain.facts import checked_facts
from port_out.domain.signals import SignalType
from tests.carriers.signed import ABOUT, FORM, JSON, NOON, PU, SID, TWILIO_KEY, from_twilio

T = SignalType
NUMBER = "+12065550100"


def heard(*, form: bool = True, **fields: Any) -> Heard:
    """An event of one number of our request, heard."""
    whole = {"port_in_request_sid": SID, "phone_number": NUMBER} | fields
    told = {name: value for name, value in whole.items() if value}
    return hear(from_twilio(told, form=form), [TWILIO_KEY], ABOUT)


def only(message: Heard) -> Said:
    """The one thing that was said, with facts that the domain takes."""
    [said] = message.said
    if said.type is not T.CARRIER_WROTE:
        checked_facts(said.type, said.facts)
    return said


@pytest.mark.parametrize("form", [True, False])
@pytest.mark.parametrize(
    ("event", "said"),
    [
        ("Submitted", Said(T.CARRIER_SUBMITTED, {"pon": SID, "numbers": [NUMBER]})),
        ("Completed", Said(T.CARRIER_COMPLETED, {"numbers": [NUMBER], "more_to_come": True})),
    ],
)
def test_an_event_of_a_number_is_about_that_number(form: bool, event: str, said: Said) -> None:
    told = heard(form=form, event_type=f"PortInPhoneNumber{event}")

    assert only(told) == said
    assert (told.order, told.key_id) == (SID, TWILIO_KEY.id)


def test_pending_agrees_a_date_only_with_a_certain_time() -> None:
    def said(date: str) -> Said:
        return only(heard(event_type="PortInPhoneNumberPending", port_date=date))

    assert said("2026-12-15T16:00:00Z") == Said(
        T.CARRIER_CONFIRMED_DATE, {"date": "2026-12-15T16:00:00+00:00", "numbers": [NUMBER]}
    )
    for unclear in ("", "2026-12-15", "2026-12-15T00:00:00Z", "2026-11-20T16:00:00Z"):
        assert said(unclear).facts["suggests"] == T.CARRIER_CONFIRMED_DATE


@pytest.mark.parametrize(
    ("fields", "facts"),
    [
        (
            {"rejection_reason": "INVALID_PIN"},
            {"code": "PIN_INVALID", "carrier_code": "INVALID_PIN", "reason": "INVALID_PIN"},
        ),
        (
            {"rejection_reason": "no such thing", "rejection_reason_code": "99999"},
            {"code": "OTHER", "carrier_code": "99999", "reason": "no such thing"},
        ),
        ({}, {"code": "OTHER", "reason": "twilio gave no words"}),
    ],
)
def test_a_rejection_keeps_its_words_and_code(
    fields: dict[str, Any], facts: dict[str, Any]
) -> None:
    said = only(heard(event_type="PortInPhoneNumberRejected", **fields))

    assert said.facts == facts | {"numbers": [NUMBER]}


def test_completed_for_the_whole_request_never_moves_alone() -> None:
    said = only(heard(phone_number="", event_type="PortInCompleted"))

    assert (said.type, said.facts["suggests"]) == (T.CARRIER_WROTE, T.CARRIER_COMPLETED)
    assert "ported or cancelled" in said.facts["text"]


@pytest.mark.parametrize(
    ("fields", "suggests"),
    [
        ({"event_type": "PortInPhoneNumberCanceled"}, T.CARRIER_REFUSED),
        ({"event_type": "PortInActionRequired", "phone_number": ""}, T.CARRIER_REFUSED),
        ({"event_type": "PortInExpired", "phone_number": ""}, T.CARRIER_CANCELLED),
        ({"event_type": "PortInWaitingForSignature", "phone_number": ""}, None),
        ({"event_type": "PortOutPhoneNumberCompleted"}, None),
        ({"event_type": "PortInSomethingNew"}, None),
        ({"event_type": "PortInPhoneNumberCompleted", "phone_number": ""}, T.CARRIER_COMPLETED),
        ({"event_type": "PortInPhoneNumberCompleted", "phone_number": "x"}, T.CARRIER_COMPLETED),
        (
            {"event_type": "PortInPhoneNumberCompleted", "port_in_request_sid": "KW1"},
            T.CARRIER_COMPLETED,
        ),
        ({"event_type": "PortInPhoneNumberCompleted", "status": "canceled"}, T.CARRIER_COMPLETED),
    ],
    ids=str,
)
def test_what_may_mean_two_things_is_for_a_person(
    fields: dict[str, Any], suggests: SignalType | None
) -> None:
    said = only(heard(**fields))

    assert said.type is T.CARRIER_WROTE
    assert said.facts.get("suggests") == suggests


def test_a_cancelled_request_is_told_with_its_reason() -> None:
    fields: dict[str, Any] = {
        "event_type": "PortInCanceled",
        "order_cancellation_reason": "by request",
    }

    assert only(heard(phone_number="", **fields)) == Said(
        T.CARRIER_CANCELLED, {"reason": "by request"}
    )


@pytest.mark.parametrize("status", ["completed", "Completed", "PortInPhoneNumberCompleted"])
def test_an_event_without_a_name_is_known_by_its_status(status: str) -> None:
    assert only(heard(status=status)).type is T.CARRIER_COMPLETED
    assert only(heard(status="port_submitted")).type is T.CARRIER_SUBMITTED
    assert heard(status="In Progress", phone_number="").said == ()


def test_old_news_moves_nothing_by_itself() -> None:
    old = (NOON - timedelta(days=2)).isoformat()
    said = only(heard(event_type="PortInPhoneNumberCompleted", last_date_updated=old))

    assert said.facts["suggests"] == T.CARRIER_COMPLETED


def not_proven(request: Request, key: Key = TWILIO_KEY) -> bool:
    """True when the adapter takes the sender for a stranger."""
    try:
        hear(request, [key], ABOUT)
    except SenderNotProven:
        return True
    return False


def test_a_json_body_that_the_url_does_not_cover_is_refused() -> None:
    good = from_twilio({"status": "completed"}, form=False)
    form = from_twilio({"status": "completed"})

    assert not_proven(replace(good, body=good.body.replace(b"completed", b"canceled")))
    assert not_proven(replace(good, url=good.url.partition("?")[0]))
    assert not_proven(replace(form, headers={**form.headers, "content-type": JSON}))
    assert not_proven(replace(good, headers={**good.headers, "content-type": FORM}))


@pytest.mark.parametrize(
    "body",
    [
        b"status=completedx&y=",
        b"statuscompleted=",
        b"statu=scompleted",
        b"status=comp%6ceted",
        b"status=completed&status=completed",
        b"status completed",
        b"status=%ff",
        b"status=\xff",
    ],
)
def test_a_form_that_is_cut_or_written_in_another_way_is_refused(body: bytes) -> None:
    good = from_twilio({"status": "completed"})

    assert moves_nothing(replace(good, body=body))


def moves_nothing(request: Request) -> bool:
    """What is signed all the same, cut elsewhere, is refused or for a person."""
    try:
        said = hear(request, [TWILIO_KEY], ABOUT).said
    except (SenderNotProven, BadInput):
        return True
    return all(one.type is T.CARRIER_WROTE for one in said)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"%2B", b"%2b"),
        (b"note=&", b"note&"),
        (b"comment=XcommentY", b"comment=X&comment=Y"),
        (b"phone_number=%2B12065550100", b"phone_number%2B12065550100="),
    ],
)
def test_what_is_signed_alike_but_written_in_another_way_is_refused(
    before: bytes, after: bytes
) -> None:
    fields = {"comment": "XcommentY", "note": "", "phone_number": NUMBER, "status": "completed"}
    good = from_twilio(fields)

    assert before in good.body
    assert not not_proven(good)
    assert not_proven(replace(good, body=good.body.replace(before, after)))


def test_a_signature_by_an_empty_token_proves_nobody() -> None:
    forged = from_twilio({"status": "completed"}, Key("guess", {"auth_token": ""}))

    assert not_proven(forged, Key("unfinished", {"auth_token": ""}))
    assert not_proven(forged, Key("of another scheme", {"secret": "x"}))


def test_a_signature_counts_for_the_url_that_was_called_only() -> None:
    good = from_twilio({"status": "completed"})

    assert not not_proven(good)
    assert not_proven(replace(good, url=good.url + "x"))
    assert not_proven(replace(good, url=good.url.replace("po-a", "po-b")))


def test_a_sender_that_signs_the_port_as_well_is_proven() -> None:
    good = from_twilio({"status": "completed"}, host="https://hooks.example.com:443/v1")
    called = replace(good, url=good.url.replace(":443", ""))

    assert hear(called, [TWILIO_KEY], ABOUT).key_id == TWILIO_KEY.id


@pytest.mark.parametrize(
    "key", [Key("none", {}), Key("k", {"auth_token": "another"}), Key("k", {"auth_token": ""})]
)
def test_a_key_that_is_empty_or_another_proves_nobody(key: Key) -> None:
    assert not_proven(from_twilio({"status": "completed"}), key)


def test_a_key_of_another_port_out_proves_nothing_here() -> None:
    good = from_twilio({"status": "completed"})

    assert not_proven(good, replace(TWILIO_KEY, port_out_id="po-another"))
    assert not not_proven(good, replace(TWILIO_KEY, port_out_id=ABOUT.port_out_id))


def test_the_same_content_is_the_same_message_at_any_later_time() -> None:
    fields = {"event_type": "PortInPhoneNumberCompleted", "phone_number_sid": PU}
    first, again = from_twilio(fields), from_twilio(fields, at=NOON + timedelta(days=40))

    ids = {hear(one, [TWILIO_KEY], ABOUT).message_id for one in (first, again)}
    assert len(ids) == 1


@pytest.mark.parametrize("fields", [{}, {"phone_number": NUMBER}], ids=str)
def test_a_body_without_an_event_is_refused(fields: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        hear(from_twilio(fields, form=False), [TWILIO_KEY], ABOUT)
