"""Lets in carriers that send their password only when they are asked for it.

API Gateway renames the header WWW-Authenticate where a function answers with it, so the gateway
itself has to ask; this function tells it whom to let in. What the carrier then says is proven once
more by whoever reads it.
"""

from collections.abc import Sequence
from typing import Any

from port_out import wiring
from port_out.carriers.basic import holder
from port_out.carriers.message import Key
from port_out.domain.errors import SenderNotProven
from port_out.gateways.carrier_keys import CarrierKeys
from port_out.observability import closed, count, logger, send_metrics


class Unauthorized(Exception):
    """API Gateway knows a refusal by this very word, and answers 401 with the challenge."""

    def __init__(self) -> None:
        super().__init__("Unauthorized")


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    logger.clear_state()
    logger.append_keys(request_id=str((event.get("requestContext") or {}).get("requestId", "")))
    try:
        return respond(event, carrier_keys=wiring.carrier_keys())
    except Unauthorized:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it was leaves as StepFailed
        raise closed(error) from None
    finally:
        send_metrics()


def respond(event: dict[str, Any], *, carrier_keys: CarrierKeys) -> dict[str, Any]:
    """The policy for a carrier that is proven by its password; Unauthorized for everybody else."""
    authorization = _authorization(event)
    if not authorization:
        # Not worth a line: it is how each message of such a carrier begins.
        raise Unauthorized
    carrier = str(event["resource"]).split("/")[2]
    port_out_id = str((event.get("pathParameters") or {}).get("id", ""))

    def prove(keys: Sequence[Key]) -> None:
        if holder(authorization, keys, port_out_id) is None:
            raise SenderNotProven("no key has this user and password")

    try:
        carrier_keys.proving(carrier, prove)
    except SenderNotProven as error:
        count("CarrierUpdateNotProven")
        logger.warning("not proven", carrier=carrier, why=str(error))
        raise Unauthorized from None
    return _allowed(f"carrier:{carrier}", str(event["methodArn"]))


def _authorization(event: dict[str, Any]) -> str:
    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    return str(headers.get("authorization") or "")


def _allowed(principal: str, method: str) -> dict[str, Any]:
    """The policy that API Gateway wants, for this call only: its answer is kept by nobody."""
    # The id comes from the caller and could hold characters that mean something in a policy.
    statement = {
        "Action": "execute-api:Invoke",
        "Effect": "Allow",
        "Resource": f"{method.rpartition('/')[0]}/*",
    }
    document = {"Version": "2012-10-17", "Statement": [statement]}
    return {"principalId": principal, "policyDocument": document}
