"""What AWS gives for the carrier pack only: parameters that are encrypted, read and deleted."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from moto import mock_aws

from port_out.domain.account_details import BY_HAND
from port_out.domain.errors import AccessRefused, TemporarilyUnavailable
from port_out.domain.reading.given import Secret, SecretKind
from port_out.gateways.secrets import Secrets
from tests.builders import ID
from tests.gateways.stubs import a_client, planned, refuse

K = SecretKind
PATH = "/connect-port-out/port-outs"
ACCOUNT, PIN = Secret(K.ACCOUNT_NUMBER, "4400-1234"), Secret(K.PIN, "7391")
LINK = Secret(K.UPLOAD_LINK, "https://example.com/x")


@pytest.fixture
def ssm() -> Iterator[Any]:
    """A parameter store that lasts for the test."""
    with mock_aws():
        yield a_client("ssm")


def names(ssm: Any) -> list[str]:
    found = ssm.describe_parameters()["Parameters"]
    return sorted(one["Name"] for one in found)


def by_hand(ssm: Any, text: str) -> None:
    ssm.put_parameter(Name=f"{PATH}/{ID}/{BY_HAND}", Value=text, Type="SecureString")


def test_the_values_of_a_text_are_kept_encrypted_and_come_back(ssm: Any) -> None:
    secrets = Secrets(PATH, client=ssm)

    for _ in range(2):
        secrets.keep(ID, "said-1", [PIN, LINK, ACCOUNT])

    [found] = ssm.describe_parameters()["Parameters"]
    assert (found["Name"], found["Type"]) == (f"{PATH}/{ID}/said-said-1", "SecureString")
    assert secrets.given(ID) == {"said-1": [ACCOUNT, PIN]}


@pytest.mark.parametrize("found", [[], [LINK]])
def test_a_text_without_values_makes_no_parameter_and_links_are_never_kept(
    ssm: Any, found: list[Secret]
) -> None:
    Secrets(PATH, client=ssm).keep(ID, "said-1", found)

    assert names(ssm) == []


def test_a_text_full_of_numbers_fits_into_a_parameter(ssm: Any) -> None:
    many = [Secret(kind, f"{n:090}") for n in range(500) for kind in K]

    secrets = Secrets(PATH, client=ssm)
    secrets.keep(ID, "said-1", many)

    assert len(ssm.get_parameter(Name=names(ssm)[0])["Parameter"]["Value"]) < 4096
    assert len({one.value for one in secrets.given(ID)["said-1"]}) > 1


def test_what_a_person_put_there_is_read_as_typed(ssm: Any) -> None:
    by_hand(ssm, json.dumps({"account_number": " 4400-1234 ", "pin": "0391", "note": "x"}))

    assert Secrets(PATH, client=ssm).given(ID) == {BY_HAND: [ACCOUNT, Secret(K.PIN, "0391")]}


@pytest.mark.parametrize("text", ["4400-1234", "[1]", '{"pin": 391}', '{"pin": "1\\n2"}', "{}"])
def test_of_what_a_person_mistyped_nothing_counts(ssm: Any, text: str) -> None:
    by_hand(ssm, text)

    assert Secrets(PATH, client=ssm).given(ID) == {BY_HAND: []}


def test_forgetting_takes_everything_of_this_port_out_and_of_no_other(ssm: Any) -> None:
    secrets = Secrets(PATH, client=ssm)
    for n in range(23):
        secrets.keep(ID, f"said-{n}", [PIN])
    by_hand(ssm, "{}")
    secrets.keep(f"{ID}-2", "said-1", [PIN])

    for _ in range(2):
        secrets.forget(ID)

    assert names(ssm) == [f"{PATH}/{ID}-2/said-said-1"]


def test_a_parameter_store_that_is_down_is_asked_again_later() -> None:
    client = a_client("ssm")

    with planned(client) as answers:
        refuse(answers, "put_parameter", "InternalServerError", 500)
        refuse(answers, "get_parameters_by_path", "AccessDeniedException")
        secrets = Secrets(PATH, client=client)
        with pytest.raises(TemporarilyUnavailable):
            secrets.keep(ID, "said-1", [PIN])
        with pytest.raises(AccessRefused):
            secrets.given(ID)
