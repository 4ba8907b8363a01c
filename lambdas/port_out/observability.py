"""Logs, metrics and the `@step` decorator; ids only, never numbers, names or tokens."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Mapping
from functools import cache, wraps
from typing import TYPE_CHECKING, Any

from aws_lambda_powertools import Logger

from port_out.domain.errors import (
    AccessRefused,
    PortOutError,
    RecordMoved,
    StepFailed,
    TemporarilyUnavailable,
)
from port_out.masking import MaskedFormatter, as_line, masked

if TYPE_CHECKING:
    from aws_lambda_powertools.metrics import Metrics

logger = Logger(json_serializer=as_line)
# Lambda has put its own handler there: libraries log through it, and Python its warnings.
logging.captureWarnings(True)
for _handler in logging.getLogger().handlers:
    _handler.setFormatter(MaskedFormatter(_handler.formatter))

Handler = Callable[[dict[str, Any], Any], Any]
RETRIED = (TemporarilyUnavailable, RecordMoved)
KEPT = frozenset(
    {
        *("PortOutRequested", "CaseOpened", "PortOutRefused", "PortOutCompleted"),
        *("PortOutOverdue", "DoubleCase", "ChainBroken"),
        *("DaysOnOperator", "DaysOnSupport", "DaysOnCarrier"),
    }
)
"""What CloudWatch keeps as metrics: ten, which are free. The rest that is counted is in the log."""


@cache
def metrics() -> Metrics:
    """What was counted as a metric; most functions are done before they have anything to count."""
    from aws_lambda_powertools.metrics import Metrics

    return Metrics()


def count(name: str, **facts: str) -> None:
    """Count that this happened: as a metric if it is one that is kept, in the log if it is not.

    Facts (a refusal code, never what a customer gave) are in the log in both cases.
    """
    if name in KEPT:
        metrics().add_metric(name=name, unit="Count", value=1)
    if facts or name not in KEPT:
        logger.info("counted", extra={"counted": name, **facts})


def measure(name: str, value: float) -> None:
    """Add a value to a metric, which then says how many there were and which was the largest."""
    metrics().add_metric(name=name, unit="None", value=value)


def step(handler: Handler) -> Handler:
    """Run a step: log it once with its ids, and let no error out that could carry data.

    An error's message goes into the execution history; so errors that we did not raise
    ourselves leave as StepFailed, and the log has them under the request id.
    """

    @wraps(handler)
    def run(event: dict[str, Any], context: Any) -> Any:
        logger.clear_state()
        logger.append_keys(**_ids(event, context))
        try:
            result = handler(event, context)
        except RETRIED as error:
            logger.warning("try again", error=type(error).__name__, detail=str(error))
            raise TemporarilyUnavailable(type(error).__name__) from None
        except AccessRefused as error:
            logger.error("access refused", detail=str(error))
            raise
        except PortOutError as error:
            logger.warning("refused", error=type(error).__name__)
            error.args = (masked(str(error)),)
            raise
        except Exception as error:  # noqa: BLE001 - whatever it was leaves as StepFailed
            raise closed(error) from None
        finally:
            send_metrics()
        logger.info("done", result=_plain(result))
        return result

    return run


def closed(error: Exception) -> StepFailed:
    """What to raise instead of an error that nobody foresaw: Lambda logs and hands on its message.

    Where it happened is in the log.
    """
    log_failure(error)
    return StepFailed(f"{type(error).__name__}; see the log")


def log_failure(error: Exception) -> None:
    """Log what failed and where; not the message, which may quote what a customer gave us."""
    frames = traceback.extract_tb(error.__traceback__)
    where = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    logger.error("failed", error=type(error).__name__, where=where)


def send_metrics() -> None:
    """Send what was counted; nothing where nothing was (Powertools would warn)."""
    if metrics.cache_info().currsize and metrics().metric_set:
        metrics().flush_metrics()


def _ids(event: Mapping[str, Any], context: Any) -> dict[str, str]:
    return {
        "port_out_id": str(event.get("port_out_id", "")),
        "request_id": str(getattr(context, "aws_request_id", "")),
    }


def _plain(result: Any) -> Any:
    return result if isinstance(result, Mapping) else None
