"""Proof: what Amazon Connect and the bill show now, held against the LOA and put on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from port_out.domain.billing import Bill, BillingReading, expected_bill
from port_out.domain.billing_advice import findings
from port_out.domain.evidence import Inventory, by_reason, number_problems
from port_out.domain.exact_match import MatchReport, compare
from port_out.domain.number_list import number_list_csv
from port_out.domain.numbers import InstanceArn
from port_out.domain.port_out import PortOut
from port_out.domain.statement import as_file, canonical_bytes, envelope, ownership_statement
from port_out.gateways.billing import Billing
from port_out.gateways.connect import Connect
from port_out.paper import Paper

if TYPE_CHECKING:
    from port_out.gateways.signing import Signing

NOT_READABLE = "not readable"
_NOTHING_COMPARED = "Nothing was compared: the program can't read whom AWS bills.\n"


@dataclass(frozen=True)
class Shown:
    """What one look showed of these numbers of a port-out; `problems` has a reason a number."""

    inventory: Inventory
    numbers: tuple[str, ...]
    problems: Mapping[str, str]
    reading: BillingReading
    bill: Bill | None
    report: MatchReport | None
    at: datetime

    @property
    def bill_sha256(self) -> str:
        """The identity that was compared, empty where there was none."""
        return self.bill.sha256 if self.bill else ""

    def is_answered_for(self, port_out: PortOut) -> bool:
        """True when a person gave a reason for exactly this identity against exactly this bill."""
        override = port_out.facts.get("override")
        if override is None or override["identity"] != port_out.order.identity.as_data():
            return False
        return bool(override.get("bill_sha256", self.bill_sha256) == self.bill_sha256)

    def stops(self, port_out: PortOut) -> bool:
        """True when the LOA is not what the bill shows, or nobody knows, or numbers are gone."""
        matches = self.report is not None and not self.report.stops
        return bool(self.problems) or not (matches or self.is_answered_for(port_out))

    def on_record(self) -> dict[str, Any]:
        """What the record says of it: which fields and numbers, and no names."""
        fields = [field.field for field in self.report.differing] if self.report else []
        source = self.bill.source if self.bill else NOT_READABLE
        said: dict[str, Any] = {"bill": source, "differences": fields}
        return said | ({"problems": by_reason(self.problems)} if self.problems else {})

    def learned(self, port_out: PortOut) -> dict[str, Any]:
        """What the port-out knows after it."""
        reading, invoice = self.reading, self.reading.invoice
        known = findings(reading, self.bill, self.at.date())
        differing = self.report.differing if self.report else ()
        learned = {
            "bill": self.bill.source if self.bill else NOT_READABLE,
            "expected": self.bill.as_data() if self.bill else None,
            "bill_sha256": self.bill_sha256,
            "billing": {
                "standing": str(reading.standing),
                "payer": reading.payer,
                "invoice": {"id": invoice.id, "issued_on": invoice.issued_on.isoformat()}
                if invoice
                else None,
                "findings": [finding.as_data() for finding in known],
            },
            "differences": [field.in_short() for field in differing] or None,
            "instance_alias": self.inventory.instance.alias,
            "ownership_problems": len(self.problems) or None,
        }
        if self.is_answered_for(port_out):
            learned["override"] = port_out.facts["override"] | {"bill_sha256": self.bill_sha256}
        return learned


class Proof:
    """Looks, and writes what it saw; `signing` is None where the switch is off."""

    def __init__(
        self,
        *,
        connect: Connect,
        billing: Billing,
        signing: Signing | None,
        paper: Paper,
        account: str,
    ) -> None:
        self._connect, self._billing, self._signing = connect, billing, signing
        self._paper, self._account = paper, account

    def look(self, port_out: PortOut, numbers: Sequence[str], at: datetime) -> Shown:
        """What Connect, the bill and the LOA say now, which is `at`; writes nothing."""
        inventory = self._connect.seen(InstanceArn.parse(port_out.order.instance_arn))
        reading = self._billing.read(at.date())
        bill = expected_bill(reading, port_out.facts.get("named", {}))
        ours = {n: inventory.numbers[n] for n in numbers if n in inventory.numbers}
        return Shown(
            inventory=replace(inventory, numbers=ours),
            numbers=tuple(numbers),
            problems=number_problems(numbers, port_out.order, inventory),
            reading=reading,
            bill=bill,
            report=compare(port_out.order.identity, bill) if bill else None,
            at=at,
        )

    def write(self, port_out: PortOut, shown: Shown) -> dict[str, bytes]:
        """Statement, number list, report and bill as documents of the attempt, by file name."""
        held = [number for number in shown.numbers if number in shown.inventory.numbers]
        statement = ownership_statement(port_out, held, shown.inventory, self._account)
        papers = {
            "ownership.json": self._signed(statement).encode(),
            "numbers.csv": number_list_csv([shown.inventory.numbers[n] for n in held]).encode(),
            "exact-match.txt": self._report(shown).encode(),
        }
        if self._signing is not None:
            papers["public-key.pem"] = self._signing.public_key().encode()
        invoice = shown.reading.invoice
        if invoice and (bill := self._billing.invoice_pdf(invoice.id)):
            papers["bill.pdf"] = bill
        for name, content in papers.items():
            self._paper.write(port_out, name, content)
        return papers

    def _signed(self, statement: Mapping[str, Any]) -> str:
        signature = self._signing.sign(canonical_bytes(statement)) if self._signing else None
        return as_file(envelope(statement, signature))

    @staticmethod
    def _report(shown: Shown) -> str:
        if shown.report is None:
            return _NOTHING_COMPARED
        return shown.report.as_text()
