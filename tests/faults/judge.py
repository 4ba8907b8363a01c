"""What became of the port-outs, judged from the tables, AWS Support's desk and the executions."""

import re
from collections import Counter
from dataclasses import dataclass, field

from port_out import wiring
from port_out.domain.life_cycle import ENDS
from port_out.domain.record import breaks_in
from port_out.domain.signals import CLOCK
from port_out.store.items import StateItem
from port_out.store.rows import STATE
from tests.faults.machine import RUNNING
from tests.faults.parties import Parties
from tests.faults.world import World

_MARKER = re.compile(r"\[po-[a-z2-7]{26}[^\]]*\]")


@dataclass
class Verdict:
    """What is wrong, in words; nothing where all is well."""

    double: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    failed: bool = False
    """Ended red, on record and told, and was taken up again by a person."""


def judge(world: World, parties: Parties, stuck: str = "") -> Verdict:
    """The verdict over everything that there is in this world."""
    verdict = Verdict(stuck=[stuck] if stuck else [], failed=bool(parties.restarts))
    ids = sorted({row.port_out_id for row in StateItem.scan(StateItem.row == STATE)})
    if extra := set(ids) - set(parties.ids):
        verdict.double.append(f"port-outs that nobody asked for: {sorted(extra)}")
    for id_ in ids:
        _judge_record(id_, verdict)
        _judge_signals(id_, parties, verdict)
        _judge_execution(world, id_, verdict)
    _judge_cases(world, verdict)
    _judge_locks(verdict)
    return verdict


def _judge_record(id_: str, verdict: Verdict) -> None:
    stored, lines = wiring.port_outs().get(id_), wiring.port_outs().transitions(id_)
    if breaks_in(lines, last_hash=stored.last_hash) or stored.version != len(lines):
        verdict.lost.append("the record does not hold")
    if [line.sequence for line in lines] != list(range(1, len(lines) + 1)):
        verdict.lost.append("versions are not one by one")
    if not lines or lines[-1].went_to != stored.state:
        verdict.lost.append("the record is not the state")


def _judge_signals(id_: str, parties: Parties, verdict: Verdict) -> None:
    """Each accepted signal is kept, each used one has exactly one line, of that version."""
    signals = {signal.id: signal for signal in wiring.inbox().signals(id_)}
    lines = wiring.port_outs().transitions(id_)
    used = Counter(line.because for line in lines if line.because in signals)
    at = {line.because: line.sequence for line in lines}
    for accepted in {signal_id for of, signal_id in parties.accepted if of == id_}:
        if accepted not in signals:
            verdict.lost.append(f"accepted and gone: {accepted}")
        elif not signals[accepted].used_in:
            verdict.lost.append(f"accepted and never used: {accepted}")
    for signal in signals.values():
        if used[signal.id] > 1:
            verdict.lost.append(f"used twice: {signal.id}")
        is_dropped = signal.by == CLOCK and not used[signal.id]
        if signal.used_in and not is_dropped and at.get(signal.id) != signal.used_in:
            verdict.lost.append(f"used without a line: {signal.id}")


def _judge_execution(world: World, id_: str, verdict: Verdict) -> None:
    """It stands where the record says, and whoever waits has its token stored."""
    stored, runs = wiring.port_outs().get(id_), world.runs(id_)
    if not runs:
        verdict.stuck.append("never started")
        return
    execution = runs[-1]
    if any(one.status == RUNNING for one in runs[:-1]):
        verdict.double.append("two executions of one port-out")
    if world.has_failed(id_):
        verdict.stuck.append(f"failed in {execution.state}, and is not taken up")
    elif execution.status != RUNNING:
        if execution.state != stored.state:
            verdict.stuck.append(f"ended in {execution.state}, recorded in {stored.state}")
    elif stored.state in ENDS or execution.state != stored.state:
        verdict.stuck.append(f"stands in {execution.state}, recorded in {stored.state}")
    elif not stored.waiting or wiring.task_tokens().get(id_) != execution.token:
        verdict.stuck.append(f"waits in {execution.state} without a token that anybody knows")


def _judge_cases(world: World, verdict: Verdict) -> None:
    """One case for each marker, and no text twice on any."""
    opened = Counter(_marker(case.subject) for case in world.aws.desk.cases.values())
    verdict.double += [f"{n} cases for {name}" for name, n in opened.items() if n > 1]
    for case in world.aws.desk.cases.values():
        said = Counter(one.body for one in case.communications if one.origin != "AWS")
        verdict.lost += [f"said {n} times: {text[:60]!r}" for text, n in said.items() if n > 1]


def _judge_locks(verdict: Verdict) -> None:
    """Each port lock has its whole record."""
    for lock in wiring.port_locks().all():
        lines = wiring.port_locks().history(lock.number)
        if breaks_in(lines, last_hash=lock.last_hash) or lock.version != len(lines):
            verdict.lost.append("the record of a lock does not hold")


def _marker(subject: str) -> str:
    found = _MARKER.search(subject)
    return found.group() if found else subject
