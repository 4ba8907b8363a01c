"""POST /port-outs/{id}/links and DELETE /port-outs/{id}/links/{link}."""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from port_out import wiring
from port_out.api.call import Call
from port_out.api.problems import Refused
from port_out.api.routing import answer, known_form, resolver, route
from port_out.api.shapes import shaped
from port_out.domain.errors import PortOutOver
from port_out.domain.links import DAYS, MOST_OPEN, Link, Standing, issued
from port_out.observability import count
from port_out.store.links import Links
from port_out.store.port_outs import PortOuts

LONGEST = 2_000


@route
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return respond(
        event, context, port_outs=wiring.port_outs(), links=wiring.links(), now=wiring.now
    )


def respond(
    event: dict[str, Any],
    context: Any,
    *,
    port_outs: PortOuts,
    links: Links,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    """The answer to a call of one of the two routes."""
    app = resolver()

    @app.post("/port-outs/<id_>/links")
    def _issue(id_: str) -> Response[str]:
        call = Call.signed(event)
        call.only()
        body = shaped("link", call.json(LONGEST))
        port_out = port_outs.get(known_form(id_))
        if port_out.is_over:
            raise PortOutOver(port_out.id)
        _refuse_too_many(links.list(port_out.id), now())
        token, link = _new(port_out.id, body, call.by, now())
        links.add(link)
        count("CarrierLinkIssued")
        shown = link.as_data() | {"url": f"{_base(event, call)}/links/{token}"}
        return answer(201, shown, Location=f"/port-outs/{port_out.id}/links/{link.id}")

    @app.delete("/port-outs/<id_>/links/<link_id>")
    def _revoke(id_: str, link_id: str) -> Response[str]:
        Call.signed(event).only()
        port_out = port_outs.get(known_form(id_))
        return answer(200, _revoked(links, port_out.id, link_id, now()).as_data())

    return app.resolve(event, context)


def _new(port_out_id: str, body: Mapping[str, Any], by: str, at: datetime) -> tuple[str, Link]:
    """A token of 256 random bits, in hex: mail programs cut links off at other characters."""
    token = f"{port_out_id}.{secrets.token_hex(32)}"
    company, days = body.get("company", "").strip(), body.get("valid_days", DAYS)
    name = body["name"].strip()
    return token, issued(token, name=name, company=company, days=days, at=at, by=by)


def _refuse_too_many(found: list[Link], now: datetime) -> None:
    if sum(1 for link in found if link.standing(now) is Standing.OPEN) >= MOST_OPEN:
        raise Refused("not-now", f"{MOST_OPEN} links are open: revoke one that is not needed")


def _revoked(links: Links, port_out_id: str, link_id: str, now: datetime) -> Link:
    """The link, which nobody can use any more; revoking it twice changes nothing."""
    known = {link.id: link for link in links.list(port_out_id)}
    if link_id not in known:
        raise Refused("not-found", "this port-out has no link with this id")
    links.revoke(known[link_id], now)
    link = links.get(port_out_id, known[link_id].hash) or known[link_id]
    if link.used_at:
        raise Refused("not-now", "the link has been used; what was said is on record")
    return link


def _base(event: Mapping[str, Any], call: Call) -> str:
    """Where the API is, its stage included: what the call itself was addressed to."""
    context, path = event.get("requestContext") or {}, str(event.get("path", ""))
    own = path[path.find("/port-outs/") :]
    stage = str(context.get("path") or path).removesuffix(own)
    host = context.get("domainName") or call.headers.get("host", "")
    return f"{call.headers.get('x-forwarded-proto', 'https')}://{host}{stage}"
