"""Orders at carriers over HTTPS: a fixed host, a checked id, nothing but the order itself."""

import json
from typing import Any

import pytest
import urllib3

from port_out.gateways.carrier_orders import LARGEST, CarrierOrders

ORDER = "eef10fb8-f3df-4c67-97c5-e18179723222"


class Answer:
    """What the carrier answers."""

    def __init__(self, status: int, content: bytes) -> None:
        self.status, self._content = status, content

    def __enter__(self) -> "Answer":
        return self

    def __exit__(self, *error: object) -> None:
        return None

    def read(self, most: int) -> bytes:
        return self._content[:most]


class Carrier(urllib3.PoolManager):
    """The carrier's host; every request is remembered."""

    def __init__(self, answer: Answer | Exception) -> None:
        super().__init__()
        self._answer = answer
        self.asked: list[tuple[str, str, dict[str, Any]]] = []

    def request(self, method: str, url: str, *_: Any, **how: Any) -> Any:
        self.asked.append((method, url, how))
        if isinstance(self._answer, Exception):
            raise self._answer
        return self._answer


def ordered(**more: Any) -> bytes:
    return json.dumps({"data": {"id": ORDER} | more}).encode()


def test_an_order_is_read_with_the_key_as_bearer_from_its_host_and_nowhere_else() -> None:
    carrier = Carrier(Answer(200, ordered(status={"value": "ported"})))
    order = CarrierOrders(pool=carrier).order("telnyx", ORDER, "KEY0")

    [(method, url, how)] = carrier.asked
    assert order == {"id": ORDER, "status": {"value": "ported"}}
    assert (method, url) == ("GET", f"https://api.telnyx.com/v2/porting_orders/{ORDER}")
    assert how["headers"]["authorization"] == "Bearer KEY0"
    assert (how["redirect"], how["retries"]) == (False, False)


@pytest.mark.parametrize(
    ("carrier", "order_id", "api_key"),
    [
        ("telnyx", "../../v2/whoami", "KEY0"),
        ("telnyx", ORDER.upper(), "KEY0"),
        ("telnyx", f"{ORDER}?x=1", "KEY0"),
        ("telnyx", ORDER, ""),
        ("somebody", ORDER, "KEY0"),
    ],
)
def test_nothing_is_asked_for_what_is_no_order_of_a_known_carrier(
    carrier: str, order_id: str, api_key: str
) -> None:
    host = Carrier(Answer(200, ordered()))

    assert CarrierOrders(pool=host).order(carrier, order_id, api_key) is None
    assert host.asked == []


@pytest.mark.parametrize(
    "answer",
    [
        Answer(401, ordered()),
        Answer(302, ordered()),
        Answer(500, b""),
        Answer(200, b"no json"),
        Answer(200, b"[]"),
        Answer(200, b'{"data": {"id": "another"}}'),
        Answer(200, b" " * LARGEST + ordered()),
        urllib3.exceptions.TimeoutError("slow"),
        urllib3.exceptions.ProtocolError("cut"),
    ],
)
def test_an_order_that_cant_be_read_is_none_and_never_an_error(
    answer: Answer | Exception,
) -> None:
    assert CarrierOrders(pool=Carrier(answer)).order("telnyx", ORDER, "KEY0") is None
