"""What people do before the port and on its day, with what the program knows of it."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any

from port_out.domain.life_cycle import State
from port_out.domain.port_out import PortOut
from port_out.domain.signals import SignalType
from port_out.domain.support_case import case_link
from port_out.domain.uses import Use

_SHOWN = 5
"""Names and numbers in one line; the lists themselves have all."""
_STATES = (State.AWAIT_COMPLETION, State.AWAIT_SECOND_EVIDENCE)
_BEFORE, _ON = "day_before", "port_day"


def checklist(
    port_out: PortOut, numbers: Sequence[str], uses: Collection[Use] | None
) -> list[dict[str, Any]] | None:
    """The items in the order of the days, None where there is nothing to do.

    `when` is day_before or port_day; `done` is None for what the program can't know. Once the
    carrier has completed, what is left is that of the day itself.
    """
    if port_out.state not in _STATES or not numbers:
        return None
    calls, is_read = _traffic(port_out)
    tested = _is_tested(port_out)
    items = [
        _item(_BEFORE, calls, is_read),
        _item(_BEFORE, _leaning(uses), None),
        _item(_BEFORE, _people(port_out), None),
        _item(_BEFORE, _tests(numbers), None),
        _item(_ON, "keep the instance and every number active; release nothing", None),
        _item(_ON, _calls_after(port_out, numbers), tested),
        _item(_ON, _failing(port_out), None),
    ]
    is_over = port_out.state is State.AWAIT_SECOND_EVIDENCE
    return [item for item in items if item["when"] == _ON] if is_over else items


def _item(when: str, item: str, done: bool | None) -> dict[str, Any]:
    return {"when": when, "item": item, "done": done}


def _traffic(port_out: PortOut) -> tuple[str, bool]:
    """How much is at stake, and whether it was read."""
    known = port_out.facts.get("traffic")
    place = "CloudWatch, namespace AWS/Connect, CallsPerInterval of the instance"
    if known is None:
        return f"calls of the instance: read on the business day before the port ({place})", False
    if known["calls"] is None:
        return f"calls of the instance: could not be read; look at {place}", False
    read_at = datetime.fromisoformat(known["read_at"]).astimezone(UTC)
    seen = f"{known['calls']} calls" if known["calls"] else "no calls seen"
    hours = "; is this the right instance?" if not known["calls"] else "; plan for them"
    return (
        f"calls of the instance, all its numbers: {seen} in {known['days']} days "
        f"(read {read_at:%Y-%m-%d %H:%M} UTC){hours}",
        True,
    )


def _leaning(uses: Collection[Use] | None) -> str:
    if uses is None:
        return "find out by hand which flows, queues and groups use the numbers, and freeze them"
    if not uses:
        return "no flow, queue or group uses the numbers; look once more at what calls out"
    names = _some([f"{use.kind} {use.name}" for use in sorted(uses, key=lambda u: u.name)])
    return (
        f"freeze what uses the numbers (`uses`, before-you-leave.csv of the pack): {names}; give "
        "queues that call out with them another number before the port"
    )


def _people(port_out: PortOut) -> str:
    facts, carrier = port_out.facts, port_out.order.winning_carrier
    pon = f", order {facts['pon']}" if facts.get("pon") else ""
    display_id = facts.get("display_id")
    case = f"case {display_id}, {case_link(display_id)}" if display_id else "the Support case"
    return (
        f"know whom to ring during the port: the porting desk of {carrier}{pon}; AWS Support by "
        f"{case} (chat or phone from there)"
    )


def _tests(numbers: Sequence[str]) -> str:
    return (
        f"plan test calls to {_some(numbers)}: from a mobile and from a fixed line of two other "
        "carriers, and one call out"
    )


def _calls_after(port_out: PortOut, numbers: Sequence[str]) -> str:
    return (
        f"when {port_out.order.winning_carrier} says that it has ported, make the test calls "
        f"({_some(numbers)}), see that they ring at the new place and no longer in Connect, then "
        "send operator.tested_calls"
    )


def _failing(port_out: PortOut) -> str:
    return (
        f"if calls fail: ring {port_out.order.winning_carrier} at once and ask it to repair or to "
        "give the numbers back, which is soonest possible on the same day; write on the Support "
        "case; leave the flows as they are, and record carrier.changed_date if it is put off"
    )


def _is_tested(port_out: PortOut) -> bool:
    kinds = {one["kind"] for one in port_out.facts.get("second_evidence", ())}
    return str(SignalType.OPERATOR_TESTED_CALLS) in kinds


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
