"""What carriers publish of their statuses and codes has a meaning here."""

import re

import pytest

from port_out.domain.carrier_words import NOTHING, knows, means, normalised, tables
from port_out.domain.errors import BadInput
from port_out.domain.facts import checked_facts
from port_out.domain.refusals import REFUSALS
from port_out.domain.signals import FROM_CARRIER, SignalType

CARRIERS = ("telnyx", "bandwidth", "twilio", "sinch")
PUBLISHED = {
    "telnyx": """
        ACCOUNT_NUMBER_MISMATCH AUTH_PERSON_MISMATCH BTN_ATN_MISMATCH ENTITY_NAME_MISMATCH
        FOC_EXPIRED FOC_REJECTED LOCATION_MISMATCH LSR_PENDING MAIN_BTN_PORTING OSP_IRRESPONSIVE
        OTHER PASSCODE_PIN_INVALID PHONE_NUMBER_HAS_SPECIAL_FEATURE PHONE_NUMBER_MISMATCH
        PHONE_NUMBER_NOT_PORTABLE PORT_TYPE_INCORRECT PORTING_ORDER_SPLIT_REQUIRED
        POSTAL_CODE_MISMATCH RATE_CENTER_NOT_PORTABLE SV_CONFLICT SV_UNKNOWN_FAILURE
        ACCOUNT_NUMBER_REQUIRED DIFFERENT_ACCOUNTS DIFFERENT_RATE_CENTERS ILLEGIBLE_LOA
        INVALID_RESELLER LOSING_CARRIER_NO_RESPONSE PENDING_ORDER PORTING_MAIN_BTN
        REQUEST_INCORRECT TN_HAS_SPECIAL_FEATURE UNSUPPORTED_RATE_CENTER 1001 1002 1003""",
    "bandwidth": """
        7510 7511 7512 7513 7514 7515 7516 7517 7518 7519 7598 7599 7520 7521 7610 7671 7672 7327
        7401 E17A E17B 8A 7402 E1 8D 7403 7470 6K E42O 7404 8G 7405 7428 6R E23 7406 7410 7411
        7415 7419 7421 7437 E6c E6a E25 E6e E6b E6f E6g 7407 6M 6N E19 7408 6C 7409 7426 7427 E27
        E30 6D 6A 7412 7439 1L 1N 6E 6F E35 1M 7413 1E 7414 7422 8E 8F 7416 7425 E6d 6P 7417 6G
        1P 999 7418 7442 6J 1B 7420 7B 7423 7A 7424 E8 7429 7473 E10 E10a 7430 7444 1C 6H 7431
        7441 E40 6B 7432 7433 E34 E33 7434 E24 E6h 7435 E42PWA E42PWB 8C 7436 7C 7438 6L 7443 8B
        7445 E14 7471 E18 7485 E9999 7317 7390 SOA_CONFLICT""",
    "twilio": """
        INVALID_END_USER_NAME INVALID_ADDRESS INVALID_PIN INVALID_ACCOUNT_NUMBER
        PHONE_NUMBER_WITH_CARRIER_RESTRICTION PHONE_NUMBER_INACTIVE_OR_DISCONNECTED
        CONTACT_SUPPORT_REQUIRED 22131 22132 22133 22137 22172 22173 21827""",
}
STATUSES = {
    ("telnyx", "port-in order"): "draft in-process submitted exception foc-date-confirmed "
    "cancel-pending ported cancelled activation-in-progress",
    ("bandwidth", "portins"): "DRAFT VALIDATE_DRAFT_TFNS INVALID_DRAFT_TFNS VALID_DRAFT_TFNS "
    "VALIDATE_TFNS INVALID_TFNS PENDING_DOCUMENTS SUBMITTED EXCEPTION REQUESTED_SUPP FOC "
    "REQUESTED_CANCEL CANCELLED COMPLETE",
    ("bandwidth", "lsrorders"): "PENDING FOC EXCEPTION COMPLETE CANCELLED PARTIAL FAILED",
    ("twilio", "port-in request"): "PortInWaitingForSignature PortInInProgress PortInCompleted "
    "PortInActionRequired PortInCanceled PortInExpired",
    ("twilio", "port-in phone number"): "PortInPhoneNumberWaitingForSignature "
    "PortInPhoneNumberSubmitted PortInPhoneNumberPending PortInPhoneNumberCompleted "
    "PortInPhoneNumberRejected PortInPhoneNumberCanceled",
    ("sinch", "event"): "ORDER_UPDATED NUMBERS_CONFIRMED NUMBERS_REJECTED NUMBERS_ACTIVATED "
    "NEW_ORDER_NOTE",
    ("sinch", "phone number"): "PENDING CONFIRMED REJECTED ACTIVATED CANCELED EXCLUDED",
}
VOCABULARY = """
    ACCOUNT_NUMBER_MISMATCH ACCOUNT_NUMBER_REQUIRED PIN_INVALID PIN_REQUIRED POSTAL_CODE_MISMATCH
    POSTAL_CODE_REQUIRED ADDRESS_MISMATCH ENTITY_NAME_MISMATCH AUTHORIZED_PERSON_MISMATCH
    BTN_MISMATCH BTN_PORTING PORT_TYPE_INCORRECT NUMBER_NOT_ON_ACCOUNT NUMBER_NOT_ACTIVE
    NUMBER_NOT_PORTABLE RATE_CENTER NUMBER_FEATURE_BLOCKS NUMBER_LOCKED OTHER_ORDER_PENDING
    TOO_MANY SPLIT_REQUIRED DIFFERENT_ACCOUNTS LOA_MISSING LOA_ILLEGIBLE LOA_EXPIRED FOC_REJECTED
    FOC_EXPIRED CARRIER_NO_RESPONSE CARRIER_OUTAGE CUSTOMER_NOT_READY REGISTRY_CONFLICT
    TOO_LATE_TO_CHANGE CARRIER_CANCELLED OTHER"""


