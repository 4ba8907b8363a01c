"""Everybody's part in the flows: what each party does besides asking, saying and waiting."""

import json
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from demo.story import IDENTITY
from local.twins.support.habits import KEEP
from port_out.domain.life_cycle import State
from tests.faults.parties import NUMBERS, Parties, Stuck


class Everybody(Parties):
    """Operator, carrier and AWS Support, with all that they do in the flows."""

    def request(self, key: str = "k1", **changes: Any) -> str:
        """Request the numbers away."""
        body = self._body(**changes)
        answer = self.call(
            "request_port_out", "POST", "/port-outs", body, headers={"Idempotency-Key": key}
        )
        id_ = str(json.loads(answer["body"])["port_out_id"])
        self.ids.append(id_)
        return id_

    def person(self, id_: str, **fields: str) -> None:
        """Somebody at the carrier answers by a one-time link."""
        link = json.loads(
            self.call("issue_links", "POST", f"/port-outs/{id_}/links", {"name": "Bo"})["body"]
        )
        path = "/links/" + link["url"].rpartition("/")[2]
        self.call("answer_link", "GET", path, by=None)
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        self.call("answer_link", "POST", path, urlencode(fields), headers=form, by=None)

    def support(self, id_: str, text: str, *, deliver: int = 1) -> None:
        """AWS Support writes on the newest case of the port-out."""
        desk = self.world.aws.desk
        cases = [one for one in desk.cases.values() if id_ in one.subject]
        if cases:
            desk.aws_writes(cases[-1], text, deliver)

    def _body(self, **changes: Any) -> dict[str, Any]:
        return {
            "instance_arn": self.world.aws.estate.facts()["instance_arn"],
            "numbers": NUMBERS,
            "winning_carrier": {"name": "Example Telecom", "channel": "standard"},
            "identity": IDENTITY,
        } | changes

    def rehearse(self, **changes: Any) -> None:
        """A dry run and a plan: they change nothing."""
        url, body = "/port-outs?dryRun=true", self._body(**changes)
        self.call("request_port_out", "POST", url, body)
        csv = {"Content-Type": "text/csv"}
        numbers = "\n".join(["number", *NUMBERS])
        self.call("request_port_out", "POST", "/port-outs/plan", numbers, headers=csv)

    def upload(self, id_: str) -> None:
        """The draft comes back signed."""
        path = f"/port-outs/{id_}/documents"
        name = "scan.pdf"
        wanted = {"name": name, "content_type": "application/pdf"}
        self.call("exchange_documents", "POST", path, wanted)
        draft = self.call("exchange_documents", "GET", f"{path}/{self._draft(id_)}")
        assert draft["statusCode"] == 200
        self.world.put_document(id_, name)
        today = self.world.clock.now().date().isoformat()
        self.say(id_, "operator.uploaded_loa", document=name, signed_on=today)
        self.until(id_, State.AWAIT_CARRIER_SUBMISSION)

    def _draft(self, id_: str) -> str:
        return f"attempt-{self.world.stored(id_).attempt}-loa-draft.pdf"

    def decide(self, id_: str, means: str, **facts: Any) -> None:
        """The operator says what the newest text means, once it is there to be read."""
        self.when(lambda: "yes" if self._texts(id_) else "", "a text to decide")
        self.say(id_, "operator.decided", communication=self._texts(id_)[0], means=means, **facts)

    def _texts(self, id_: str) -> list[str]:
        return list(self.world.stored(id_).facts.get("to_decide", ()))

    def redeliver(self, id_: str) -> None:
        """A notice is sent once more."""
        path = f"/port-outs/{id_}/notices"
        found = json.loads(self.call("redeliver_notices", "GET", path)["body"])["notices"]
        url = f"{path}/{found[0]['notice']}/redeliver"
        self.call("redeliver_notices", "POST", url)

    def wait_until_due(self, id_: str) -> None:
        """Nothing happens until the wait is due."""
        clock = self.world.clock
        clock.at = max(clock.at, self.world.stored(id_).due_at + timedelta(minutes=1))
        self.world.sweep()

    def resolve_for_good(self, id_: str) -> None:
        """AWS resolves the case, and does not reopen it when it is asked to."""
        desk = self.world.aws.desk
        desk.habits.on_resolved = KEEP
        for case in [one for one in desk.cases.values() if id_ in one.subject]:
            desk.resolve(case, 1)

    def has_follow_up(self, id_: str) -> str:
        """The id of the follow-up, once it is on record."""
        stored = self.world.stored(id_)
        return str(stored.facts["case_id"]) if stored.facts.get("former_cases") else ""

    def leave_connect(self) -> None:
        """Connect lists the numbers no more."""
        for number in NUMBERS:
            del self.world.aws.estate.numbers[number]

    def request_batch(self) -> list[str]:
        """One call for numbers of two kinds; the port-outs that come of it."""
        body = {
            "numbers": [*NUMBERS, "+18445550140"],
            "winning_carrier": {"name": "Example Telecom", "channel": "standard"},
            "identity": IDENTITY,
        }
        key = {"Idempotency-Key": "batch-1"}
        answer = self.call("request_batch", "POST", "/batches", body, headers=key)
        id_ = str(json.loads(answer["body"])["batch_id"])
        self.when(lambda: self._is_requested(id_, body, key), "a batch that is requested")
        view = json.loads(self.call("show_batch", "GET", f"/batches/{id_}")["body"])
        self.ids = [group["port_out_id"] for group in view["groups"]]
        return self.ids

    def _is_requested(self, id_: str, body: Any, key: dict[str, str]) -> str:
        """A repetition of the call goes on where a run stopped."""
        view = json.loads(self.call("show_batch", "GET", f"/batches/{id_}")["body"])
        if not view["is_requested"]:
            self.call("request_batch", "POST", "/batches", body, headers=key)
        return id_ if view["is_requested"] else ""

    def display_id(self, id_: str) -> str:
        """The display id of the case, as a person finds it in the console, or opens it there."""
        desk = self.world.aws.desk
        cases = [one for one in desk.cases.values() if id_ in one.subject]
        return cases[-1].display_id if cases else "1234567890"

    def until_or_said(self, id_: str, state: str, type_: str) -> None:
        """The text is read by the program; where it could not be, the operator says it."""
        try:
            self.until(id_, state)
        except Stuck:
            self.say(id_, type_)
            self.until(id_, state)

    def date(self, days: int = 14) -> str:
        """A date and time so many days from now."""
        return (self.world.clock.now() + timedelta(days=days)).isoformat(timespec="seconds")
