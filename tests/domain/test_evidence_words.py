"""Why no number of an instance can leave, word for word, as people and the record have it."""

import pytest

from port_out.domain.evidence import GONE, number_problems
from tests.builders import NUMBERS, an_inventory, an_order, held


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (GONE, "its instance does not exist in this account and Region"),
        ("CREATION_FAILED", "its instance is not ACTIVE but CREATION_FAILED"),
    ],
)
def test_of_an_instance_that_is_not_active_no_number_leaves(status: str, reason: str) -> None:
    found = number_problems(NUMBERS, an_order(), an_inventory(status=status))

    assert found == dict.fromkeys(NUMBERS, reason)


def test_a_number_of_another_service_or_of_nobody_is_told_apart() -> None:
    imported = held(NUMBERS[0], source_arn="arn:aws:sms-voice:x")

    found = number_problems(NUMBERS[:2], an_order(), an_inventory(imported))

    assert found == {
        NUMBERS[0]: "was imported from AWS End User Messaging and leaves by that service's "
        "port-out",
        NUMBERS[1]: "is not claimed to this instance or to a traffic distribution group of it",
    }
