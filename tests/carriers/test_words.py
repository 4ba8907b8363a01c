"""What is kept of a carrier's message as evidence."""

import pytest

from port_out.carriers.words import without_pins


@pytest.mark.parametrize(
    "body",
    [
        '{"order": {"existingPortOutPin": "4711", "note": "x"}}',
        '{"pin":4711,"note":"x"}',
        '{"PASSCODE" : "47\\"11", "note": "x"}',
        "<Order><PinNumber>4711</PinNumber><note>x</note></Order>",
        '<Order><n:Pin kind="a">4711</n:Pin><note>x</note></Order>',
        "losing_carrier_pin=4711&note=x",
        "note=x&password=4711",
    ],
)
def test_a_pin_that_the_form_names_is_not_kept(body: str) -> None:
    kept = without_pins(body)

    assert "47" not in kept
    assert "11" not in kept
    assert "(hidden)" in kept
    assert "note" in kept


def test_what_names_no_pin_is_kept_to_the_letter() -> None:
    body = '{"type": "carrier.submitted", "data": {"pon": "PON-4711", "note": "a=b&c <d>"}}'

    assert without_pins(body) == body
