"""The text of the case, word for word, and how it is cut where it is too long for AWS."""

import pytest

from port_out.domain.numbers import Kind
from port_out.domain.support_case import LONGEST_BODY, LONGEST_TEXT, bodies, cleaned, marker
from tests.builders import ID, INSTANCE, NUMBERS, an_order
from tests.domain.samples import a_port_out

OPENING = f"""\
Hello AWS Support,

we are porting away phone numbers from Amazon Connect to another carrier.

Instance ARN: {INSTANCE}
Instance name: {{name}}
Region: us-east-1
New (winning) carrier: Example Telecom
Country and kind: {{kind}}
Target date: {{date}}

Please tell us:
1. when we may begin with the winning carrier,
2. the account number, the PIN (if one is needed) and the carrier of record or RespOrg that the \
winning carrier must name,
3. which name and address you compare with the winning carrier's request: those of the invoice \
receiver or of the account contact.

We attach no document with personal data. The numbers stay active until the port is done.

Numbers to port away ({{count}}):
"""
PLAIN = OPENING.format(name="(none)", kind="US, geographic", date="as soon as possible", count=3)


def test_a_case_opens_like_this() -> None:
    dated = a_port_out(order=an_order(kind=Kind.TOLL_FREE, target_date="2026-12-15"))

    named = OPENING.format(name="example", kind="US, toll-free", date="2026-12-15", count=1)
    assert bodies(dated, NUMBERS[:1], "example") == [named + NUMBERS[0]]
    assert bodies(a_port_out(), NUMBERS, "") == [PLAIN + "\n".join(NUMBERS)]
    assert bodies(a_port_out(), NUMBERS, "", intro="A word before.") == [
        f"A word before.\n\n{PLAIN}" + "\n".join(NUMBERS)
    ]


def test_each_text_is_filled_to_the_last_number_that_fits() -> None:
    numbers = [f"+1206{number:07}" for number in range(2000)]

    texts = bodies(a_port_out(), numbers, "")

    room = len("\n") + len(numbers[0])
    head = f"{marker(ID)} Numbers to port away, continued:\n"
    assert len(texts) > 3
    assert LONGEST_BODY - room < len(texts[0]) <= LONGEST_BODY
    assert all(text.startswith(head) for text in texts[1:])
    assert all(LONGEST_TEXT - room < len(text) <= LONGEST_TEXT for text in texts[1:-1])


@pytest.mark.parametrize(("more", "texts"), [(0, 1), (1, 2)])
def test_a_number_that_just_fits_is_not_put_off(more: int, texts: int) -> None:
    opening = len(PLAIN.rstrip())
    fills = LONGEST_BODY - 1 - opening - 2 * len("\n") - len(NUMBERS[0])

    found = bodies(a_port_out(), ["1" * (fills + more), NUMBERS[0]], "")

    assert len(found) == texts
    assert found[-1].endswith(NUMBERS[0])


@pytest.mark.parametrize("character", ["\x07", "\u202e", "\ud800", "\ue000", "\u2028", "\u2029"])
def test_what_does_not_print_is_not_written(character: str) -> None:
    assert character not in cleaned(f"a{character}b")
    assert cleaned("a b") == "a b"
