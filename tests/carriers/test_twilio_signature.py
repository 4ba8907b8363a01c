"""What Twilio has signed, to the letter: the URL, a form, the hash of a JSON body."""

import base64
import hmac
from collections.abc import Mapping
from contextlib import nullcontext

import pytest

from port_out.carriers import twilio_signature
from port_out.carriers.message import Key, Request
from port_out.domain.errors import SenderNotProven
from tests.carriers.signed import (
    ABOUT,
    FORM,
    NOON,
    TWILIO_KEY,
    from_twilio,
    url,
)

NO_KEY = Key("2026-11", {})


@pytest.mark.parametrize(
    ("body", "headers", "why"),
    [
        (b"{}", {}, "no signature covers this body"),
        (b"a=b", {"content-type": FORM}, "no auth token has signed this request"),
        (b"", {"content-type": FORM}, "no auth token has signed this request"),
        (b"", {"content-type": f"{FORM}; charset=UTF-8", "x-twilio-signature": "\udcff"},
         "no auth token has signed this request"),
        (b"a b", {"content-type": FORM}, "the form is not written as forms are"),
        (b"a=%FF", {"content-type": FORM}, "the form can't be read"),
        (b"&".join(b"a%d=b" % n for n in range(101)), {"content-type": FORM},
         "the form can't be read"),
        (b"a=b&a=c", {"content-type": FORM},
         "the form has names that a form of Twilio's can't have"),
    ],
)  # fmt: skip
def test_twilio_is_proven_by_what_it_signs_only(
    body: bytes, headers: Mapping[str, str], why: str
) -> None:
    with pytest.raises(SenderNotProven, match=f"^{why}$"):
        twilio_signature.proven(Request(url("twilio"), headers, body, NOON), [TWILIO_KEY], ABOUT)


def test_a_hundred_fields_of_a_form_are_read_and_an_empty_token_signs_nothing() -> None:
    fields = {f"a{n}": "b" for n in range(100)}
    forged = from_twilio(fields, Key("k", {"auth_token": "XXXX"}))

    assert twilio_signature.proven(from_twilio(fields), [TWILIO_KEY], ABOUT)[1] == fields
    with pytest.raises(SenderNotProven):
        twilio_signature.proven(forged, [NO_KEY], ABOUT)


SPELT = "hooks.example.com/v1/hooks.example.com"


@pytest.mark.parametrize(
    ("called", "signed", "is_proven"),
    [
        (f"https://{SPELT}", f"https://{SPELT}", True),
        (f"https://{SPELT}", "https://hooks.example.com:443/v1/hooks.example.com", True),
        (f"https://{SPELT}", "https://hooks.example.com:443/v1/hooks.example.com:443", False),
        ("http://hooks.example.com/v1", "http://hooks.example.com:443/v1", False),
        ("https://hooks.example.com:8443/v1", "https://hooks.example.com:8443:443/v1", False),
        ("https://hooks.example.com/\udcff", "https://hooks.example.com/", False),
    ],
)
def test_twilio_signs_the_url_with_its_port_or_without(
    called: str, signed: str, is_proven: bool
) -> None:
    digest = hmac.digest(TWILIO_KEY.values["auth_token"].encode(), f"{signed}ab".encode(), "sha1")
    headers = {"content-type": FORM, "x-twilio-signature": base64.b64encode(digest).decode()}
    request = Request(called, headers, b"a=b", NOON)

    with nullcontext() if is_proven else pytest.raises(SenderNotProven):
        assert twilio_signature.proven(request, [TWILIO_KEY], ABOUT)[1] == {"a": "b"}


def test_a_hash_of_the_body_that_is_no_text_covers_nothing() -> None:
    request = Request(url("twilio") + "?bodySHA256=\udcff", {}, b"{}", NOON)

    with pytest.raises(SenderNotProven, match=r"^no signature covers this body$"):
        twilio_signature.proven(request, [TWILIO_KEY], ABOUT)
