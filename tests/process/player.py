"""Plays every party against the running program: operator, carrier, AWS Support, bad luck."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote

from demo.calls import CallFailed, Carrier, Facts, Http, Operator, Twins
from demo.story import IDENTITY
from port_out.domain.record import Transition, breaks_in
from tests.waiting import until

PATIENCE = 60.0


class Player:
    """One port-out and everybody who has a part in it."""

    def __init__(self, facts: Facts, numbers: list[str]) -> None:
        http = Http(facts)
        self.facts, self.numbers = facts, numbers
        self.operator, self.twins = Operator(facts, http), Twins(facts, http)
        self.approver = Operator(facts, http, "approver")
        self.carrier = Carrier(facts, http)
        self.id = ""
        instance = facts["instance_arn"].rsplit("/", 1)[-1]
        self.held = f"/connect/instances/{instance}/numbers"
        self.calm()
        for number in numbers:
            self.twins.call("PUT", f"{self.held}/{quote(number)}", {"type": "DID"})

    def calm(self) -> None:
        """No faults and no habits, a plan with an API, and as many cases as the tests need."""
        self.twins.call("DELETE", "/faults")
        self.twins.call("DELETE", "/support/habits")
        self.twins.call("PUT", "/support/plan", {"plan": "business-plus"})
        self.twins.call("PUT", "/support/limits", {"cases_per_hour": 1000, "calls_per_second": 50})

    def request(self, **changes: Any) -> str:
        """Request the numbers away to Example Telecom."""
        body = {
            "instance_arn": self.facts["instance_arn"],
            "numbers": self.numbers,
            "winning_carrier": {"name": "Example Telecom", "channel": "standard"},
            "identity": IDENTITY,
        }
        self.id = str(self.operator.post("/port-outs", body | changes)["port_out_id"])
        return self.id

    def view(self) -> Any:
        """What the operator sees."""
        return self.operator.get(f"/port-outs/{self.id}")

    def until(self, state: str, *, attempt: int = 1) -> Any:
        """Wait until the port-out stands there; for a wait, until it has begun."""

        def stands(view: Any) -> bool:
            begun = bool(view["next"]["by"]) or not state.startswith("Await")
            return bool(view["state"] == state and view["attempt"] >= attempt and begun)

        return self.when(stands, f"in {state}")

    def when(self, is_so: Callable[[Any], bool], what: str) -> Any:
        """Wait until something is so of the port-out."""

        def look() -> Any:
            view = self.view()
            return view if is_so(view) else None

        def instead() -> str:
            return f"{self.id} is in {self.view()['state']}, not {what}"

        return until(look, PATIENCE, instead=instead)

    def to(self, state: str) -> Any:
        """Request it and go the straight way up to this wait."""
        self.request()
        for wait, step in self._straight():
            view = self.until(wait)
            if wait == state:
                return view
            step()
        raise AssertionError(f"{state} is no wait of the straight way")

    def go_on_to(self, state: str, *, after: str, attempt: int = 1) -> None:
        """Go the straight way from one wait up to another."""
        stages = self._straight()
        first = [wait for wait, _ in stages].index(after)
        for wait, step in stages[first:]:
            if wait == state:
                self.until(wait, attempt=attempt)
                return
            self.until(wait, attempt=attempt)
            step()

    def complete(self, **facts: Any) -> Any:
        """The carrier has ported, the operator has called the numbers, and it is over."""
        self.carrier.say(self.id, "carrier.completed", **facts)
        self.until("Await Second Evidence")
        self.operator.say(self.id, "operator.tested_calls")
        return self.until("Port-Out Completed")

    def support_writes(self, text: str, *, deliver: int = 1) -> None:
        """AWS writes on the case; its event comes so many times."""
        path = f"/support/cases/{self.case()['caseId']}/replies"
        self.twins.call("POST", path, {"body": text, "deliver": deliver})

    def second(self, decision: str = "approve") -> Any:
        """Somebody else says yes or no to what was proposed; what it was."""
        waits = self.when(lambda v: bool(v["to_approve"]), "with something to approve")
        body = {"decision": decision, "sha256": waits["to_approve"]["sha256"], "reason": "seen"}
        self.approver.post(f"/port-outs/{self.id}/approvals", body)
        return waits["to_approve"]

    def decide(self, means: str, **facts: Any) -> None:
        """The operator says what AWS's newest text means."""
        view = self.when(lambda v: bool(v["to_decide"]), "with a text to decide")
        said = view["to_decide"][0]["communication"]
        self.operator.say(self.id, "operator.decided", communication=said, means=means, **facts)

    def support_says(self, means: str, **facts: Any) -> None:
        """AWS writes, and the operator decides that it means this."""
        self.support_writes(f"A text that a person reads as {means}.")
        self.decide(means, **facts)

    def case(self) -> Any:
        """The one Support case of the port-out."""
        cases = self.cases()
        assert len(cases) == 1, f"{len(cases)} cases"
        return cases[0]

    def cases(self) -> list[Any]:
        """All Support cases that carry the port-out's marker."""
        cases = self.twins.get("/support/cases")["cases"]
        return [case for case in cases if self.id in case["subject"]]

    def sweep(self, now: datetime | None = None) -> Any:
        """The scheduled sweep runs as of then."""
        at = (now or datetime.now(UTC)).strftime("%Y-%m-%dT%H:%M:%SZ")
        return self.twins.call("POST", "/sweep", {"now": at})

    def compare_inventory(self) -> Any:
        """The daily comparison of the inventory runs."""
        return self.twins.call("POST", "/inventory", {})["result"]

    def fault(self, service: str, operation: str, when: str, error: str, times: int = 1) -> None:
        """The next calls fail, before or after their effect."""
        fault = {"service": service, "operation": operation, "when": when}
        self.twins.call("POST", "/faults", fault | {"error": error, "times": times})

    def record(self) -> list[Transition]:
        """The record, verified."""
        data = self.operator.get(f"/port-outs/{self.id}/transitions")
        lines = [Transition.from_data(line) for line in data["transitions"]]
        assert data["chain"]["verified"] is True
        assert breaks_in(lines) == []
        return lines

    def date(self, days: int = 14) -> str:
        """A date and time so many days from now."""
        return (datetime.now(UTC) + timedelta(days=days)).isoformat(timespec="seconds")

    def _straight(self) -> list[tuple[str, Callable[[], object]]]:
        say = self.carrier.say
        return [
            ("Await Support Go-Ahead", lambda: self.support_says("support.gave_go_ahead")),
            (
                "Await Carrier Submission",
                lambda: say(self.id, "carrier.submitted", pon=f"PON-{self.id[-6:]}"),
            ),
            ("Await Approval", lambda: self.support_says("support.approved")),
            (
                "Await Port Date",
                lambda: say(self.id, "carrier.confirmed_date", date=self.date()),
            ),
            ("Await Completion", lambda: say(self.id, "carrier.completed")),
        ]


__all__ = ["CallFailed", "Player"]
