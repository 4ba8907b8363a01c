"""The routes that are open to all, on the whole program: who is asked for what, and let in."""

import base64
import ssl
from pathlib import Path
from typing import Any

import pytest
import urllib3

from port_out.domain.life_cycle import State
from tests.process.player import Player

XML = {"content-type": "application/xml"}
FORM = {"content-type": "application/x-www-form-urlencoded"}


class Outside:
    """Calls without any signature of AWS's."""

    def __init__(self, player: Player) -> None:
        trusted = ssl.create_default_context(cafile=player.facts["ca_bundle"])
        self._pool = urllib3.PoolManager(ssl_context=trusted, retries=False)
        self.url = player.facts["api_url"].rstrip("/")

    def call(self, method: str, url: str, body: str = "", **headers: str) -> Any:
        return self._pool.request(method, url, body=body.encode() or None, headers=headers)


@pytest.fixture
def outside(player: Player) -> Outside:
    return Outside(player)


def basic(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()


def notice(player: Player, order: str) -> str:
    return (
        "<Notification><OrderType>portins</OrderType><Status>SUBMITTED</Status>"
        f"<CustomerOrderId>{player.id}</CustomerOrderId><OrderId>{order}</OrderId></Notification>"
    )


def test_a_carrier_is_asked_for_its_password_and_heard_when_it_says_it(
    player: Player, outside: Outside
) -> None:
    player.request(winning_carrier={"name": "Bandwidth", "channel": "bandwidth"})
    key = player.facts["carrier_keys"]["bandwidth"]
    url = f"{outside.url}/carriers/bandwidth/port-outs/{player.id}"
    body = notice(player, "f8c5a8ae-0001")

    silent = outside.call("POST", url, body, **XML)
    wrong = outside.call("POST", url, body, **XML, authorization=basic(key["user"], "guessed"))
    right = basic(key["user"], key["password"])
    heard = outside.call("POST", url, body, **XML, authorization=right)

    for refused in (silent, wrong):
        assert refused.status == 401
        assert refused.headers["WWW-Authenticate"] == 'Basic realm="Connect Port-Out"'
        assert refused.json()["detail"] == "Unauthorized"
    assert heard.status == 202, heard.data
    assert player.until("Await Approval")["pon"] == "f8c5a8ae-0001"


def test_a_password_of_one_carrier_opens_no_other_and_the_others_are_not_asked_for_one(
    player: Player, outside: Outside
) -> None:
    player.request()
    key = player.facts["carrier_keys"]["bandwidth"]
    right = basic(key["user"], key["password"])

    foreign = outside.call(
        "POST",
        f"{outside.url}/carriers/bandwidth/port-outs/{player.id}",
        notice(player, "f8c5a8ae-0002"),
        **XML,
        authorization=right,
    )
    standard = outside.call(
        "POST", f"{outside.url}/carriers/standard/port-outs/{player.id}", "[]", authorization=right
    )

    assert foreign.status == 404
    assert standard.status == 401
    assert "WWW-Authenticate" not in standard.headers


def test_a_person_reads_a_page_and_says_something_by_it_once(
    player: Player, outside: Outside
) -> None:
    player.to(State.AWAIT_CARRIER_SUBMISSION)
    url = player.operator.post(f"/port-outs/{player.id}/links", {"name": "Bo"})["url"]

    page = outside.call("GET", url)
    said = outside.call("POST", url, "what=submitted&pon=PON-77", **FORM)
    assert said.status == 200, said.data.decode()
    moved = player.until(State.AWAIT_APPROVAL)
    again = outside.call("POST", url, "what=submitted&pon=PON-78", **FORM)

    assert page.status == 200
    assert page.headers["Content-Type"].startswith("text/html")
    assert player.numbers[0] in page.data.decode().replace("&#43;", "+")
    assert moved["pon"] == "PON-77"
    assert again.status == 410
    assert url.rpartition(".")[2] not in Path(player.facts["functions_log"]).read_text()


def test_a_guessed_link_is_a_page_that_tells_nothing(player: Player, outside: Outside) -> None:
    player.request()

    guessed = outside.call("GET", f"{outside.url}/links/{player.id}.{'0' * 64}")

    assert guessed.status == 404
    assert guessed.headers["Content-Type"].startswith("text/html")
    assert player.id not in guessed.data.decode()
