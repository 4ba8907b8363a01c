"""The story: two kinds of numbers, a name that differs, a refusal, a moved date, the end."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from demo.cast import CARRIER, Cast

NUMBERS = Path(__file__).parent / "numbers.csv"
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
BILLED_NAME = "Example Retail Group LLC"
ACCOUNT_NUMBER = "111122223333"


class Story(Cast):
    """The plot."""

    def play(self) -> list[str]:
        """Play both port-outs to their end; answers their ids."""
        self.twins.call("PUT", "/billing/identity", {"company_name": BILLED_NAME})
        plan = self.operator.post("/port-outs/plan", NUMBERS.read_text())
        self.timeline.act(
            "operator", f"{NUMBERS.name}: {_sum(plan)} -> {len(plan['port_outs'])} port-outs"
        )
        names = {"geographic": IDENTITY["company_name"], "toll_free": BILLED_NAME}
        by_kind = {
            part["kind"]: self._request(part, IDENTITY | {"company_name": names[part["kind"]]})
            for part in plan["port_outs"]
        }
        self._the_hard_way(by_kind["geographic"])
        self._the_straight_way(by_kind["toll_free"])
        return list(by_kind.values())

    def _request(self, part: Any, identity: dict[str, str]) -> str:
        body = {
            "instance_arn": part["instance_arn"],
            "numbers": part["numbers"],
            "country": part["country"],
            "kind": part["kind"],
            "winning_carrier": {"name": CARRIER, "channel": "standard"},
            "identity": identity,
            "contact": {"name": "Ben Example", "phone": "+1 206 555 0177"},
            "reference": f"move-2026-{part['kind']}",
        }
        rehearsal = self.operator.post("/port-outs?dryRun=true", body)
        differs = [each["field"] for each in rehearsal["evidence"]["differences"]]
        verdict = f"would stop, {', '.join(differs)} differs" if differs else "matches the bill"
        key = {"Idempotency-Key": f"demo-{part['kind']}"}
        port_out_id = str(self.operator.post("/port-outs", body, **key)["port_out_id"])
        self.timeline.act(
            "operator",
            f"{len(part['numbers'])} {part['kind']} numbers: dry run {verdict}; requested",
        )
        self.timeline.follow(port_out_id, part["kind"].replace("_", "-"))
        return port_out_id

    def _the_hard_way(self, id_: str) -> None:
        """A name that is not the bill's, a refusal by the carrier, both mended, moved, done."""
        self._mend_the_name(id_)
        self.support_says(id_, "Hello, please begin the process with your winning carrier.")
        self.timeline.view(self.timeline.until(id_, "Await Carrier Submission"))
        self.sign(id_)
        self.carrier_says(id_, "carrier.submitted", pon="ET-70012", times=2)
        self.timeline.until(id_, "Await Approval")
        self.weeks_pass(id_)
        self.carrier_says(id_, "carrier.refused", code="ACCOUNT_NUMBER_REQUIRED")
        self.timeline.view(self.timeline.until(id_, "Await Correction", attempt=2))
        self.asked.append("give the account number")
        self.operator.say(id_, "operator.corrected", identity={"account_number": ACCOUNT_NUMBER})
        self.timeline.until(id_, "Await Carrier Submission", attempt=3)
        self.sign(id_)
        self._to_the_end(id_, pon="ET-70012-A", moved=True)

    def _mend_the_name(self, id_: str) -> None:
        """The exact-match report finds the difference before anybody outside was asked."""
        view = self.timeline.until(id_, "Await Correction")
        self.timeline.text("exact-match report", view["exact_match"]["text"])
        self.asked.append("correct the company name")
        self.operator.say(id_, "operator.corrected", identity={"company_name": BILLED_NAME})
        self.timeline.until(id_, "Await Support Go-Ahead", attempt=2)

    def _the_straight_way(self, id_: str) -> None:
        """Nothing goes wrong, but that AWS loses its event: the sweep finds what Support wrote.

        This carrier has no webhook for the date, and Connect goes on listing the numbers.
        """
        self.timeline.until(id_, "Await Support Go-Ahead")
        self.support_says(id_, "You may now start with the new carrier.", deliver=0)
        self.timeline.act("clock", "AWS lost the event; the hourly sweep runs")
        self.sweep(datetime.now(UTC))
        self.timeline.until(id_, "Await Carrier Submission")
        self.sign(id_)
        self._to_the_end(id_, pon="ET-70013", moved=False)

    def _to_the_end(self, id_: str, *, pon: str, moved: bool) -> None:
        date = (datetime.now(UTC) + timedelta(days=14)).replace(hour=18, minute=0, second=0)
        date += timedelta(days={6: 2, 7: 1}.get(date.isoweekday(), 0))  # no port on a weekend
        self.carrier_says(id_, "carrier.submitted", pon=pon)
        self.timeline.until(id_, "Await Approval")
        self.support_says(id_, "The request matches our records. We have approved it.")
        self.decide(id_, "support.approved", "read Support's approval")
        self.timeline.until(id_, "Await Port Date")
        if moved:
            self._moved(id_, date)
        else:
            self._by_people(id_, date)
        self.timeline.until(id_, "Port-Out Completed")

    def _moved(self, id_: str, date: datetime) -> None:
        """All by webhook; the date moves, and Connect is the second witness."""
        self.carrier_says(id_, "carrier.confirmed_date", date=date.isoformat(timespec="seconds"))
        self.timeline.until(id_, "Await Completion")
        later = (date + timedelta(days=2)).isoformat(timespec="seconds")
        self.carrier_says(id_, "carrier.changed_date", date=later)
        self.timeline.when(id_, lambda v: v["port_date"] == later, "rescheduled")
        view = self.timeline.until(id_, "Await Completion")
        self.timeline.view(view)
        self.numbers_leave(view)
        self.carrier_says(id_, "carrier.completed")

    def _by_people(self, id_: str, date: datetime) -> None:
        """A person at the carrier names the date; a test call is the second witness."""
        zone = "America/Los_Angeles"
        day = f"{date.astimezone(ZoneInfo(zone)):%Y-%m-%d}"
        self.person_says(id_, "Bo Lindqvist", what="date", date=day, time="10:00", zone=zone)
        self.timeline.until(id_, "Await Completion")
        self.carrier_says(id_, "carrier.completed")
        view = self.timeline.until(id_, "Await Second Evidence")
        number = view["numbers"][0]["number"]
        self.asked.append("ring a number")
        self.operator.say(id_, "operator.tested_calls", numbers=[number])
        self.timeline.act("operator", f"rings {number}: it answers at {CARRIER}")


def _sum(plan: Any) -> str:
    numbers = sum(len(part["numbers"]) for part in plan["port_outs"])
    return f"{numbers} numbers, {len(plan['problems'])} problems"
