"""The whole letter, word for word: a carrier's clerk works from it alone."""

from port_out.domain.cover_letter import cover_letter_text
from tests.printing.samples import a_letter

ASKED = (
    "2. File the port request with the losing side. AWS Support verifies it, and compares it with "
    "the AWS account exactly: write names, address and numbers just as they stand here.\n"
    "3. Send us the PON (purchase order number) of your request, and the date and time at which "
    "the numbers move.{}\n"
    "4. Tell us at once of each question and each refusal, in the words of the losing side.\n"
)
FIRST = (
    """\
REQUEST TO PORT 500 GEOGRAPHIC NUMBERS (US)

To: Example Telecom, number porting
Date: 2026-11-23
Customer: Example Retail LLC
Numbers: 500 geographic numbers, +12065550000 to +12065550499
Current provider: Amazon Web Services, Inc. (Amazon Connect)
Requested date: 2026-12-15
Pack: po-0123456789abcdef01234567, version 1

What we ask of you:
1. Send us your own form of the LOA if you have one; otherwise the draft in this pack, signed by \
hand, is our letter. The draft is not signed yet.
"""
    + ASKED.format(" We ask for 2026-12-15.")
    + """
Whom to call:
Name: Ana Example
Telephone: +1 206 555 0100
E-mail: ana@example.com

In this pack:
- loa-draft.pdf: LOA draft
- numbers.xlsx: number list
"""
)
AGAIN = (
    """\
REQUEST TO PORT 2 GEOGRAPHIC NUMBERS (US)

To: Example Telecom, number porting
Date: 2026-11-23
Customer: Example Retail LLC
Numbers: 2 geographic numbers, +12065550000 to +12065550001
Current provider: Amazon Web Services, Inc. (Amazon Connect)
AWS Support case: 77
PIN: 4711
PON: PON-1
Pack: po-0123456789abcdef01234567, version 1, replaces version 2

What has changed since version 2:
- Nothing has changed; the documents are made again.

What we ask of you:
1. Use the LOA in this pack, signed on 2026-11-23.
"""
    + ASKED.format("")
    + """
Whom to call:
Name: The person who sent you this pack

In this pack:
- loa-draft.pdf: LOA draft
- numbers.xlsx: number list

Notes:
- One.
- Two.
"""
)


def test_a_first_letter_reads_like_this() -> None:
    assert cover_letter_text(a_letter()) == FIRST


def test_a_letter_that_replaces_one_and_knows_more_and_less_reads_like_this() -> None:
    nobody = {"contact_name": "", "contact_phone": "", "contact_email": ""}
    known = {"support_case": "77", "account_details": (("PIN", "4711"),), "pon": "PON-1"}
    signed = {"loa": "signed on 2026-11-23", "target_date": "", "replaces": 2, "changes": ()}
    two = {"number_count": 2, "last": "+12065550001", "notes": ("One.", "Two.")}

    letter = a_letter(**nobody, **known, **signed, **two)

    assert cover_letter_text(letter) == AGAIN
