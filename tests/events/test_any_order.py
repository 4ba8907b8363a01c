"""Any signals in any order, repeated and lost: a small model of a port-out says what holds."""

from itertools import pairwise
from typing import Any

from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from port_out.domain.errors import StaleStep, TemporarilyUnavailable
from port_out.domain.facts import checked_facts
from port_out.domain.life_cycle import DONE, FINAL, NEXT, STEPS, WAITS, Outcome, State
from port_out.domain.signals import SignalType
from tests.builders import ID, INSTANCE, NUMBERS, an_inventory, held
from tests.domain.machine_file import after
from tests.events.running import begin, post, settle, swept
from tests.stage import a_world, moved, on_a_case, record_holds, texts

S, T = State, SignalType
SUBSETS = some.lists(some.sampled_from(NUMBERS), min_size=1, unique=True)
PONS = some.sampled_from(["PON-1", "PON-2", "PON-3"])
CODES = some.sampled_from(["PIN_INVALID", "ENTITY_NAME_MISMATCH"])
DATES = some.sampled_from(["2026-12-15T10:00:00-08:00", "2026-12-17T10:00:00-08:00"])
NAMES = some.sampled_from([{"company_name": "Other Inc."}, {"city": "Tacoma"}])
SIGNED = some.sampled_from(["2026-11-20", "2026-11-23"])
SAID: list[some.SearchStrategy[tuple[str, dict[str, Any]]]] = [
    some.just(("support.gave_go_ahead", {})),
    some.builds(lambda: ("support.asked", {"question": "Which PIN?"})),
    some.just(("support.approved", {})),
    some.builds(lambda c, n: ("support.refused", {"code": c, "numbers": n}), CODES, SUBSETS),
    some.just(("support.resolved_case", {})),
    some.builds(lambda p: ("carrier.submitted", {"pon": p}), PONS),
    some.builds(lambda c, p: ("carrier.refused", {"code": c, "pon": p}), CODES, PONS),
    some.builds(lambda d: ("carrier.confirmed_date", {"date": d}), DATES),
    some.builds(lambda d, p: ("carrier.changed_date", {"date": d, "pon": p}), DATES, PONS),
    some.just(("carrier.completed", {})),
    some.builds(
        lambda n, m: ("carrier.completed", {"numbers": n, "more_to_come": m}),
        SUBSETS,
        some.booleans(),
    ),
    some.just(("carrier.cancelled", {})),
    some.just(("support.confirmed_completion", {})),
    some.builds(lambda n: ("operator.tested_calls", {"numbers": n}), SUBSETS),
    some.just(("operator.corrected", {"identity": {"title": "Director"}})),
    some.builds(lambda n: ("operator.corrected", {"remove_numbers": n}), SUBSETS),
    some.just(("operator.answered", {"text": "It is 1234."})),
    some.just(("operator.registered_case", {"display_id": "1234567890"})),
    some.builds(lambda n: ("support.named_identity", {"expected": n}), NAMES),
    some.builds(lambda n: ("operator.corrected", {"bill_identity": n}), NAMES),
    some.builds(
        lambda d: ("operator.uploaded_loa", {"document": "loa.pdf", "signed_on": d}), SIGNED
    ),
]
WITHOUT_CASE = (
    S.CONFIRM_OWNERSHIP,
    S.ASSEMBLE_EVIDENCE,
    S.AWAIT_CORRECTION,
    S.OPEN_SUPPORT_CASE,
    S.AWAIT_MANUAL_CASE,
)
RARE: list[some.SearchStrategy[tuple[str, dict[str, Any]]]] = [
    some.just(("operator.cancelled", {"reason": "changed our minds"}))
]


