"""X-Twilio-Signature: HMAC-SHA1 of the URL, and of a form's fields; a JSON body by its hash.

https://www.twilio.com/docs/usage/webhooks/webhooks-security
https://github.com/twilio/twilio-python/blob/main/twilio/request_validator.py
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

from port_out.carriers.message import About, Key, Request
from port_out.domain.errors import SenderNotProven
from port_out.domain.plain_json import parsed_object

_FORM = "application/x-www-form-urlencoded"
_FORM_TEXT = re.compile(rb"(?:[!-$&-~]|%[0-9A-F]{2})*")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")


def proven(request: Request, keys: Sequence[Key], about: About) -> tuple[Key, Mapping[str, Any]]:
    """The key that has signed the request, and its body; SenderNotProven for any other.

    BadInput where what was signed can't be read.
    """
    is_form = request.headers.get("content-type", "").partition(";")[0].strip().lower() == _FORM
    fields = _form(request.body) if is_form else []
    if not is_form:
        _covered(request)
    key = _signer(request, fields, keys, about)
    return key, dict(fields) if is_form else parsed_object(request.body)


def _signer(
    request: Request, fields: Sequence[tuple[str, str]], keys: Sequence[Key], about: About
) -> Key:
    given = request.headers.get("x-twilio-signature", "").encode(errors="surrogatepass")
    joined = "".join(name + value for name, value in sorted(fields))
    for key in keys:
        token = key.values.get("auth_token", "").encode()
        is_meant = bool(token) and key.port_out_id in ("", about.port_out_id)
        if is_meant and any(
            hmac.compare_digest(given, _signature(token, url + joined))
            for url in _spellings(request.url)
        ):
            return key
    raise SenderNotProven("no auth token has signed this request")


def _signature(token: bytes, text: str) -> bytes:
    return base64.b64encode(hmac.digest(token, text.encode(errors="surrogatepass"), "sha1"))


def _spellings(url: str) -> tuple[str, ...]:
    """Twilio signs the URL with its port or without; its libraries take both."""
    parts = urlsplit(url)
    if parts.scheme != "https" or ":" in parts.netloc:
        return (url,)
    return (url, url.replace(parts.netloc, f"{parts.netloc}:443", 1))


def _form(body: bytes) -> list[tuple[str, str]]:
    """The fields of a form that is written in the one way in which it can be.

    Names and values are signed without anything between them, so a stranger could cut them
    elsewhere: what is no name of a field, or comes twice, is refused.
    """
    if not _FORM_TEXT.fullmatch(body):
        raise SenderNotProven("the form is not written as forms are")
    try:
        text = body.decode("ascii")
        fields = parse_qsl(text, True, True, errors="strict", max_num_fields=100) if text else []
    except ValueError:
        raise SenderNotProven("the form can't be read") from None
    names = [name for name, _ in fields]
    if len(set(names)) != len(names) or not all(_NAME.fullmatch(name) for name in names):
        raise SenderNotProven("the form has names that a form of Twilio's can't have")
    return fields


def _covered(request: Request) -> None:
    """SenderNotProven unless the URL, which is signed, holds the hash of the body."""
    hashes = parse_qs(urlsplit(request.url).query).get("bodySHA256", [])
    found = hashlib.sha256(request.body).hexdigest()
    if len(hashes) != 1 or not hmac.compare_digest(
        hashes[0].encode(errors="surrogatepass"), found.encode()
    ):
        raise SenderNotProven("no signature covers this body")
