"""Everybody who takes part: what they do, and what the timeline shows of it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from demo.calls import Carrier, Facts, Operator, Person, Twins
from demo.timeline import Timeline

CARRIER = "Example Telecom"


@dataclass
class Cast:
    """Plays all parties; `asked` is what a person was asked for, in order."""

    facts: Facts
    operator: Operator
    carrier: Carrier
    person: Person
    twins: Twins
    timeline: Timeline
    asked: list[str] = field(default_factory=list)

    def support_says(self, id_: str, text: str, *, deliver: int = 1) -> None:
        """AWS Support writes on the case."""
        case_id = self.case_of(id_)
        self.timeline.act("AWS Support", text)
        self.twins.call(
            "POST", f"/support/cases/{case_id}/replies", {"body": text, "deliver": deliver}
        )

    def decide(self, id_: str, means: str, asked: str, **facts: str) -> None:
        """The operator reads Support's text, and says what it means."""
        view = self.timeline.when(id_, lambda v: v["to_decide"], "a text to decide")
        self.asked.append(asked)
        said = view["to_decide"][0]["communication"]
        self.operator.say(id_, "operator.decided", communication=said, means=means, **facts)

    def sign(self, id_: str) -> None:
        """The draft comes back as a scan, which makes the pack anew, with the signed LOA in it."""
        view = self.timeline.until(id_, "Await Carrier Submission")
        attempt, version = view["attempt"], view["pack"]["version"]
        self.asked.append("sign the LOA")
        scan = self.operator.download(id_, f"attempt-{attempt}-loa-draft.pdf")
        self.operator.upload(id_, f"scan-{attempt}.pdf", scan, "application/pdf")
        today = datetime.now(UTC).date().isoformat()
        self.operator.say(
            id_, "operator.uploaded_loa", document=f"scan-{attempt}.pdf", signed_on=today
        )
        self.timeline.act("operator", f"signs the LOA draft and uploads scan-{attempt}.pdf")
        self.timeline.when(id_, lambda v: v["pack"]["version"] > version, "with a new pack")
        self.timeline.until(id_, "Await Carrier Submission")

    def carrier_says(self, id_: str, type_: str, *, times: int = 1, **facts: Any) -> None:
        """The winning carrier calls back."""
        twice = " (delivered twice)" if times > 1 else ""
        self.timeline.act(CARRIER, f"{type_} {' '.join(map(str, facts.values()))}{twice}")
        self.carrier.say(id_, type_, times=times, **facts)

    def person_says(self, id_: str, name: str, **fields: str) -> None:
        """Somebody at the carrier answers by a one-time link."""
        link = self.operator.post(f"/port-outs/{id_}/links", {"name": name, "company": CARRIER})
        self.timeline.act("operator", f"sends {name} a one-time link")
        self.timeline.act(name, f"opens the page, fills in: {' '.join(fields.values())}")
        self.person.answer(link["url"], **fields)

    def weeks_pass(self, id_: str) -> None:
        """Time is a signal: the sweep is told a later now, and reminds."""
        view = self.operator.get(f"/port-outs/{id_}")
        due = datetime.fromisoformat(view["next"]["by"]) + timedelta(hours=1)
        self.timeline.act("clock", f"it is {due:%A %d %B}: Support has been silent for too long")
        self.sweep(due)
        before = view["version"]
        self.timeline.when(id_, lambda v: v["version"] > before, "reminded")

    def sweep(self, now: datetime) -> None:
        """The hourly sweep runs as of this time."""
        self.twins.call("POST", "/sweep", {"now": now.strftime("%Y-%m-%dT%H:%M:%SZ")})

    def numbers_leave(self, view: Any) -> None:
        """The network hands the numbers over."""
        instance_id = view["instance_arn"].rsplit("/", 1)[-1]
        for number in view["numbers"]:
            path = f"/connect/instances/{instance_id}/numbers/%2B{number['number'][1:]}"
            self.twins.call("DELETE", path)
        self.timeline.act("network", f"{len(view['numbers'])} numbers now ring at {CARRIER}")

    def case_of(self, id_: str) -> str:
        """The id of its case."""
        cases = self.twins.get("/support/cases")["cases"]
        return str(next(case["caseId"] for case in cases if id_ in case["subject"]))