class AnyOrder(RuleBasedStateMachine):
    """The model: where the state machine stands, by its own file, and which token it waits with."""

    def __init__(self) -> None:
        super().__init__()
        self.token = ""
        self.tokens = 0
        self.sent: list[tuple[str, str, dict[str, Any]]] = []

    @initialize(start=some.sampled_from(sorted(WAITS | STEPS)))
    def a_port_out_is_on_its_way(self, start: State) -> None:
        self.world = a_world(start)
        self.case_id = on_a_case(self.world) if start not in WITHOUT_CASE else ""
        self.world.port_outs.change(self.world.port_outs.get(ID), release=None)
        self.place: str = start
        self.seen = self.world.port_outs.get(ID)
        if start in WAITS:
            self.a_wait_begins()

    def _follow(self) -> None:
        """Step Functions goes where the outcomes that it was given lead."""
        for token, output in self.world.workflow.released:
            if token == self.token:
                self.token = ""
                self.place = after(self.place, output["outcome"])

    @rule(said=some.one_of(*SAID))
    def somebody_says(self, said: tuple[str, dict[str, Any]]) -> None:
        self._say(*said)

    @rule(said=some.one_of(*RARE), dice=some.integers(0, 5))
    def somebody_ends_it(self, said: tuple[str, dict[str, Any]], dice: int) -> None:
        if dice == 0:
            self._say(*said)

    def _say(self, type_: str, facts: dict[str, Any]) -> None:
        checked_facts(T(type_), facts)
        id_ = f"s-{len(self.sent)}"
        self.sent.append((id_, type_, facts))
        self.world.now.pass_(minutes=1)
        self.world.signal(type_, id_, **facts)

    @precondition(lambda self: self.sent)
    @rule(which=some.integers(0, 1000))
    def it_is_delivered_again(self, which: int) -> None:
        id_, type_, facts = self.sent[which % len(self.sent)]
        self.world.signal(type_, id_, **facts)

    @rule()
    def somebody_settles(self) -> None:
        settle(self.world)
        self._follow()

    @rule(said=some.one_of(*SAID), which=some.integers(0, 10))
    def all_goes_well_for_a_while(self, said: tuple[str, dict[str, Any]], which: int) -> None:
        self._say(*said)
        for _ in range(4):
            self.somebody_settles()
            if self.place in STEPS:
                self._end_step(which)
            if self.place in WAITS and not self.token:
                self.a_wait_begins()

    @rule()
    def step_functions_is_down_while_somebody_settles(self) -> None:
        self.world.workflow.failing = TemporarilyUnavailable("states: down")
        try:
            settle(self.world)
        except TemporarilyUnavailable:
            pass
        finally:
            self.world.workflow.failing = None

    @precondition(lambda self: self.place in STEPS)
    @rule(which=some.integers(0, 10))
    def a_step_ends(self, which: int) -> None:
        self._end_step(which)

    def _end_step(self, which: int) -> None:
        ways = sorted(NEXT[S(self.place)])
        usual = [o for o in ways if o not in (Outcome.REJECTED, Outcome.MANUAL)] or ways
        outcome = (ways if which == 0 else usual)[which % len(ways if which == 0 else usual)]
        moved(self.world, outcome)
        self.place = after(self.place, outcome)
        if outcome is Outcome.OPENED and not self.case_id:
            self.case_id = on_a_case(self.world)

    @precondition(lambda self: self.place in WAITS)
    @rule()
    def a_wait_begins(self) -> None:
        """Also a second time with another token: Step Functions may try a wait again."""
        self.tokens += 1
        if self.token:
            self.world.workflow.gone.add(self.token)
        self.token = f"token-{self.tokens}"
        try:
            begin(self.world, S(self.place), self.token)
        except TemporarilyUnavailable:
            return
        except StaleStep:
            raise AssertionError("the machine stands where the record is not") from None

    @rule(days=some.sampled_from([0, 0, 1, 3, 3, 30, 331]))
    def time_passes_and_the_sweep_runs(self, days: int) -> None:
        self.world.now.pass_(days=days)
        swept(self.world)

    @rule(left=SUBSETS)
    def numbers_go_and_come_back(self, left: list[str]) -> None:
        """What the instance holds from now on; the sweep sees it before a carrier has filed."""
        self.world.connect.inventories = {INSTANCE: an_inventory(*map(held, left))}

    @precondition(lambda self: self.case_id)
    @rule()
    def messages_are_posted(self) -> None:
        post(self.world)

    @invariant()
    def the_record_is_whole_and_the_state_is_what_it_says(self) -> None:
        assert record_holds(self.world)

    @invariant()
    def every_line_is_a_way_of_the_process_or_moves_nothing(self) -> None:
        lines = self.world.port_outs.transitions(ID)
        for before, line in pairwise(lines):
            assert line.came_from == before.went_to
            if line.outcome == "noted":
                assert line.went_to == line.came_from
            else:
                assert line.went_to == NEXT[S(line.came_from)][Outcome(line.outcome)]

    @invariant()
    def versions_only_grow_and_an_end_is_the_end(self) -> None:
        now = self.world.port_outs.get(ID)
        assert now.version >= self.seen.version
        assert now.revision >= self.seen.revision
        if self.seen.state in FINAL:
            assert now.state == self.seen.state
        if self.seen.state in FINAL - DONE:
            assert now.version == self.seen.version
        self.seen = now

    @invariant()
    def every_signal_was_used_at_most_once(self) -> None:
        lines = self.world.port_outs.transitions(ID)
        reasons = [line.because for line in lines if line.because.startswith(("s-", "clock-"))]
        assert len(reasons) == len(set(reasons))
        for signal in self.world.inbox.signals(ID):
            if signal.used_in and signal.by != "clock":
                assert lines[signal.used_in - 1].because == signal.id

    @invariant()
    def step_functions_and_the_record_never_disagree(self) -> None:
        port_out = self.world.port_outs.get(ID)
        undelivered = port_out.release is not None and not port_out.release.delivered
        stands = port_out.came_from if undelivered else port_out.state
        assert self.place in (stands, port_out.state)

    @invariant()
    def the_order_counts_its_numbers_and_every_message_is_said_once(self) -> None:
        left = [n for n in self.world.port_outs.numbers(ID) if n.outcome != "removed"]
        assert self.world.port_outs.get(ID).order.number_count == len(left)
        if self.case_id:
            said = texts(self.world, self.case_id)
            assert len(said) == len(set(said))

    def teardown(self) -> None:
        """Whatever was lost: once everything works again, the machine is where the record is."""
        for _ in range(3):
            settle(self.world)
            self._follow()
            if self.place in WAITS and not self.token:
                self.a_wait_begins()
        settle(self.world)
        self._follow()
        port_out = self.world.port_outs.get(ID)
        assert self.place == port_out.state or port_out.release is not None


AnyOrder.TestCase.settings = settings(
    max_examples=100, stateful_step_count=50, deadline=None, derandomize=True
)
TestAnyOrder = AnyOrder.TestCase
