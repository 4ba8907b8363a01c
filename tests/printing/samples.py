"""Documents to look at: usual ones, and those with the longest names and the most numbers."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from port_out.domain.cover_letter import CoverLetter
from port_out.domain.loa import Loa
from port_out.domain.numbers import HeldNumber, Kind
from port_out.domain.order import Identity
from port_out.domain.screenshots import Checklist
from port_out.printing import checklist_pdf, cover_letter_pdf, loa_pdf, statement_pdf

DAY = date(2026, 11, 23)
INSTANCE = "arn:aws:connect:us-east-1:123456789012:instance/11111111-1111-1111-1111-111111111111"
GROUP = INSTANCE.replace("instance/", "traffic-distribution-group/")
REQUEST_ID = "9f8e7d6c-5b4a-4321-8765-fedcba987654"
PHONE_ID = "0a1b2c3d-4e5f-6789-abcd-ef0123456789"
COMPANY = (
    "The International Consolidated Retail, Wholesale and Customer Service Company of the"
    " Pacific Northwest and Alaska, Limited"
)
CARRIER = (
    "Example Telecommunications Carrier Services and Wholesale Numbering Company of North"
    " America, Inc."
)
IDENTITY = Identity(
    company_name="Example Retail LLC",
    authorized_person="Ana Example",
    address_line_1="410 Terry Avenue North",
    city="Seattle",
    postal_code="98109",
    country_code="US",
    address_line_2="Suite 5",
    state_or_region="WA",
    title="Head of Operations",
    account_number="123456789012",
    billing_telephone_number="+12065559999",
)
LONGEST = replace(
    IDENTITY,
    company_name=COMPANY,
    authorized_person="Wilhelmina Alexandrina von Hohenstaufen-Featherstonehaugh the Third",
    address_line_1=("Building 17, Floor 23, Department of Telecommunications " * 4)[:180],
    address_line_2="W" * 180,
    address_line_3=("Attention: Accounts Payable " * 7)[:180],
    title="Senior Vice President for Worldwide Customer Contact Operations",
)


def numbers(count: int, first: int = 12065550000) -> tuple[str, ...]:
    """So many numbers, one after the other."""
    return tuple(f"+{first + place}" for place in range(count))


def a_loa(count: int = 3, **changes: Any) -> Loa:
    """A letter for a US carrier."""
    given: dict[str, Any] = {
        "port_out_id": "po-0123456789abcdef01234567",
        "version": 2,
        "on": DAY,
        "winning_carrier": "Example Telecom",
        "resp_org": "",
        "identity": IDENTITY,
        "country": "US",
        "kind": Kind.GEOGRAPHIC,
        "numbers": numbers(count),
        "list_name": "numbers.csv",
    }
    return Loa(**given | changes)


def held(number: str, **changes: str) -> HeldNumber:
    """The number as Connect lists it."""
    arn = f"arn:aws:connect:us-east-1:123456789012:phone-number/{PHONE_ID}"
    return replace(HeldNumber(number, PHONE_ID, arn, "DID", "US", INSTANCE, "1"), **changes)


def an_envelope(count: int = 3, *, signed: bool = True, target: str = INSTANCE) -> dict[str, Any]:
    """An ownership statement with its hash, and a signature where it has one."""
    signature = {
        "algorithm": "ECDSA_SHA_256",
        "key_arn": f"arn:aws:kms:us-east-1:123456789012:key/{PHONE_ID}",
        "value": f"MEUCIQ{'Dk3sQx9Z' * 11}==",
    }
    return {
        "statement": {
            "kind": "numbers claimed to an Amazon Connect instance",
            "version": 1,
            "port_out_id": "po-0123456789abcdef01234567",
            "attempt": 2,
            "account": "123456789012",
            "region": "us-east-1",
            "instance": {"arn": INSTANCE, "alias": "example-retail", "status": "ACTIVE"},
            "captured_at": "2026-11-23T12:00:00.000000+00:00",
            "aws_request_ids": [REQUEST_ID] * 3,
            "numbers": [vars(held(number, target_arn=target)) for number in numbers(count)],
        },
        "sha256": hashlib.sha256(b"statement").hexdigest(),
        "signature": signature if signed else None,
    }


def a_letter(**changes: Any) -> CoverLetter:
    """The first letter for 500 numbers."""
    given: dict[str, Any] = {
        "port_out_id": "po-0123456789abcdef01234567",
        "version": 1,
        "replaces": 0,
        "on": DAY,
        "winning_carrier": "Example Telecom",
        "country": "US",
        "kind": Kind.GEOGRAPHIC,
        "number_count": 500,
        "first": "+12065550000",
        "last": "+12065550499",
        "company_name": "Example Retail LLC",
        "contact_name": "Ana Example",
        "contact_phone": "+1 206 555 0100",
        "contact_email": "ana@example.com",
        "support_case": "",
        "pon": "",
        "target_date": "2026-12-15",
        "loa": "draft",
        "contents": (("loa-draft.pdf", "LOA draft"), ("numbers.xlsx", "number list")),
        "changes": (),
        "notes": (),
    }
    return CoverLetter(**given | changes)


RESUBMISSION = a_letter(
    version=3,
    replaces=2,
    support_case="12345678910",
    pon="PON-123456",
    loa="signed on 2026-11-23",
    winning_carrier=CARRIER,
    company_name=COMPANY,
    contents=(("a-file-with-a-very-long-name-" * 4 + ".pdf", "the LOA, signed by hand"),),
    changes=('Company: "Example Retail LLC" instead of "Example Retail, LLC".', COMPANY * 3),
    notes=("Calls are answered until the numbers move.",),
)


def a_checklist(**changes: Any) -> Checklist:
    """The checklist for 500 numbers that another account pays for."""
    given: dict[str, Any] = {
        "port_out_id": "po-0123456789abcdef01234567",
        "version": 2,
        "instance_alias": "example-retail",
        "region": "us-east-1",
        "account": "123456789012",
        "company_name": "Example Retail LLC",
        "number_count": 500,
        "payer_account": "999999999999",
        "country": "US",
    }
    return Checklist(**given | changes)


def _loa(count: int = 3, **changes: Any) -> Callable[[], bytes]:
    return lambda: loa_pdf(a_loa(count, **changes))


_LONG = {"identity": LONGEST, "winning_carrier": CARRIER}
DOCUMENTS: dict[str, Callable[[], bytes]] = {
    **{f"loa-{count}": _loa(count) for count in (1, 10, 11, 500)},
    **{f"loa-a4-{count}": _loa(count, country="DE") for count in (1, 10, 11, 500)},
    "loa-toll-free": _loa(10, kind=Kind.TOLL_FREE, numbers=numbers(10, 18005550000)),
    "loa-longest": _loa(10, **_LONG),
    "loa-longest-a4-500": _loa(500, country="DE", **_LONG),
    **{f"statement-{count}": lambda c=count: statement_pdf(an_envelope(c)) for count in (1, 11)},
    "statement-500": lambda: statement_pdf(an_envelope(500, signed=False, target=GROUP)),
    "letter": lambda: cover_letter_pdf(a_letter()),
    "letter-again": lambda: cover_letter_pdf(RESUBMISSION),
    "letter-again-a4": lambda: cover_letter_pdf(replace(RESUBMISSION, country="DE")),
    "checklist": lambda: checklist_pdf(a_checklist()),
    "checklist-a4": lambda: checklist_pdf(a_checklist(country="DE", company_name=COMPANY)),
}
