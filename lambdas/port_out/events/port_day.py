"""On the day before the port and on its day: what the checklist wants to know is read."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from port_out.domain.numbers import InstanceArn
from port_out.domain.port_day import LOOKS_BACK, Calls, port_day_signals, with_calls
from port_out.domain.port_out import PortOut
from port_out.gateways.traffic import Traffic
from port_out.observability import logger
from port_out.store.inbox import Inbox


def note_port_days(
    port_out: PortOut,
    as_of: datetime,
    *,
    inbox: Inbox,
    traffic: Traffic,
    now: Callable[[], datetime],
) -> Counter[str]:
    """Store the signal of each such day that has come, with the calls of the days before it."""
    done: Counter[str] = Counter()
    for signal in port_day_signals(port_out, as_of, now()):
        calls = _calls(port_out, as_of, traffic)
        inbox.keep(replace(signal, facts=with_calls(signal, calls)))
        done[signal.type.removeprefix("clock.")] += 1
        if calls.count is None:
            logger.warning("traffic can't be read", port_out_id=port_out.id)
    return done


def _calls(port_out: PortOut, as_of: datetime, traffic: Traffic) -> Calls:
    instance = InstanceArn.parse(port_out.order.instance_arn)
    since = as_of - timedelta(days=LOOKS_BACK)
    return Calls(traffic.calls(instance.id, since, as_of), as_of)
