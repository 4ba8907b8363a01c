"""What the standing of an account means for its port-out: the known cases, each with its advice."""

from dataclasses import dataclass
from datetime import date

from port_out.domain.billing import Bill, BillingReading, Standing

OLDEST_BILL = 30
"""Days: the strictest published limit for the age of a bill is Telnyx's; others take 45."""

_RECORD_IT = (
    "read name and address on that bill, then send operator.corrected with `bill_identity`, or "
    "with `override_reason` if you have compared the LOA by hand"
)


@dataclass(frozen=True)
class Finding:
    """A known case of billing, and what to do about it."""

    case: str
    advice: str

    def as_data(self) -> dict[str, str]:
        """The finding as plain data."""
        return dict(vars(self))


def findings(reading: BillingReading, bill: Bill | None, today: date) -> tuple[Finding, ...]:
    """Every case that this reading is; `bill` is what the LOA is compared with."""
    found = [*_of_identity(reading, bill), *_of_invoice(reading, today)]
    if reading.refused:
        calls = ", ".join(reading.refused)
        advice = f"allow {calls} to this program, also in the organization's policies"
        found.append(Finding("no_permission", advice))
    return tuple(found)


def _of_identity(reading: BillingReading, bill: Bill | None) -> list[Finding]:
    payer = f"account {reading.payer}" if reading.payer else "the management account"
    if reading.standing is Standing.MEMBER:
        if bill is None:
            advice = f"the bill is made out by way of {payer}: {_RECORD_IT}"
            return [Finding("bill_of_payer", advice)]
        advice = f"make sure that the carrier gets the bill with the LOA's name: {payer} may pay it"
        return [Finding("member", advice)]
    if bill is None:
        return [Finding("bill_not_readable", f"nothing shows whom AWS bills: {_RECORD_IT}")]
    if reading.invoice_profile is None:
        advice = f"compared with {bill.source}: see that the invoice shows the same"
        return [Finding("no_invoice_profile", advice)]
    return []


def _of_invoice(reading: BillingReading, today: date) -> list[Finding]:
    if reading.invoice is None:
        if "invoicing:ListInvoiceSummaries" in reading.refused:
            advice = "download the latest invoice in the Billing console and put it into the pack"
            return [Finding("invoice_not_readable", advice)]
        advice = (
            "AWS has issued no invoice in three months: ask the carrier whether it takes the "
            "ownership statement alone, or wait for the invoice of this month"
        )
        return [Finding("no_invoice_yet", advice)]
    age = (today - reading.invoice.issued_on).days
    if age > OLDEST_BILL:
        advice = f"the latest invoice is {age} days old; some carriers take {OLDEST_BILL} days only"
        return [Finding("old_invoice", advice)]
    return []
