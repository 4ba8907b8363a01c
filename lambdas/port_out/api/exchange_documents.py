"""POST /port-outs/{id}/documents and GET /port-outs/{id}/documents/{name}."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from aws_lambda_powertools.event_handler import Response

from port_out import wiring
from port_out.api.call import Call
from port_out.api.problems import Refused
from port_out.api.routing import answer, known_form, resolver, route
from port_out.api.shapes import shaped
from port_out.domain.errors import BadInput, PortOutOver, Problem
from port_out.domain.record import timestamp
from port_out.gateways.files import LINK_SECONDS, Files
from port_out.store.documents import Document, Documents
from port_out.store.port_outs import PortOuts

LONGEST = 10_000
_OURS = re.compile(r"attempt-\d+-.*")


@route
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return respond(
        event,
        context,
        port_outs=wiring.port_outs(),
        documents=wiring.documents(),
        files=wiring.files(),
        now=wiring.now,
    )


def respond(
    event: dict[str, Any],
    context: Any,
    *,
    port_outs: PortOuts,
    documents: Documents,
    files: Files,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    """The answer to a call of one of the two routes."""
    app = resolver()

    @app.post("/port-outs/<id_>/documents")
    def _upload(id_: str) -> Response[str]:
        call = Call.signed(event)
        call.only()
        return offer_upload(
            known_form(id_), call, port_outs=port_outs, documents=documents, files=files, now=now
        )

    @app.get("/port-outs/<id_>/documents/<name>")
    def _download(id_: str, name: str) -> Response[str]:
        Call.signed(event).only()
        port_outs.get(known_form(id_))
        return offer_download(id_, name, documents=documents, files=files, now=now)

    return app.resolve(event, context)


def offer_upload(
    id_: str,
    call: Call,
    *,
    port_outs: PortOuts,
    documents: Documents,
    files: Files,
    now: Callable[[], datetime],
) -> Response[str]:
    """201 with a URL that takes the document by PUT; it counts once a signal names it."""
    port_out = port_outs.get(id_)
    if port_out.is_over:
        raise PortOutOver(id_)
    body = shaped("document", call.json(LONGEST))
    name, content_type = body["name"], body["content_type"]
    if _OURS.fullmatch(name):
        mend = "choose a name that does not begin with attempt- and a number"
        raise BadInput([Problem("name", "is a name for documents of the program", mend)])
    key = f"{id_}/uploads/{name}"
    documents.keep(id_, Document(name, key, content_type, now(), port_out.attempt))
    here = f"/port-outs/{id_}/documents/{name}"
    return answer(
        201,
        {
            "name": name,
            "method": "PUT",
            "url": files.upload_link(key, content_type),
            "headers": {"Content-Type": content_type},
            "expires_at": _expiry(now()),
        },
        Location=here,
    )


def offer_download(
    id_: str,
    name: str,
    *,
    documents: Documents,
    files: Files,
    now: Callable[[], datetime],
) -> Response[str]:
    """200 with a URL that gives the document; no redirect, which a signing client would sign."""
    document = documents.get(id_, name)
    if document is None or not files.exists(document.key):
        raise Refused("not-found", "this port-out has no such document, or not yet")
    return answer(
        200,
        {
            "name": name,
            "content_type": document.content_type,
            "sha256": document.sha256,
            "url": files.download_link(document.key),
            "expires_at": _expiry(now()),
        },
    )


def _expiry(at: datetime) -> str:
    return timestamp(at + timedelta(seconds=LINK_SECONDS))
