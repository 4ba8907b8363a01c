"""Port-outs as the API shows them, for commands that only read."""

from datetime import UTC, datetime, timedelta
from typing import Any

ID = "po-vyw7mytjjghapcfablyfkl5uwf"
PATH = f"/port-outs/{ID}"


def at(**away: float) -> str:
    """A time so far from now, as the API writes it."""
    return (datetime.now(UTC) + timedelta(**away)).isoformat()


def an_entry(number: int = 0, **changes: Any) -> dict[str, Any]:
    """One line of a list."""
    shown: dict[str, Any] = {
        "port_out_id": f"po-{number:026}" if number else ID,
        "state": "Await Approval",
        "since": at(days=-2),
        "reference": "order-4711",
        "instance_arn": "arn:aws:connect:us-east-1:123456789012:instance/aaaaaaaa-1111",
        "country": "US",
        "kind": "geographic",
        "number_count": 2,
        "winning_carrier": {"name": "Example Telecom", "channel": "standard"},
        "next": a_step("AWS Support", "approve it", at(days=3, hours=1)),
        "links": {"self": PATH},
    }
    return shown | changes


def a_step(who: str, what: str, by: str | None) -> dict[str, Any]:
    """Who acts next."""
    return {"who": who, "what": what, "by": by, "otherwise": "a reminder goes out then"}


def a_view(**changes: Any) -> dict[str, Any]:
    """One port-out alone."""
    numbers = [{"number": f"+1206555010{n}", "outcome": "requested", "reason": ""} for n in (0, 1)]
    shown: dict[str, Any] = an_entry() | {
        "missing": ["AWS Support's approval"],
        "display_id": "172000000000001",
        "pon": "PON-88213",
        "port_date": None,
        "refusal": None,
        "to_decide": [],
        "to_approve": None,
        "manual_case": None,
        "to_paste": None,
        "not_delivered": [],
        "exact_match": None,
        "problems": [],
        "numbers": numbers,
        "pack": None,
        "pack_version": None,
    }
    return shown | changes
