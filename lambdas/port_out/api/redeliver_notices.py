"""GET /port-outs/{id}/notices and POST /port-outs/{id}/notices/{notice}/redeliver."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from port_out import wiring
from port_out.api.call import Call
from port_out.api.problems import Refused
from port_out.api.routing import answer, known_form, resolver, route
from port_out.domain.notice_words import subject
from port_out.domain.record import timestamp
from port_out.gateways.functions import Functions
from port_out.observability import count
from port_out.store.notices import Kept, Notices
from port_out.store.port_outs import PortOuts


@route
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return respond(
        event,
        context,
        port_outs=wiring.port_outs(),
        notices=wiring.notices(),
        functions=wiring.functions(),
        now=wiring.now,
    )


def respond(
    event: dict[str, Any],
    context: Any,
    *,
    port_outs: PortOuts,
    notices: Notices,
    functions: Functions,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    """The answer to a call of one of the two routes."""
    app = resolver()

    @app.get("/port-outs/<id_>/notices")
    def _list(id_: str) -> Response[str]:
        Call.signed(event).only()
        port_out = port_outs.get(known_form(id_))
        found = [as_data(kept) for kept in notices.of(port_out.id)]
        return answer(200, {"port_out_id": port_out.id, "notices": found})

    @app.post("/port-outs/<id_>/notices/<key>/redeliver")
    def _redeliver(id_: str, key: str) -> Response[str]:
        Call.signed(event).only()
        port_out = port_outs.get(known_form(id_))
        kept = notices.again(port_out.id, key, now())
        if kept is None:
            raise Refused("not-found", "this port-out has no notice with this key")
        functions.notify(port_out.id)
        count("NoticeRedelivered")
        return answer(202, as_data(kept))

    return app.resolve(event, context)


def as_data(kept: Kept) -> dict[str, Any]:
    """The notice for people; `sent` says by channel when, or why not; `due_at` when next."""
    notice = kept.notice
    return {
        "notice": notice.key,
        "id": notice.id,
        "kind": notice.kind,
        "at": timestamp(notice.at),
        "state": notice.state,
        "subject": subject(notice),
        "who": notice.who,
        "what": notice.what,
        "by": timestamp(notice.by) if notice.by else None,
        "command": notice.command,
        "mandatory": notice.is_mandatory,
        "sent": dict(kept.sent),
        "tries": kept.tries,
        "due_at": timestamp(kept.due_at) if kept.due_at else None,
        "given_up_at": timestamp(kept.given_up_at) if kept.given_up_at else None,
    }
