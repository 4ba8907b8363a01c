"""The judge: reads the program's record line by line, and asks the reference for each."""

import json
from collections import Counter

from port_out.domain.life_cycle import DONE
from port_out.domain.record import GENESIS, Transition
from port_out.domain.signals import CLOCK, Signal
from tests.builders import ID, AWorld
from tests.lifecycle.news import WANTED
from tests.lifecycle.reference import OVER, STEPS, WAITS, Reference, Said

FAILED = "Port-Out Failed"


class Judge:
    """Follows the record; what has been judged must stay as it was."""

    def __init__(self, world: AWorld, reference: Reference) -> None:
        self.world, self.reference = world, reference
        self.found_fault = self.may_fail = False
        self.walked: Counter[str] = Counter()
        self.lines: list[str] = list(world.port_outs.lines[ID])
        self.last_hash = json.loads(self.lines[-1])["hash"] if self.lines else GENESIS

    @staticmethod
    def ways(place: str) -> dict[str, str]:
        """The ways out of a step."""
        return STEPS[place]

    def heard(self, signal: Signal, *, is_new: bool, of_clock: bool) -> None:
        """Somebody said this: the first time it is kept, later it is the same."""
        means = str(signal.facts.get("means", signal.type))
        if is_new:
            facts = dict(signal.facts)
            self.reference.inbox[signal.id] = Said(
                signal.id, means, facts, signal.received_at, of_clock, signal.by
            )

    def agreed(self, *, settled: bool) -> None:
        """Program and reference say the same; `settled`: nothing that fits is left unused."""
        self.found_fault = True
        outs = self.world.port_outs
        stored = outs.lines[ID]
        assert stored[: len(self.lines)] == self.lines, "a line of the record was changed"
        new = [Transition.from_data(json.loads(line)) for line in stored[len(self.lines) :]]
        self._sweeps_words()
        self._out_of_date({line.because for line in new})
        for line in new:
            self._chained(line)
            self._follow(line)
            self.lines.append(stored[len(self.lines)])
        row, reference = outs.get(ID), self.reference
        assert (row.version, row.last_hash) == (len(stored), self.last_hash), "no line for it"
        assert (row.state, row.attempt) == (reference.state, reference.attempt)
        assert row.order.number_count == len(reference.numbers)
        assert row.has_case == reference.has_case
        self._used(hears=settled and (row.is_waiting or row.state in DONE))
        self._one_open_case()
        self.found_fault = False

    def _sweeps_words(self) -> None:
        """What the sweep wrote into the inbox is accepted too; time, and what it saw."""
        for (_, id_), signal in self.world.inbox.rows.items():
            if id_ not in self.reference.inbox:
                is_seen = id_.startswith("reopened-after-")
                assert is_seen or signal.by == CLOCK, f"{id_} was said by nobody"
                self.heard(signal, is_new=True, of_clock=signal.by == CLOCK)

    def _out_of_date(self, used_now: set[str]) -> None:
        """Time that ran out in another wait is dropped without a line, and nothing else is."""
        for (_, id_), signal in self.world.inbox.rows.items():
            is_open = id_ not in self.reference.used and id_ not in used_now
            if signal.used_in and is_open:
                assert signal.by == CLOCK, f"{id_} was lost"
                self.reference.used[id_] = signal.used_in

    def _chained(self, line: Transition) -> None:
        assert line.sequence == len(self.lines) + 1, "a version was skipped"
        assert line.previous_hash == self.last_hash
        assert line.hash == line.computed_hash()
        self.last_hash = line.hash

    def _follow(self, line: Transition) -> None:
        reference = self.reference
        assert line.came_from == reference.state, "another place than where it was"
        is_step = line.came_from in STEPS
        if line.outcome == "failed":
            assert line.went_to == FAILED
            assert self.may_fail, "failed where no step has failed for good"
            reference.moved(FAILED, line.at)
        elif is_step and line.outcome == "noted":
            assert line.because == line.came_from, "a signal was used where nobody waits"
        elif is_step:
            assert line.went_to == STEPS[line.came_from][line.outcome]
            reference.has_case |= line.outcome == "opened"
            reference.moved(line.went_to, line.at)
            reference.wanted = WANTED if line.outcome == "held" else None
        else:
            self._use(line)
        self.walked[f"{line.came_from} -> {line.went_to}"] += 1

    def _use(self, line: Transition) -> None:
        reference = self.reference
        is_open = line.came_from not in OVER or line.outcome == "noted"
        assert is_open, "an end was left"
        assert line.came_from in WAITS.values() or line.came_from in DONE, "terminal is final"
        expected = reference.next_use()
        assert expected is not None, f"{line.because} means nothing here"
        said, to = expected
        assert (line.because, line.went_to) == (said.id, to)
        reference.use(said, to, line.sequence, line.at)

    def _used(self, *, hears: bool) -> None:
        used = {id_: s.used_in for (_, id_), s in self.world.inbox.rows.items() if s.used_in}
        assert used == self.reference.used, "a signal is used other than once"
        if hears:
            assert self.reference.next_use() is None, "a signal that fits was not used"

    def _one_open_case(self) -> None:
        cases = [case.seen for case in self.world.support.by_id.values()]
        assert sum(not case.is_resolved for case in cases) <= 1
        former = self.world.port_outs.get(ID).facts.get("former_cases", ())
        assert len(cases) <= 1 + len(former), "a second case was opened"
