"""What has an effect and no client token goes over the wire once, whatever comes back."""

from collections.abc import Callable
from typing import Any

import pytest

from port_out.domain.cases import CaseKind
from port_out.domain.errors import CaseUncertain, PortOutError
from port_out.gateways.support import Support
from tests.builders import an_order
from tests.gateways.wire import Answer, drop, server, status

KIND = CaseKind("service", "category", "low")
FAULTS: list[Answer] = [
    drop,
    status(500, "InternalServerError"),
    status(503, "ServiceUnavailable"),
    status(400, "ThrottlingException"),
    status(429, "TooManyRequestsException"),
]


@pytest.fixture
def support_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Support]:
    """The gateway as the functions have it: its own clients, its own configuration."""

    def made(address: str) -> Support:
        monkeypatch.setenv("AWS_ENDPOINT_URL", address)
        monkeypatch.setenv("AWS_MAX_ATTEMPTS", "7")
        return Support()

    return made


def create(support: Support) -> Any:
    """CreateCase."""
    return support.create(an_order(), KIND, "a subject", "a body")


@pytest.mark.parametrize("answer", FAULTS)
def test_create_case_is_sent_once(answer: Answer, support_at: Callable[[str], Support]) -> None:
    with server(answer) as (address, asked), pytest.raises(PortOutError):
        create(support_at(address))

    assert asked == ["CreateCase"]


def test_a_connection_that_was_cut_leaves_the_case_uncertain(
    support_at: Callable[[str], Support],
) -> None:
    with server(drop) as (address, _), pytest.raises(CaseUncertain):
        create(support_at(address))


def test_an_address_that_nobody_answers_at_leaves_the_case_uncertain(
    support_at: Callable[[str], Support],
) -> None:
    with server(drop) as (address, _):
        pass

    with pytest.raises(CaseUncertain):
        create(support_at(address))
