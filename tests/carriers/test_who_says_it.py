"""Who is proven by nothing at all is nobody, and the log says which proof was missing."""

import base64
from collections.abc import Mapping

import pytest

from port_out.carriers import bandwidth, basic, sinch, standard, telnyx
from port_out.carriers.message import Key, Request
from port_out.domain.errors import SenderNotProven
from tests.api.builders import NOON as STAMP
from tests.api.carrier import KEY
from tests.api.carrier import signed as from_standard
from tests.carriers.signed import (
    ABOUT,
    BASIC_KEY,
    HMAC_KEY,
    NOON,
    TOKEN_KEY,
    from_sinch,
    url,
)
from tests.carriers.signed import basic as password

NO_KEY = Key("2026-11", {})
SECONDS = str(int(NOON.timestamp()))


def bare(carrier: str, body: bytes = b"{}", **headers: str) -> Request:
    """A request of a carrier with these headers and no others."""
    return Request(url(carrier), {n.replace("_", "-"): v for n, v in headers.items()}, body, NOON)


@pytest.mark.parametrize("key", [BASIC_KEY, TOKEN_KEY, NO_KEY])
@pytest.mark.parametrize("headers", [{}, {"authorization": ""}, {"authorization": "Bearer "}])
def test_sinch_is_proven_by_a_password_or_a_token_only(key: Key, headers: dict[str, str]) -> None:
    with pytest.raises(SenderNotProven, match=r"^no key has this password or token$"):
        sinch.hear(bare("sinch", **headers), [key], ABOUT)


def test_a_key_without_a_token_has_none_that_could_be_guessed() -> None:
    for word in ("None", "XXXX", ""):
        with pytest.raises(SenderNotProven):
            sinch.hear(from_sinch({}, Key("k", {"token": word or " "})), [NO_KEY], ABOUT)


@pytest.mark.parametrize("values", [{"user": "me"}, {"password": "me"}, {}])
def test_half_a_password_is_none(values: dict[str, str]) -> None:
    whole = {"user": "", "password": ""} | values
    given = password(Key("k", whole))["authorization"]

    assert basic.holder(given, [Key("k", values)], ABOUT.port_out_id) is None


def test_a_password_of_sinch_that_is_bound_to_this_port_out_counts() -> None:
    bound = Key("k", BASIC_KEY.values, ABOUT.port_out_id)

    assert sinch.hear(from_sinch({"type": "X"}, bound), [bound], ABOUT).key_id == "k"


def test_bandwidth_is_proven_by_a_password_and_the_signature_that_its_key_asks_for() -> None:
    with pytest.raises(SenderNotProven, match=r"^no key has this user and password$"):
        bandwidth.hear(bare("bandwidth"), [BASIC_KEY], ABOUT)
    with pytest.raises(SenderNotProven, match=r"^the key asks for a signature, and this is no"):
        bandwidth.hear(bare("bandwidth", **password(HMAC_KEY)), [HMAC_KEY], ABOUT)
    strange = {"x-bandwidth-signature-sha-256": "\udcff"} | password(HMAC_KEY)
    with pytest.raises(SenderNotProven, match=r"this is not it$"):
        bandwidth.hear(bare("bandwidth", **strange), [HMAC_KEY], ABOUT)


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({}, "telnyx-timestamp is not within five minutes"),
        ({"telnyx-timestamp": SECONDS}, "no key has signed this event"),
    ],
)
def test_telnyx_is_proven_by_a_fresh_signature(headers: Mapping[str, str], why: str) -> None:
    with pytest.raises(SenderNotProven, match=f"^{why}$"):
        telnyx.hear(Request(url("telnyx"), headers, b"{}", NOON), [NO_KEY], ABOUT)


def test_a_well_formed_signature_that_is_not_telnyxs_proves_nothing() -> None:
    forged = base64.b64encode(bytes(64)).decode()
    headers = {"telnyx-timestamp": SECONDS, "telnyx-signature-ed25519": forged}
    key = Key("k", {"public_key": base64.b64encode(bytes(range(32))).decode()})

    with pytest.raises(SenderNotProven, match=r"^no key has signed this event$"):
        telnyx.hear(Request(url("telnyx"), headers, b"{}", NOON), [key], ABOUT)


@pytest.mark.parametrize(
    ("headers", "why"),
    [
        ({}, "webhook-id is missing, or has a form that it can't have"),
        ({"webhook-id": "a.b"}, "webhook-id is missing, or has a form that it can't have"),
        ({"webhook-id": "é"}, "webhook-id is missing, or has a form that it can't have"),
        ({"webhook-id": "a"}, "webhook-timestamp is not within five minutes"),
        ({"webhook-id": "a", "webhook-timestamp": SECONDS}, "no key has signed this message"),
    ],
)
def test_standard_webhooks_are_proven_by_a_fresh_signature(
    headers: Mapping[str, str], why: str
) -> None:
    with pytest.raises(SenderNotProven, match=f"^{why}$"):
        standard.hear(Request("", headers, b"{}", NOON), [NO_KEY], ABOUT)


def test_signatures_are_parted_by_a_space_and_a_key_without_a_secret_has_none() -> None:
    good = from_standard("{}", key=KEY)

    for headers, key in (
        (good | {"webhook-signature": f"v9,AAAA\t{good['webhook-signature']}"}, KEY),
        (from_standard("{}", key="XXXX"), ""),
    ):
        values = {"secret": key} if key else {}
        with pytest.raises(SenderNotProven):
            standard.hear(Request("", headers, b"{}", STAMP), [Key("k", values)], ABOUT)
