"""Record Failure: a fault is on record before the execution fails."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from port_out import wiring
from port_out.domain.errors import PortOutError
from port_out.domain.life_cycle import ENDS, Outcome, State
from port_out.domain.port_out import advance, result
from port_out.gateways.functions import Functions
from port_out.gateways.secrets import Secrets
from port_out.observability import count, logger, step
from port_out.store.moves import Moves

NO_ERROR = "UnknownOutcome"


@step
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return record_failure(
        event["port_out_id"],
        error_name(event),
        port_outs=wiring.moves(),
        secrets=wiring.secrets(),
        functions=wiring.functions(),
        now=wiring.now,
    )


def record_failure(
    port_out_id: str,
    error: str,
    *,
    port_outs: Moves,
    secrets: Secrets,
    functions: Functions,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    """Failed, with the name of the error; a port-out that has ended stays as it ended."""
    port_out = port_outs.get(port_out_id)
    if port_out.state in ENDS:
        _forget(port_out_id, secrets)
        return result(port_out)
    after, line = advance(
        port_out,
        Outcome.FAILED,
        at=now(),
        by="Connect Port-Out",
        because="Record Failure",
        facts={"error": error, "in": State(port_out.state)},
        learned={
            "failed_with": error,
            "failed_in": str(port_out.state),
            "failed_from": port_out.came_from,
        },
    )
    port_outs.record(port_out, after, line)
    functions.notify_when_done(port_out_id)
    _forget(port_out_id, secrets)
    count("PortOutFailed")
    return result(after)


def _forget(port_out_id: str, secrets: Secrets) -> None:
    """What AWS gave is kept no longer; where that fails the sweep does it, and the failure stands.

    What broke the step may be the very service that keeps it.
    """
    try:
        secrets.forget(port_out_id)
    except PortOutError as error:
        logger.warning("not forgotten yet", reason=type(error).__name__)


def error_name(event: Mapping[str, Any]) -> str:
    """The name of the error that the state machine caught; its cause is for the log only."""
    return str(event.get("error", {}).get("Error", NO_ERROR))