@pytest.mark.parametrize("carrier", PUBLISHED)
def test_every_published_code_has_a_normalised_one(carrier: str) -> None:
    published = PUBLISHED[carrier].split()

    unknown = [code for code in published if not knows(carrier, code)]

    assert unknown == []
    assert {normalised(carrier, code) for code in published} <= REFUSALS.keys()


@pytest.mark.parametrize(("carrier", "of"), STATUSES)
def test_every_published_status_has_a_meaning(carrier: str, of: str) -> None:
    [table] = [t for t in tables(carrier) if t["of"] == of]

    assert set(STATUSES[carrier, of].split()) <= table["statuses"].keys()
    assert all(means(carrier, of, s) == m for s, m in table["statuses"].items())


@pytest.mark.parametrize("carrier", CARRIERS)
def test_every_table_names_its_public_source_and_means_what_a_carrier_may_say(carrier: str) -> None:
    may_mean = {*FROM_CARRIER, SignalType.CARRIER_WROTE, NOTHING}

    for table in tables(carrier):
        assert re.match(r"https://[a-z.]+/", table["source"]), table["of"]
        assert set(table.get("statuses", {}).values()) <= may_mean
        assert set(table.get("codes", {}).values()) <= REFUSALS.keys()


def test_the_vocabulary_is_whole_and_everything_in_it_says_whether_the_order_may_stay() -> None:
    assert set(VOCABULARY.split()) == REFUSALS.keys()
    needs_new = {code for code, known in REFUSALS.items() if not known.same_order}
    assert needs_new >= {"TOO_MANY", "SPLIT_REQUIRED", "DIFFERENT_ACCOUNTS", "RATE_CENTER"}
    assert not needs_new & {"BTN_PORTING", "CARRIER_OUTAGE", "POSTAL_CODE_REQUIRED", "PIN_REQUIRED"}


def test_letter_case_and_joints_do_not_matter() -> None:
    assert means("telnyx", "port-in order", "FOC_DATE_CONFIRMED") == "carrier.confirmed_date"
    assert means("sinch", "phone number", "Activated") == "carrier.completed"
    assert normalised("bandwidth", "e42pwa") == "PIN_INVALID"


def test_what_nobody_has_listed_is_for_a_person() -> None:
    assert means("bandwidth", "portins", "TELEPORTED") == "carrier.wrote"
    assert normalised("bandwidth", "7999") == "OTHER"
    assert normalised("bandwidth", "PIN_INVALID") == "PIN_INVALID", "our own words stay"


def test_a_refusal_keeps_the_carriers_own_code() -> None:
    facts = {"code": "OTHER", "carrier_code": "7999", "reason": "something else"}

    assert checked_facts(SignalType.CARRIER_REFUSED, facts) == facts
    with pytest.raises(BadInput):
        checked_facts(SignalType.SUPPORT_REFUSED, facts)
    with pytest.raises(BadInput):
        checked_facts(SignalType.CARRIER_REFUSED, facts | {"carrier_code": ["7999"]})


@pytest.mark.parametrize("code", VOCABULARY.split())
def test_operators_and_carriers_may_refuse_with_every_code(code: str) -> None:
    facts = {"code": code, "reason": "as they wrote it"}

    for type_ in (SignalType.CARRIER_REFUSED, SignalType.SUPPORT_REFUSED):
        assert checked_facts(type_, facts) == facts


@pytest.mark.parametrize(
    "code", ["entity name mismatch", " Entity-Name-Mismatch ", "ENTITY_NAME_MISMATCH"]
)
def test_a_code_is_the_same_however_its_words_are_joined(code: str) -> None:
    assert normalised("telnyx", code) == "ENTITY_NAME_MISMATCH"
