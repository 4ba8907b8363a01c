"""Calls that are no part of any flow: what people, carriers and strangers send by mistake."""

import base64
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from demo.story import IDENTITY
from local.twins.connect.beginnings import FIRST
from tests.canaries.planted import Planted
from tests.canaries.somebody import Somebody, spelled
from tests.faults.parties import NUMBERS

Sent = tuple[str, str, str, Any, dict[str, Any]]
"""Function, method, URL, body, and what else there is of the call."""
_INSTANCE = f"arn:aws:connect:us-east-1:123456789012:instance/{FIRST}"
_FIELDS = ("numbers", "identity", "winning_carrier", "contact", "reference", "target_date", "kind")


def call_wrongly(all_: Somebody, id_: str) -> None:
    """All of them, against one port-out that is under way."""
    some = all_.planted
    for sent in (
        *_requests(some),
        *_signals(some, id_),
        *_carriers(some, id_),
        *_paths(some, id_),
        *_locks(some),
    ):
        function, method, url, body, more = sent
        all_.send(function, method, url, body, **more)
    _authorize(all_, id_)


def _requests(some: Planted) -> Iterator[Sent]:
    here = ("request_port_out", "POST", "/port-outs")
    for name in _FIELDS:
        yield *here, {name: some.words(f"wrong {name}")}, {}
        yield *here, {name: [some.name(f"wrong {name}"), {"mail": some.email(name)}]}, {}
        yield *here, {name: {some.words("name of a field"): some.token(f"wrong {name}")}}, {}
    for spoil in (spelled, lambda n: n + "7", lambda n: n[1:], lambda n: n + " ext. 4"):
        yield *here, {"numbers": [spoil(some.number("wrong numbers")) for _ in range(3)]}, {}
    mixed = [some.number("two kinds"), "+18445550141", some.number("two kinds")]
    whole = {"instance_arn": _INSTANCE, "winning_carrier": {"name": "B"}, "identity": IDENTITY}
    yield *here, {"numbers": mixed, **whole}, {}
    yield *here, {"numbers": NUMBERS[:3], **whole}, {}
    twice = some.number("a number twice")
    yield *here, {"numbers": [twice, twice]}, {}
    yield "request_batch", "POST", "/batches", {"numbers": [twice], "pin": some.pin("unknown")}, {}
    yield "request_port_out", "POST", "/port-outs/plan", {"numbers": [some.words("plan"), 7]}, {}
    for broken in ('{"pin": "%s"', '{"a": "%s", "a": 1}', "%s", '["%s"]', '{"a": NaN, "b": "%s"}'):
        text = f"{some.pin('broken JSON')} {some.email('broken JSON')} {some.token('broken JSON')}"
        yield *here, broken % text, {}
    key = {"headers": {"Idempotency-Key": some.token("key with blanks") + " é"}}
    yield *here, {}, key
    for kind in ("text/csv", "application/xml"):
        typed = {"headers": {"Content-Type": kind + "; x=" + some.token("media type")}}
        yield *here, some.name("body of another type"), typed


def _signals(some: Planted, id_: str) -> Iterator[Sent]:
    here = ("receive_signal", "POST", f"/port-outs/{id_}/signals")
    facts = {
        "operator.cancelled": {"reason": 7, "pin": some.pin("unknown fact")},
        "operator.answered": {"text": f"The PIN is {some.pin('answer')}"},
        "operator.corrected": {
            "remove_numbers": [some.number("stranger") for _ in range(5)],
            "identity": {some.words("name of a field"): some.name("identity")},
        },
        "support.sent_upload_link": {"expires_on": f"https://up.example/{some.token('link')}"},
        "support.refused": {"code": some.token("code"), "reason": some.words("reason")},
        "support.gave_account_details": {"gives": {"pin": some.pin("gives")}},
        "carrier.confirmed_date": {"date": some.words("date"), "time_zone": some.name("zone")},
        "carrier.completed": {"numbers": [spelled(some.number("stranger"))]},
        "operator.uploaded_loa": {"document": some.name("document"), "signed_on": "2026-11-23"},
        "operator.decided": {"communication": some.token("text"), "means": some.words("means")},
        "operator.posted": {"message": some.token("message")},
        "operator.registered_case": {"display_id": some.account("display id")},
    }
    for type_, given in facts.items():
        yield *here, {"type": type_, "facts": given, "id": some.token("id")}, {}
        by = {"by": None}
        yield *here, {"type": type_, "facts": {"note": some.words("unsigned")}}, by
    yield *here, {"type": some.words("type"), some.words("name of a field"): some.pin("body")}, {}


