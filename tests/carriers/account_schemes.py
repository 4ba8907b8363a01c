"""Good messages of the schemes that sign no time: Bandwidth, Twilio and Sinch."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import datetime
from urllib.parse import urlencode

from tests.carriers.forging import HOST, OURS, STAGE, Scheme, Sent
from tests.carriers.signed import FORM, JSON, SID, notification

ORDER = "49df4009-b183-4642-b989-8d78ed6bacb9"
SECRETS = ("correct horse: battery", "another password")
TOKENS = ("0123456789abcdef0123456789abcdef", "f123456789abcdef0123456789abcdef")


def _b64(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _filed(*names: str, **fixed: str) -> Callable[[tuple[str, ...], str], str]:
    """A parameter whose keys have the secret under each of these names, beside what is fixed."""

    def on_file(secrets: tuple[str, ...], port_out_id: str) -> str:
        bound = {"port_out_id": port_out_id} if port_out_id else {}
        keys = [
            {"id": f"key-{index}-{len(secret)}"} | dict.fromkeys(names, secret) | fixed | bound
            for index, secret in enumerate(secrets)
        ]
        return json.dumps({"keys": keys})

    return on_file


def _basic(user: str, password: str) -> dict[str, str]:
    return {"authorization": "Basic " + _b64(f"{user}:{password}".encode())}


def _v1(password: str, number: int, at: datetime) -> Sent:
    body = notification(
        OrderType="portins",
        OrderId=ORDER,
        CustomerOrderId=OURS,
        Status="SUBMITTED",
        Message=f"message {number}",
        LastModifiedDate="2026-11-24T19:59:00Z",
    )
    return Sent(
        "bandwidth", OURS, _basic("bandwidth", password) | {"content-type": "application/xml"}, body
    )


def _v2(secret: str, number: int, at: datetime) -> Sent:
    order = {"orderId": ORDER, "customerOrderId": OURS, "status": "SUBMITTED"}
    told = {"eventType": "order_change", "orderType": "portins", "message": f"message {number}"}
    body = json.dumps(told | order).encode()
    signature = _b64(hmac.digest(secret.encode(), body, "sha256"))
    headers = {"content-type": JSON, "x-bandwidth-signature-sha-256": signature}
    return Sent("bandwidth", OURS, _basic("bandwidth", secret) | headers, body)


def _twilio(number: int) -> dict[str, str]:
    return {
        "event_type": "PortInPhoneNumberSubmitted",
        "port_in_request_sid": SID,
        "phone_number": "+12065550100",
        "note": f"message {number} of ours",
    }


def _signed(token: str, text: str) -> dict[str, str]:
    return {"x-twilio-signature": _b64(hmac.digest(token.encode(), text.encode(), "sha1"))}


_URL = f"https://{HOST}{STAGE}/carriers/twilio/port-outs/{OURS}"


def _form(token: str, number: int, at: datetime) -> Sent:
    fields = _twilio(number)
    headers = _signed(token, _URL + "".join(name + fields[name] for name in sorted(fields)))
    return Sent("twilio", OURS, headers | {"content-type": FORM}, urlencode(fields).encode())


def _json(token: str, number: int, at: datetime) -> Sent:
    body = json.dumps(_twilio(number)).encode()
    query = {"bodySHA256": hashlib.sha256(body).hexdigest()}
    headers = _signed(token, f"{_URL}?{urlencode(query)}") | {"content-type": JSON}
    return Sent("twilio", OURS, headers, body, query)


def _event(number: int) -> bytes:
    told = {"type": "NEW_ORDER_NOTE", "orderId": 897867, "note": f"message {number}"}
    return json.dumps(told).encode()


def _password(password: str, number: int, at: datetime) -> Sent:
    return Sent("sinch", OURS, _basic("sinch", password) | {"content-type": JSON}, _event(number))


def _bearer(token: str, number: int, at: datetime) -> Sent:
    headers = {"authorization": f"Bearer {token}", "content-type": JSON}
    return Sent("sinch", OURS, headers, _event(number))


_PROOF = ("authorization",)
_V2 = (*_PROOF, "x-bandwidth-signature-sha-256")
_SIGNATURE = ("x-twilio-signature",)
BANDWIDTH_V1 = Scheme(
    "bandwidth", SECRETS, _filed("password", user="bandwidth"), _v1, _PROOF, False, False
)
BANDWIDTH_V2 = Scheme(
    "bandwidth", SECRETS, _filed("password", "hmac_key", user="bandwidth"), _v2, _V2, False
)
TWILIO_FORM = Scheme("twilio", TOKENS, _filed("auth_token"), _form, _SIGNATURE, False)
TWILIO_JSON = Scheme("twilio", TOKENS, _filed("auth_token"), _json, _SIGNATURE, False)
SINCH_BASIC = Scheme(
    "sinch", SECRETS, _filed("password", user="sinch"), _password, _PROOF, False, False
)
SINCH_BEARER = Scheme("sinch", TOKENS, _filed("token"), _bearer, _PROOF, False, False)
EVERY = {
    "bandwidth-v1": BANDWIDTH_V1,
    "bandwidth-v2": BANDWIDTH_V2,
    "twilio-form": TWILIO_FORM,
    "twilio-json": TWILIO_JSON,
    "sinch-basic": SINCH_BASIC,
    "sinch-bearer": SINCH_BEARER,
}
