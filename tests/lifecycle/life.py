"""A port-out to which anything happens, in any order: the program beside its reference."""

from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any, ClassVar

from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from port_out.domain.errors import CaseUncertain, RecordMoved, TemporarilyUnavailable
from port_out.domain.life_cycle import STEPS, WAITS, State
from port_out.domain.signals import CLOCK, SignalType
from port_out.observability import metrics
from port_out.steps.record_failure import record_failure
from tests.builders import ID, NUMBERS, AWorld
from tests.domain.machine_file import after
from tests.events.running import begin, settle, swept
from tests.lifecycle.lean import Killed, lean
from tests.lifecycle.news import CLOCKS, ENDING, USUAL, News
from tests.lifecycle.reference import OVER, Reference
from tests.lifecycle.taking import Judge
from tests.lifecycle.working import run_step
from tests.stage import a_world, on_a_case

S = State
PASSES = (TemporarilyUnavailable, CaseUncertain, RecordMoved, Killed)
"""What a run may end with that Step Functions, or the sweep, does again."""
BEGINS = sorted({*WAITS, *STEPS} - {S.CANCEL_PORT_OUT, S.CLOSE_SUPPORT_CASE, S.AWAIT_SECOND_PERSON})
WITHOUT_CASE = (
    *(S.CONFIRM_OWNERSHIP, S.ASSEMBLE_EVIDENCE, S.AWAIT_CORRECTION),
    *(S.OPEN_SUPPORT_CASE, S.AWAIT_MANUAL_CASE),
)
HOW = [*["well"] * 5, "lost", "killed before", "killed after", "overtaken", "down"]
"""How a run goes: its call is lost, it is killed beside its write, another one is quicker."""
MOODS = some.sampled_from(HOW)
BUSY = 50
LUCK = some.integers(0, 63)


