"""The carriers' keys in SSM and in Secrets Manager, as botocore models both."""

import json
import logging

import pytest
from botocore.stub import Stubber

from port_out import settings
from port_out.carriers.message import Key
from port_out.domain.errors import SenderNotProven, TemporarilyUnavailable
from port_out.gateways.carrier_keys import FRESH_SECONDS, RENEW_SECONDS, CarrierKeys, keys_in
from port_out.gateways.carrier_secrets import CarrierSecrets
from tests.gateways.stubs import a_client, planned, refuse

PATH = settings.carrier_keys_path()
TWO = json.dumps({"keys": [{"id": "old", "public_key": "a"}, {"id": "new", "public_key": "b"}]})


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def on_file(answers: Stubber, token: str = "", after: str = "", **texts: str) -> None:
    """The next page of parameters."""
    found = [{"Name": f"{PATH}/{name}", "Value": text} for name, text in texts.items()]
    asked = {"Path": PATH, "WithDecryption": True} | ({"NextToken": after} if after else {})
    page = {"Parameters": found} | ({"NextToken": token} if token else {})
    answers.add_response("get_parameters_by_path", page, asked)


def test_all_carriers_are_read_by_one_call_of_several_pages_and_kept() -> None:
    client = a_client("ssm")

    with planned(client) as answers:
        on_file(answers, "page-2", standard="whsec_a whsec_b\n")
        on_file(answers, after="page-2", telnyx="QUJD", twilio="token")
        keys = CarrierKeys(PATH, client=client)
        standard = keys.keys("standard")
        assert [key.values for key in standard] == [{"secret": "whsec_a"}, {"secret": "whsec_b"}]
        assert [dict(key.values) for key in keys.keys("telnyx")] == [{"public_key": "QUJD"}]
        assert [dict(key.values) for key in keys.keys("twilio")] == [{"auth_token": "token"}]


def test_an_unknown_carrier_costs_no_call_however_often_it_comes() -> None:
    client, clock = a_client("ssm"), Clock()

    with planned(client) as answers:
        on_file(answers, standard="whsec_a")
        keys = CarrierKeys(PATH, client=client, clock=clock)
        for _ in range(3):
            clock.seconds += RENEW_SECONDS + 1
            with pytest.raises(SenderNotProven):
                keys.proving("stranger", lambda found: found)


def test_keys_are_read_anew_after_five_minutes() -> None:
    client, clock = a_client("ssm"), Clock()

    with planned(client) as answers:
        on_file(answers, standard="whsec_a")
        on_file(answers, standard="whsec_b")
        keys = CarrierKeys(PATH, client=client, clock=clock)
        keys.keys("standard")
        clock.seconds += FRESH_SECONDS
        assert keys.keys("standard")[0].values["secret"] == "whsec_b"


def test_a_new_key_works_at_once_and_bad_proofs_cost_one_reading_in_a_while() -> None:
    client, clock = a_client("ssm"), Clock()

    def prove(found: object) -> str:
        if "whsec_new" not in str([key.values for key in found]):  # type: ignore[attr-defined]  # only the fake has it
            raise SenderNotProven("no key")
        return "proven"

    with planned(client) as answers:
        on_file(answers, standard="whsec_old")
        on_file(answers, standard="whsec_old")
        on_file(answers, standard="whsec_old whsec_new")
        keys = CarrierKeys(PATH, client=client, clock=clock)
        clock.seconds += RENEW_SECONDS
        for passed in (0, RENEW_SECONDS, 1):
            clock.seconds += passed
            with pytest.raises(SenderNotProven):
                keys.proving("standard", prove)
        clock.seconds += RENEW_SECONDS
        assert keys.proving("standard", prove) == "proven"


def test_keys_that_could_not_be_read_are_asked_for_again() -> None:
    client = a_client("ssm")

    with planned(client) as answers:
        refuse(answers, "get_parameters_by_path", "InternalServerError", 500)
        on_file(answers, standard="whsec_a")
        keys = CarrierKeys(PATH, client=client)
        with pytest.raises(TemporarilyUnavailable):
            keys.keys("standard")
        assert keys.keys("standard")


def test_described_keys_have_ids_a_port_out_and_what_all_of_them_share() -> None:
    described = {
        "keys": [{"id": "2026-11", "public_key": "QUJD", "port_out_id": "po-1"}],
        "api_key": "KEY0",
    }

    [key] = keys_in("telnyx", json.dumps(described))

    assert key == Key("2026-11", {"public_key": "QUJD", "api_key": "KEY0"}, "po-1")
    assert "QUJD" not in repr(key)


@pytest.mark.parametrize(
    "text",
    [
        "{",
        '{"keys": 1}',
        '{"keys": ["x"]}',
        '{"keys": [{"secret": "no-id"}]}',
        '{"keys": [{"id": "a b", "secret": "s"}]}',
        '{"keys": [{"id": "1", "secret": 5}]}',
        '{"keys": [{"id": "1", "secret": "top"}, {"id": "1", "secret": "t"}]}',
    ],
)
def test_what_cant_be_read_shuts_its_carrier_only_and_the_log_holds_no_key(
    text: str, caplog: pytest.LogCaptureFixture
) -> None:
    client = a_client("ssm")

    with planned(client) as answers, caplog.at_level(logging.ERROR):
        on_file(answers, telnyx=text, standard="whsec_a")
        keys = CarrierKeys(PATH, client=client)
        assert keys.keys("telnyx") == []
        assert keys.keys("standard")

    assert "telnyx" in caplog.text
    assert "top" not in caplog.text


def test_secrets_manager_holds_the_same_keys_under_names_without_a_slash_before_them() -> None:
    client = a_client("secretsmanager")
    names = ["connect-port-out/carriers/telnyx", "Connect-Port-Out/carriers/not-ours"]

    with planned(client) as answers:
        asked = {"Filters": [{"Key": "name", "Values": ["connect-port-out/carriers/"]}]}
        listed = {"SecretList": [{"Name": name} for name in names]}
        answers.add_response("list_secrets", listed, asked)
        answers.add_response(
            "get_secret_value", {"Name": names[0], "SecretString": TWO}, {"SecretId": names[0]}
        )
        keys = CarrierSecrets(PATH, client=client)
        assert [key.id for key in keys.keys("telnyx")] == ["old", "new"]
        assert keys.keys("not-ours") == []
