"""AWS Support and its cases: what it writes, and what an operator makes of it."""

from typing import Any

from local.twins.support.habits import KEEP
from port_out import settings, wiring
from port_out.domain.life_cycle import State
from tests.faults.operators import Operators
from tests.faults.parties import Stuck

S = State


class Supporters(Operators):
    """Operators, and the desk that they speak with."""

    def support(self, id_: str, text: str, *, deliver: int = 1) -> None:
        """AWS Support writes on the newest case of the port-out."""
        if cases := self._cases(id_):
            self.world.aws.desk.aws_writes(cases[-1], text, deliver)

    def _cases(self, id_: str) -> list[Any]:
        return [one for one in self.world.aws.desk.cases.values() if id_ in one.subject]

    def decide(self, id_: str, means: str, **facts: Any) -> None:
        """The operator says what the newest text means, once it is there to be read."""
        self.when(lambda: "yes" if self._texts(id_) else "", "a text to decide")
        self.say(id_, "operator.decided", communication=self._texts(id_)[0], means=means, **facts)

    def _texts(self, id_: str) -> list[str]:
        return list(self.world.stored(id_).facts.get("to_decide", ()))

    def resolve_for_good(self, id_: str) -> None:
        """AWS resolves the case, and does not reopen it when it is asked to."""
        self.world.aws.desk.habits.on_resolved = KEEP
        for case in self._cases(id_):
            self.world.aws.desk.resolve(case, 1)

    def has_follow_up(self, id_: str) -> str:
        """The id of the follow-up, once it is on record."""
        if self.world.stored(id_).facts.get("follow_up_by_hand"):
            self._follow_up_by_hand(id_)
        facts = self.world.stored(id_).facts
        return str(facts.get("case_id") or facts["display_id"]) if facts.get("former_cases") else ""

    def _follow_up_by_hand(self, id_: str) -> None:
        """The operator was told, looks whether it is there already, and registers it."""
        told = [kept.notice.what for kept in wiring.notices().of(id_)]
        if not any(what.startswith("AWS Support has closed its case") for what in told):
            raise Stuck("a follow-up is a person's to open, and nobody was told")
        subject = self.look(id_)["manual_case"]["subject"]
        there = [case.display_id for case in self._cases(id_) if case.subject == subject]
        known = there[-1] if there else self._open_by_hand(id_)
        self.say(id_, "operator.registered_case", "follow-up", display_id=known)
        self.world.settle()

    def without_api(self) -> None:
        """The account's plan has no Support API."""
        self.world.aws.desk.plan = "basic"

    def buy_plan(self) -> None:
        """And now it has one."""
        self.world.aws.desk.plan = "business-plus"

    def _open_by_hand(self, id_: str) -> str:
        """The operator pastes the text into the console; the display id of the case."""
        text = self.look(id_)["manual_case"]
        case = self.world.aws.desk.open(
            "operator",
            text["bodies"][0],
            subject=text["subject"],
            service_code=settings.support_service_code(),
            category_code=settings.support_category_code(),
            severity_code="low",
            language="en",
            cc=[],
        )
        return str(case.display_id)

    def opened(self, id_: str) -> None:
        """The case is open: by the program, or by a person where the program says so."""
        if self.until(id_, S.AWAIT_SUPPORT_GO_AHEAD, S.AWAIT_MANUAL_CASE) == S.AWAIT_MANUAL_CASE:
            cases = self._cases(id_)
            known = cases[-1].display_id if cases else self._open_by_hand(id_)
            self.say(id_, "operator.registered_case", display_id=known)
            self.until(id_, S.AWAIT_SUPPORT_GO_AHEAD)

    def until_or_said(self, id_: str, state: str, type_: str) -> None:
        """The text is read by the program; where it could not be, the operator says it."""
        try:
            self.until(id_, state)
        except Stuck:
            self.say(id_, type_)
            self.until(id_, state)