class Life(RuleBasedStateMachine):
    """Each rule is one step; after each, program and reference must agree."""

    tally: ClassVar[Counter[str]] = Counter()

    @staticmethod
    def prepared(world: AWorld) -> AWorld:
        """The world as it is to be lived in; a mutant spoils it here."""
        return lean(world)

    @initialize(start=some.sampled_from(BEGINS))
    def a_port_out_is_on_its_way(self, start: State) -> None:
        world = a_world(start)
        if start not in WITHOUT_CASE:
            on_a_case(world)
        world.port_outs.change(world.port_outs.get(ID), release=None)
        self.world = self.prepared(world)
        found = world.port_outs.get(ID)
        reference = Reference(start, set(NUMBERS), found.since, came_from=found.came_from)
        reference.has_case, reference.maker = found.has_case, found.requested_by
        self.judge = Judge(self.world, reference)
        self.place: str = start
        self.token, self.tokens, self.followed = "", 0, 0
        self.said: list[tuple[News, str]] = []
        if start in WAITS:
            self._run("well", self._begin)

    @rule(news=some.sampled_from(USUAL), mood=MOODS)
    def somebody_says(self, news: News, mood: str) -> None:
        self._say(news, f"s-{len(self.said):03}", mood)

    @rule(luck=LUCK)
    def the_operator_ends_it(self, luck: int) -> None:
        if luck < 8:
            self._say(ENDING[0], f"s-{len(self.said):03}", "well")

    @rule(news=some.sampled_from(CLOCKS), late=some.booleans(), mood=MOODS)
    def the_clock_says(self, news: News, late: bool, mood: str) -> None:
        type_, by, facts = news
        entered = self.world.port_outs.get(ID).entered_version - late
        when = {"as_of": self.world.now().isoformat(), "entered_version": entered}
        self._say((type_, by, facts | when), f"s-{len(self.said):03}", mood)

    @rule(which=LUCK, mood=MOODS)
    def it_is_said_again(self, which: int, mood: str) -> None:
        if self.said:
            news, id_ = self.said[which % len(self.said)]
            self._say(news, id_, mood)

    @rule(luck=LUCK, mood=MOODS)
    def the_state_machine_goes_on(self, luck: int, mood: str) -> None:
        self._goes_on(luck, mood)

    @rule(luck=LUCK)
    def all_goes_well_for_a_while(self, luck: int) -> None:
        for _ in range(4):
            self._goes_on(luck, "well")

    @rule(seed=some.integers(0, 2**32 - 1))
    def many_things_happen(self, seed: int) -> None:
        """As if by the other rules; Hypothesis takes longer to choose a rule than we to obey it."""
        # Hypothesis likes to repeat a number; what has happened before makes it another game.
        dice = Random(f"{seed} {self.judge.last_hash} {len(self.said)}")
        for _ in range(BUSY):
            luck, mood = dice.randrange(64), dice.choice(HOW)
            if self.judge.reference.state in OVER:
                self.teardown()
                self.a_port_out_is_on_its_way(dice.choice(BEGINS))
            if luck < 24:
                self._goes_on(luck, mood)
            elif luck < 26:
                self.time_passes_and_the_sweep_runs(dice.choice((0, 1, 3)), mood)
            elif luck < 28:
                self.the_clock_says(dice.choice(CLOCKS), dice.random() < 0.5, mood)
            elif luck == 28 and dice.random() < 0.25:
                self._say(ENDING[0], f"s-{len(self.said):03}", mood)
            elif luck < 32 and self.said:
                self._say(*dice.choice(self.said), mood)
            else:
                self._say(dice.choice(USUAL), f"s-{len(self.said):03}", mood)

    @rule()
    def the_wait_begins_again_with_another_token(self) -> None:
        if self.place in WAITS:
            self._run("well", self._begin)

    @rule(days=some.sampled_from([0, 0, 1, 3, 8, 40, 331]), mood=MOODS)
    def time_passes_and_the_sweep_runs(self, days: int, mood: str) -> None:
        self.world.now.pass_(days=days, hours=1)
        self._run("well", lambda: swept(self.world))
        self._run(mood, lambda: settle(self.world))

    @rule(luck=LUCK)
    def a_step_fails_for_good(self, luck: int) -> None:
        if self.place in STEPS and luck < 3:
            self.judge.may_fail = True
            self._run("well", self._fail)
            self.judge.may_fail = False
            self.place = S.FAILED

    def teardown(self) -> None:
        """Whatever was lost: once all works again, Step Functions is where the record is."""
        if not hasattr(self, "judge") or self.judge.found_fault:
            return
        for _ in range(3):
            self._run("well", lambda: settle(self.world))
            # A step whose answer was lost gives it again; no other begins here.
            is_behind = self.place != self.world.port_outs.get(ID).state
            self._goes_on(0, "well", steps=is_behind)
        port_out = self.world.port_outs.get(ID)
        # A step whose answer was lost may fail for good when the record has already ended.
        is_over = self.place == S.FAILED and port_out.state in OVER
        found = (self.place, port_out.state)
        assert self.place == port_out.state or is_over or port_out.release is not None, found
        self.judge.agreed(settled=False)
        self.tally.update(self.judge.walked)
        self.tally["port-outs"] += 1
        metrics().clear_metrics()

    def _say(self, news: News, id_: str, mood: str) -> None:
        type_, by, facts = news
        self.world.now.pass_(minutes=1)
        is_new = all(id_ != known for _, known in self.said)
        signal = self.world.signal(SignalType(type_), id_, by, **facts)
        self.judge.heard(signal, is_new=is_new, of_clock=by == CLOCK)
        if is_new:
            self.said.append((news, id_))
            self.tally[f"says {type_}"] += 1
        if mood != "lost":
            self._run(mood, lambda: settle(self.world), settles=True)

    def _goes_on(self, luck: int, mood: str, *, steps: bool = True) -> None:
        if self.place in STEPS and steps:
            self._run(mood, lambda: self._end_step(luck))
        elif self.place in WAITS and not self.token:
            self._run(mood, self._begin)
            self._run(mood, lambda: settle(self.world), settles=True)

    def _end_step(self, luck: int) -> None:
        outcome = run_step(self.world, S(self.place), luck)
        if outcome in self.judge.ways(self.place):
            self.place = after(self.place, outcome)

    def _begin(self) -> None:
        if self.token:
            self.world.workflow.gone.add(self.token)
        self.tokens += 1
        self.token = f"token-{self.tokens}"
        try:
            begin(self.world, S(self.place), self.token)
        except PASSES:
            self.world.workflow.gone.add(self.token)
            self.token = ""

    def _fail(self) -> None:
        w = self.world
        record_failure(
            *(ID, "Lambda.Unknown"),
            port_outs=w.port_outs,
            secrets=w.secrets,
            functions=w.functions,
            now=w.now,
        )

    def _run(self, mood: str, run: Callable[[], Any], *, settles: bool = False) -> None:
        """One run of a function in this mood, and whatever Step Functions does upon it."""
        self.tally["steps"] += 1
        outs, workflow = self.world.port_outs, self.world.workflow
        outs.trap = self._trap(mood, run)
        workflow.failing = TemporarilyUnavailable("states: down") if mood == "down" else None
        whole = settles
        try:
            run()
        except PASSES:
            whole = False
        finally:
            outs.trap, workflow.failing = None, None
        for token, output in workflow.released[self.followed :]:
            if token == self.token:
                self.token, self.place = "", after(self.place, output["outcome"])
        self.followed = len(workflow.released)
        self.judge.agreed(settled=whole)

    def _trap(self, mood: str, run: Callable[[], Any]) -> Callable[[str], bool] | None:
        def spring(when: str) -> bool:
            if mood == "overtaken":
                run()
                return False
            if when == mood.removeprefix("killed "):
                raise Killed
            return True

        return spring if mood.startswith("killed") or mood == "overtaken" else None
