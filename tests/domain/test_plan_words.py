"""Why a listed number can't go, word for word, and what to do about it."""

import pytest

from port_out.domain.numbers import HeldNumber
from port_out.domain.plan import Listed, Place, plan, protected_numbers, taken_numbers
from tests.builders import ACCOUNT, NUMBERS, REGION, held

HERE = Place(ACCOUNT, REGION)
LOCKED = (
    "has a port lock",
    "leave it out, or have two people unlock it (docs/api.md) and wait 24 hours",
)


@pytest.mark.parametrize(
    ("account", "detail", "mend"),
    [
        (
            [],
            "is not claimed in this account and Region",
            "compare it with the Connect console; plan each Region where it is deployed",
        ),
        (
            [held(NUMBERS[0], source_arn="arn:aws:sms-voice:us-east-1:123456789012:phone/1")],
            "was imported from AWS End User Messaging",
            "port it out by that service's procedure",
        ),
        (
            [held(NUMBERS[0], type="SHORT_CODE")],
            "can't leave this way (SHORT_CODE): a short code is granted case by case",
            "ask AWS Support about this number",
        ),
        (
            [held(NUMBERS[0], type="NEW")],
            "can't leave this way (NEW): this procedure does not know the type",
            "ask AWS Support about this number",
        ),
        ([held(NUMBERS[0])], *LOCKED),
    ],
)
def test_a_number_that_stays_says_why(account: list[HeldNumber], detail: str, mend: str) -> None:
    found = plan(
        [Listed(NUMBERS[0], "numbers[0]")],
        {number.number: number for number in account},
        {},
        HERE,
        protected=NUMBERS,
    )

    assert [(one.number, one.field, one.detail, one.mend) for one in found.problems] == [
        (NUMBERS[0], "numbers[0]", detail, mend)
    ]
    assert found.parts == ()


def test_a_request_says_at_its_place_which_number_is_taken_or_locked() -> None:
    [taken] = taken_numbers(NUMBERS, {NUMBERS[1]: "po-2"})
    [locked] = protected_numbers(NUMBERS, {NUMBERS[2]})

    assert (taken.field, taken.detail, taken.mend) == (
        "numbers[1]",
        f"{NUMBERS[1]} is in the open port-out po-2",
        "leave it out, or wait until that port-out is over",
    )
    assert (locked.field, locked.detail, locked.mend) == (
        "numbers[2]",
        f"{NUMBERS[2]} {LOCKED[0]}",
        LOCKED[1],
    )
