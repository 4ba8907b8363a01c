"""Toll-free numbers of +1 change their RespOrg instead of being ported: the clock of a ROC.

The Responsible Organization that has a number answers the request of the one that wins it in the
registry of Somos (RespOrg change, ROC). What stays unanswered only the submitting RespOrg can put
before the Somos Help Desk. https://support.somos.com
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from port_out.domain.clock import after_business_days
from port_out.domain.life_cycle import State
from port_out.domain.numbers import Kind
from port_out.domain.order import Order
from port_out.domain.parties import OPERATOR
from port_out.domain.port_out import PortOut

OVERDUE, LAPSES = 2, 10
"""Business days after which a ROC is overdue, and after which the registry drops it (Somos)."""


class Roc(StrEnum):
    """How a RespOrg change stands that nobody has answered."""

    OVERDUE = "overdue"
    LAPSED = "lapsed"


_ASKED = {
    Roc.OVERDUE: (
        "the RespOrg change (ROC) of these toll-free numbers{order} was submitted on {day} and is "
        "overdue: the registry gives {days} business days. Please have the present RespOrg approve "
        "it, or tell us why not; the winning carrier can put it before the Somos Help Desk."
    ),
    Roc.LAPSED: (
        "the RespOrg change (ROC) of these toll-free numbers{order} was submitted on {day} and had "
        "no answer in {days} business days, so it has lapsed in the registry. The winning carrier "
        "will submit it again: please tell us what the present RespOrg needs to approve it."
    ),
}
_TASKS = {
    Roc.OVERDUE: (
        "the RespOrg change (ROC) has had no answer for {days} business days: have {carrier} put "
        "it before the Somos Help Desk, which only the submitting RespOrg can do, and ask for the "
        "reason; AWS Support is reminded on the case"
    ),
    Roc.LAPSED: (
        "the RespOrg change (ROC) has had no answer for {days} business days and has lapsed: have "
        "{carrier} submit it again with the signed LOA, then record support.approved, or "
        "carrier.refused with what the present RespOrg says"
    ),
}
_DAYS = {Roc.OVERDUE: OVERDUE, Roc.LAPSED: LAPSES}


def goes_by_roc(order: Order) -> bool:
    """True for toll-free numbers of the registry that Somos keeps."""
    if order.kind is not Kind.TOLL_FREE:
        return False
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    return order.country in COUNTRY_CODE_TO_REGION_CODE[1]


def awaits_roc(port_out: PortOut) -> bool:
    """True while the present RespOrg is to approve."""
    return port_out.state is State.AWAIT_APPROVAL and goes_by_roc(port_out.order)


def standing(port_out: PortOut, as_of: datetime) -> Roc | None:
    """How the change stands then; None while nothing is late, or where there is none."""
    if not awaits_roc(port_out):
        return None
    submitted, country = _submitted(port_out), port_out.order.country
    for roc in (Roc.LAPSED, Roc.OVERDUE):
        if after_business_days(submitted, _DAYS[roc], country) <= as_of:
            return roc
    return None


def seen_late(port_out: PortOut, as_of: datetime) -> dict[str, Any]:
    """What is learned when a reminder finds the change late; it counts for this submission."""
    roc = standing(port_out, as_of)
    if roc is None:
        return {}
    return {"roc": {"standing": str(roc), "submitted_at": _submitted(port_out).isoformat()}}


def escalation(port_out: PortOut, as_of: datetime) -> str:
    """What AWS Support is reminded of; "" where the change is not late."""
    roc = standing(port_out, as_of)
    if roc is None:
        return ""
    pon = port_out.facts.get("pon")
    return _ASKED[roc].format(
        order=f", order {pon}," if pon else "", day=f"{_submitted(port_out):%Y-%m-%d}",
        days=_DAYS[roc],
    )  # fmt: skip


def late_task(port_out: PortOut) -> tuple[str, str] | None:
    """Who does what, where the change was seen late; None otherwise."""
    known = port_out.facts.get("roc")
    if known is None or not awaits_roc(port_out):
        return None
    if known["submitted_at"] != _submitted(port_out).isoformat():
        return None
    roc = Roc(known["standing"])
    carrier = port_out.order.winning_carrier
    return OPERATOR, _TASKS[roc].format(days=_DAYS[roc], carrier=carrier)


def wants_resp_org(port_out: PortOut) -> bool:
    """True while the winning RespOrg's id has to be named and nobody has."""
    is_open = not (port_out.facts.get("approved_at") or port_out.facts.get("port_date"))
    named = port_out.order.resp_org or port_out.facts.get("resp_org")
    return goes_by_roc(port_out.order) and is_open and not named


def _submitted(port_out: PortOut) -> datetime:
    said = port_out.facts.get("submitted_at")
    return datetime.fromisoformat(said) if said else port_out.since