def _carriers(some: Planted, id_: str) -> Iterator[Sent]:
    for n, channel in enumerate(("standard", "telnyx", "twilio", "sinch", "bandwidth", "unknown")):
        url = f"/carriers/{channel}/port-outs/{id_}"
        data = {"pin": some.pin("carrier"), "account": some.account("carrier"), "n": n}
        data |= {"from": some.number("carrier"), "mail": some.email("carrier")}
        body = json.dumps({"type": some.words("carrier"), "data": data})
        forged = {
            "webhook-id": some.token("message id"),
            "webhook-timestamp": some.token("timestamp"),
            "webhook-signature": "v1," + some.token("signature"),
            "telnyx-signature-ed25519": some.token("signature"),
            "x-twilio-signature": some.token("signature"),
            "Authorization": "Basic " + _basic(some),
        }
        for headers in (forged, {"Authorization": "Basic " + some.token("no base64")}):
            yield "receive_carrier_update", "POST", url, body, {"headers": headers, "by": None}


def _paths(some: Planted, id_: str) -> Iterator[Sent]:
    show = "show_port_outs"
    yield show, "GET", f"/port-outs/{some.token('path')}", None, {}
    yield show, "GET", f"/port-outs/po-{some.token('path')}", None, {}
    yield show, "GET", f"/port-outs/{quote(some.email('path'))}/transitions", None, {}
    yield show, "GET", f"/port-outs/{id_}?pin={some.pin('query')}", None, {}
    yield show, "GET", f"/port-outs?cursor={some.token('cursor')}", None, {}
    yield show, "GET", f"/port-outs?state={some.words('query').replace(' ', '+')}", None, {}
    yield show, "GET", f"/port-outs?number={quote(spelled(some.number('query')))}", None, {}
    yield show, "GET", f"/port-outs?{some.words('name of a query').replace(' ', '+')}=1", None, {}
    document = f"/port-outs/{id_}/documents/{some.token('document')}.pdf"
    yield "exchange_documents", "GET", document, None, {}
    name = {"name": some.email("document"), "content_type": some.words("document")}
    yield "exchange_documents", "POST", f"/port-outs/{id_}/documents", name, {}
    yield "show_batch", "GET", f"/batches/{some.token('path')}", None, {}
    link = f"/port-outs/{id_}/links/{some.token('path')}"
    yield "issue_links", "DELETE", link, None, {}
    yield "answer_link", "GET", f"/links/{some.token('path')}", None, {"by": None}
    notice = f"/port-outs/{id_}/notices/{some.token('path')}/redeliver"
    yield "redeliver_notices", "POST", notice, None, {}


def _locks(some: Planted) -> Iterator[Sent]:
    here = ("lock_numbers", "POST", "/locks")
    for _ in range(3):
        locked = {"number": some.number("lock"), "reason": some.words("lock")}
        yield *here, locked, {}
        yield "lock_numbers", "POST", "/locks/unlock", locked, {}
        wanted = {"numbers": [locked["number"]], "pin": some.pin("request of a locked number")}
        yield "request_port_out", "POST", "/port-outs", wanted, {}
    yield *here, {"number": spelled(some.number("lock")), "reason": some.words("lock")}, {}
    yield *here, {"number": some.number("lock"), "reason": 7, "mail": some.email("lock")}, {}


def _authorize(all_: Somebody, id_: str) -> None:
    """API Gateway asks for a password, and gets wrong ones."""
    some = all_.planted
    for given in ("Basic " + _basic(some), "Bearer " + some.token("bearer"), "Basic é"):
        event = {
            "resource": "/carriers/bandwidth/port-outs/{id}",
            "pathParameters": {"id": id_},
            "headers": {"Authorization": given},
            "methodArn": "arn:aws:execute-api:us-east-1:123456789012:api/prod/POST/carriers",
        }
        all_.authorize(event)


def _basic(some: Planted) -> str:
    pair = f"{some.name('user')}:{some.token('password')}"
    return base64.b64encode(pair.encode()).decode()


__all__ = ["call_wrongly"]
