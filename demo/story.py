"""The story: a request for two kinds of numbers, a refusal, its mend, a moved date, the end."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from demo.calls import Carrier, Facts, Operator, Twins
from demo.timeline import Timeline

NUMBERS = Path(__file__).parent / "numbers.csv"
CARRIER = "Example Telecom"
IDENTITY = {
    "company_name": "Example Retail LLC",
    "authorized_person": "Ana Example",
    "title": "Head of Operations",
    "address_line_1": "410 Terry Avenue North",
    "city": "Seattle",
    "state_or_region": "WA",
    "postal_code": "98109",
    "country_code": "US",
}
NEW_NAME = "Example Retail Group LLC"
SIGNED_LOA = b"%PDF-1.4\n% a scanned LOA with a wet signature stands here in the demo\n%%EOF\n"


@dataclass
class Story:
    """Plays all parties; `asked` is what a person was asked for, in order."""

    facts: Facts
    operator: Operator
    carrier: Carrier
    twins: Twins
    timeline: Timeline
    asked: list[str] = field(default_factory=list)

    def play(self) -> list[str]:
        """Play both port-outs to their end; answers their ids."""
        plan = self.operator.post("/port-outs/plan", NUMBERS.read_text())
        self.timeline.act(
            "operator", f"{NUMBERS.name}: {_sum(plan)} -> {len(plan['port_outs'])} port-outs"
        )
        ids = [self._request(part) for part in plan["port_outs"]]
        by_kind = {part["kind"]: id_ for part, id_ in zip(plan["port_outs"], ids, strict=True)}
        for id_ in ids:
            self.timeline.until(id_, "Await Support Go-Ahead")
        self._the_hard_way(by_kind["geographic"])
        self._the_straight_way(by_kind["toll_free"])
        return ids

    def _request(self, part: Any) -> str:
        body = {
            "instance_arn": part["instance_arn"],
            "numbers": part["numbers"],
            "country": part["country"],
            "kind": part["kind"],
            "winning_carrier": {"name": CARRIER, "channel": "standard"},
            "identity": IDENTITY,
            "reference": f"move-2026-{part['kind']}",
        }
        rehearsal = self.operator.post("/port-outs?dryRun=true", body)
        verdict = "would be accepted" if rehearsal["would_be_accepted"] else "would be refused"
        key = {"Idempotency-Key": f"demo-{part['kind']}"}
        port_out_id = str(self.operator.post("/port-outs", body, **key)["port_out_id"])
        self.timeline.act(
            "operator",
            f"{len(part['numbers'])} {part['kind']} numbers: dry run {verdict}, requested",
        )
        self.timeline.follow(port_out_id, part["kind"].replace("_", "-"))
        return port_out_id

    def _the_hard_way(self, id_: str) -> None:
        """Refused for a name that changed meanwhile, mended, approved, moved, done."""
        self._support_says(id_, "Hello, please begin the process with your winning carrier.")
        self._decide(id_, "support.gave_go_ahead", "read Support's go-ahead")
        self.timeline.view(self.timeline.until(id_, "Await Carrier Submission"))
        self._sign(id_, attempt=1)
        self._carrier(id_, "carrier.submitted", pon="ET-70012", times=2)
        self.timeline.until(id_, "Await Approval")
        self._weeks_pass(id_)
        self.twins.call("PUT", "/billing/identity", {"company_name": NEW_NAME})
        self.timeline.act("finance", f"the invoices now go to {NEW_NAME}")
        self._support_says(id_, "The company name on the request does not match our records.")
        self._decide(
            id_,
            "support.refused",
            "read Support's refusal",
            code="ENTITY_NAME_MISMATCH",
            reason="company name differs from the bill",
        )
        self.timeline.view(self.timeline.until(id_, "Await Correction"))
        self.asked.append("correct the company name")
        self.operator.say(id_, "operator.corrected", identity={"company_name": NEW_NAME})
        self.timeline.until(id_, "Await Carrier Submission", attempt=2)
        self._sign(id_, attempt=2)
        self._to_the_end(id_, pon="ET-70012-A", moved=True)

    def _the_straight_way(self, id_: str) -> None:
        """Nothing goes wrong, but that AWS loses its event: the sweep finds what Support wrote."""
        self._support_says(id_, "You may now start with the new carrier.", deliver=0)
        self.timeline.act("clock", "AWS lost the event; the hourly sweep runs")
        self._sweep(datetime.now(UTC))
        self._decide(id_, "support.gave_go_ahead", "read Support's go-ahead")
        self.timeline.until(id_, "Await Carrier Submission")
        self._sign(id_, attempt=1)
        self._to_the_end(id_, pon="ET-70013", moved=False)

    def _to_the_end(self, id_: str, *, pon: str, moved: bool) -> None:
        date = (datetime.now(UTC) + timedelta(days=14)).replace(hour=18, minute=0, second=0)
        self._carrier(id_, "carrier.submitted", pon=pon)
        self.timeline.until(id_, "Await Approval")
        self._support_says(id_, "The request matches our records. We have approved it.")
        self._decide(id_, "support.approved", "read Support's approval")
        self.timeline.until(id_, "Await Port Date")
        self._carrier(id_, "carrier.confirmed_date", date=date.isoformat(timespec="seconds"))
        view = self.timeline.until(id_, "Await Completion")
        if moved:
            later = (date + timedelta(days=2)).isoformat(timespec="seconds")
            self._carrier(id_, "carrier.changed_date", date=later)
            self.timeline.when(id_, lambda v: v["port_date"] == later, "rescheduled")
            view = self.timeline.until(id_, "Await Completion")
            self.timeline.view(view)
        self._numbers_leave(view)
        self._carrier(id_, "carrier.completed")
        self.timeline.until(id_, "Port-Out Completed")

    def _support_says(self, id_: str, text: str, *, deliver: int = 1) -> None:
        case_id = self._case_of(id_)
        self.timeline.act("AWS Support", text)
        self.twins.call(
            "POST", f"/support/cases/{case_id}/replies", {"body": text, "deliver": deliver}
        )

    def _decide(self, id_: str, means: str, asked: str, **facts: str) -> None:
        view = self.timeline.when(id_, lambda v: v["to_decide"], "a text to decide")
        self.asked.append(asked)
        said = view["to_decide"][0]["communication"]
        self.operator.say(id_, "operator.decided", communication=said, means=means, **facts)

    def _sign(self, id_: str, *, attempt: int) -> None:
        name = f"loa-signed-{attempt}.pdf"
        self.asked.append("sign the LOA")
        self.operator.upload(id_, name, SIGNED_LOA, "application/pdf")
        today = datetime.now(UTC).date().isoformat()
        self.operator.say(id_, "operator.uploaded_loa", document=name, signed_on=today)
        self.timeline.act("operator", f"signs the LOA draft and uploads {name}")
        self.timeline.when(id_, lambda v: v.get("loa"), "with a signed LOA")

    def _carrier(self, id_: str, type_: str, *, times: int = 1, **facts: Any) -> None:
        twice = " (delivered twice)" if times > 1 else ""
        self.timeline.act(CARRIER, f"{type_} {' '.join(map(str, facts.values()))}{twice}")
        self.carrier.say(id_, type_, times=times, **facts)

    def _weeks_pass(self, id_: str) -> None:
        """Time is a signal: the sweep is told a later now, and reminds."""
        view = self.operator.get(f"/port-outs/{id_}")
        due = datetime.fromisoformat(view["next"]["by"]) + timedelta(hours=1)
        self.timeline.act("clock", f"it is {due:%A %d %B}: Support has been silent for too long")
        self._sweep(due)
        before = view["version"]
        self.timeline.when(id_, lambda v: v["version"] > before, "reminded")

    def _sweep(self, now: datetime) -> None:
        self.twins.call("POST", "/sweep", {"now": now.strftime("%Y-%m-%dT%H:%M:%SZ")})

    def _numbers_leave(self, view: Any) -> None:
        instance_id = view["instance_arn"].rsplit("/", 1)[-1]
        for number in view["numbers"]:
            path = f"/connect/instances/{instance_id}/numbers/%2B{number['number'][1:]}"
            self.twins.call("DELETE", path)
        self.timeline.act("network", f"{len(view['numbers'])} numbers now ring at {CARRIER}")

    def _case_of(self, id_: str) -> str:
        cases = self.twins.get("/support/cases")["cases"]
        return str(next(case["caseId"] for case in cases if id_ in case["subject"]))


def _sum(plan: Any) -> str:
    numbers = sum(len(part["numbers"]) for part in plan["port_outs"])
    return f"{numbers} numbers, {len(plan['problems'])} problems"
