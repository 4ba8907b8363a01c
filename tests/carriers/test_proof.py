"""What all schemes of proof share, to the edge: base64, five minutes, Ed25519, passwords."""

import time
from datetime import timedelta

import pytest
from ecdsa import Ed25519, SigningKey

from port_out.carriers import basic
from port_out.carriers.message import Key, Request
from port_out.carriers.proof import is_fresh, signed_ed25519, strict_base64
from port_out.carriers.standard import hear
from port_out.domain.errors import SenderNotProven
from tests.api.builders import NOON as STAMP
from tests.api.carrier import KEY
from tests.api.carrier import signed as from_standard
from tests.carriers.schemes import SEEDS, STANDARD_V1A, public
from tests.carriers.signed import ABOUT, BASIC_KEY, NOON
from tests.carriers.signed import basic as password

BODY = '{"type": "carrier.completed", "timestamp": "2026-11-24T20:00:00Z", "data": {}}'
PAIR = SigningKey.generate(curve=Ed25519)
PUBLIC = PAIR.verifying_key.to_string()
SIGNED = PAIR.sign(b"said")


@pytest.mark.parametrize(
    ("text", "found"),
    [("aGVhcg==", b"hear"), ("aGVhch==", None), ("aGVhcg", None), ("aGV!hcg==", None), ("é", None)],
)
def test_base64_is_what_encodes_its_bytes_and_nothing_else(text: str, found: bytes | None) -> None:
    assert strict_base64(text) == found


@pytest.mark.parametrize(("seconds", "fresh"), [(300, True), (301, False), (0, True)])
@pytest.mark.parametrize("sign", [1, -1])
def test_a_time_is_fresh_for_five_minutes_both_ways(seconds: int, fresh: bool, sign: int) -> None:
    stamp = str(int((NOON + timedelta(seconds=sign * seconds)).timestamp()))

    assert is_fresh(stamp, NOON) is fresh


@pytest.mark.parametrize(
    ("key", "signature", "message", "proven"),
    [
        (PUBLIC, SIGNED, b"said", True),
        (PUBLIC, SIGNED, b"sad", False),
        (PUBLIC[:-1], SIGNED, b"said", False),
        (PUBLIC, SIGNED[:-1], b"said", False),
        (b"\xff" * 32, SIGNED, b"said", False),
        (b"", b"", b"said", False),
    ],
)
def test_ed25519_proves_what_its_holder_has_signed(
    key: bytes, signature: bytes, message: bytes, proven: bool
) -> None:
    assert signed_ed25519(key, signature, message) is proven


def test_a_well_formed_signature_of_another_message_proves_nothing() -> None:
    sent = STANDARD_V1A.sign(SEEDS[0], 0, NOON)
    key = Key("k", {"secret": f"whpk_{public(SEEDS[0])}"})

    with pytest.raises(SenderNotProven):
        hear(Request("", sent.headers, sent.body + b" ", NOON), [key], ABOUT)


def test_a_password_counts_under_its_own_scheme_only() -> None:
    given = password(BASIC_KEY)["authorization"]

    assert basic.holder(given, [BASIC_KEY], ABOUT.port_out_id) == BASIC_KEY
    assert basic.holder(given.replace("Basic", "Bearer"), [BASIC_KEY], ABOUT.port_out_id) is None


def test_standard_webhooks_sign_the_same_time_wherever_the_program_runs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent = from_standard(BODY, key=KEY)
    try:
        monkeypatch.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        request = Request("", sent, BODY.encode(), STAMP)
        assert hear(request, [Key("k", {"secret": KEY})], ABOUT).key_id == "k"
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize("given", ["", "XXXX", "v1,", "v1,AAAA"])
def test_a_key_that_can_not_be_read_has_no_signature_that_could_be_guessed(given: str) -> None:
    headers = from_standard(BODY, key=KEY) | {"webhook-signature": given}

    request = Request("", headers, BODY.encode(), STAMP)
    with pytest.raises(SenderNotProven):
        hear(request, [Key("k", {"secret": "whsec_é"}), Key("n", {"secret": ""})], ABOUT)
