"""Before the carrier has filed: who acts depends on the signed LOA and on its age.

Nobody asks the clock here. What had changed when the wait was entered is seen at once; what
changes while it lasts, the sweep puts on record.
"""

from datetime import datetime

from port_out.domain.life_cycle import State
from port_out.domain.parties import CARRIER, OPERATOR
from port_out.domain.port_out import PortOut
from port_out.domain.signed_loa import Standing, counts, ends_at, last_day, standing

_STEPS = {
    Standing.MISSING: (
        OPERATOR,
        "have the LOA draft of the carrier pack signed, or the carrier's own form, and upload it "
        "with operator.uploaded_loa",
    ),
    Standing.FRESH: (
        CARRIER,
        "file the port request with the signed LOA and the carrier pack, and name its order (PON)",
    ),
    Standing.ENDING: (
        OPERATOR,
        "have the LOA signed anew and upload it with operator.uploaded_loa, unless the carrier "
        "files before: it takes the signature of {signed_on} until {good_until}",
    ),
    Standing.RAN_OUT: (
        OPERATOR,
        "have the LOA signed anew and upload it with operator.uploaded_loa: the carrier took the "
        "last signature until {good_until}",
    ),
}


def step_before_filing(port_out: PortOut) -> tuple[str, str]:
    """Who does what in Await Carrier Submission."""
    who, what = _STEPS[standing(port_out, port_out.since)]
    return who, what.format(**_dates(port_out))


def ends_of_what_counts(port_out: PortOut) -> datetime | None:
    """When the LOA that the carrier is to file with gets too old; None where none counts."""
    return ends_at(port_out) if counts(port_out, port_out.since) else None


def still_missing(port_out: PortOut) -> str:
    """What is missing of a signed LOA, "" where nothing is; filed with, its age is no matter."""
    if port_out.state is State.AWAIT_CARRIER_SUBMISSION:
        has_one = counts(port_out, port_out.since)
    else:
        has_one = "loa" in port_out.facts
    if has_one:
        return ""
    ran_out = _dates(port_out)["good_until"]
    return f"signed LOA (the last one ran out on {ran_out})" if ran_out else "signed LOA"


def _dates(port_out: PortOut) -> dict[str, str]:
    """The day of the signature and the last day on which the carrier takes it, as known."""
    loa = port_out.facts.get("loa")
    if loa is None:
        return {"good_until": port_out.facts.get("loa_ran_out_on", "")}
    good_until = last_day(loa["signed_on"], port_out.order.loa_days)
    return {"signed_on": loa["signed_on"], "good_until": good_until.isoformat()}
