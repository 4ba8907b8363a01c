"""What all routes share: the resolver with its problem documents, the log line, the JSON answer."""

import json
import re
from collections.abc import Mapping
from functools import wraps
from typing import Any

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response

from port_out.api import problems
from port_out.domain.errors import PortOutNotFound
from port_out.observability import Handler, closed, logger, send_metrics

_ID = re.compile(r"po-[a-z2-7]{26}")


def resolver() -> APIGatewayRestResolver:
    """A resolver whose errors, of whatever kind, are problem documents."""
    app = APIGatewayRestResolver()

    @app.exception_handler(Exception)  # type: ignore[untyped-decorator] # Powertools
    def _problem(error: Exception) -> Response[str]:
        return problems.response_to(error, _request_id(app.current_event.raw_event))

    return app


def route(handler: Handler) -> Handler:
    """Log a call once, with ids and the status only, and send the metrics off."""

    @wraps(handler)
    def run(event: dict[str, Any], context: Any) -> Any:
        logger.clear_state()
        logger.append_keys(request_id=_request_id(event))
        try:
            answer = handler(event, context)
        except Exception as error:  # noqa: BLE001 - whatever it was leaves as StepFailed
            raise closed(error) from None
        finally:
            send_metrics()
        method, resource = event.get("httpMethod", ""), event.get("resource", "")
        logger.info("answered", route=f"{method} {resource}", status=answer["statusCode"])
        return answer

    return run


def answer(status: int, body: Mapping[str, Any], **headers: str) -> Response[str]:
    """A JSON answer; header names are given with _ for -."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    text = json.dumps(body, ensure_ascii=False)
    return Response(status_code=status, content_type="application/json", body=text, headers=named)


def known_form(port_out_id: str) -> str:
    """The id, if it can be one; PortOutNotFound otherwise. From here on the log shows it."""
    if not _ID.fullmatch(port_out_id):
        raise PortOutNotFound("an id of no known form")
    logger.append_keys(port_out_id=port_out_id)
    return port_out_id


def links(port_out_id: str) -> dict[str, str]:
    """Where everything about a port-out is found."""
    here = f"/port-outs/{port_out_id}"
    return {
        "self": here,
        "transitions": f"{here}/transitions",
        "signals": f"{here}/signals",
        "documents": f"{here}/documents",
    }


def _request_id(event: Mapping[str, Any]) -> str:
    return str((event.get("requestContext") or {}).get("requestId", ""))
