"""All flows, all mistakes and all failures in one world after the other, and what was found."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.canaries.careless import Finding, found_careless
from tests.canaries.echoes import Echoing, Key
from tests.canaries.planted import Planted
from tests.canaries.settling import settle_in
from tests.canaries.sinks import Sink, seen
from tests.canaries.somebody import Somebody
from tests.canaries.strangers import call_wrongly
from tests.faults.flows import EVERY


@dataclass
class Report:
    """What was planted, what left, and what was found where it must not be."""

    planted: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)
    """Planted, and never seen by the program: they prove nothing."""
    entries: Counter[str] = field(default_factory=Counter)
    functions: list[str] = field(default_factory=list)
    levels: Counter[str] = field(default_factory=Counter)
    failures: int = 0
    hits: list[dict[str, str]] = field(default_factory=list)
    careless: list[Finding] = field(default_factory=list)

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        return vars(self) | {"careless": [vars(one) for one in self.careless]}

    def last_line(self) -> str:
        """In one line."""
        return (
            f"canaries: {sum(self.planted.values())} planted, {sum(self.entries.values())} texts "
            f"by {len(self.entries)} ways out, {self.failures} failures that quote them, "
            f"{len(self.hits)} found"
        )


def play(flows: Sequence[str], ways: int) -> Report:
    """Every flow once; the first world has the strangers and the careless programs too."""
    planted, report, calls = Planted(), Report(), set[Key]()
    for name in flows:
        also = (_strangers, _careless) if name == flows[0] else ()
        _play(name, Echoing(planted, calls, ways), report, also)
    report.planted = Counter(canary.kind.name for canary in planted)
    return report


def _strangers(all_: Somebody, report: Report) -> None:
    call_wrongly(all_, all_.ids[0])


def _careless(all_: Somebody, report: Report) -> None:
    report.careless = found_careless(all_)


def _play(
    name: str,
    world: Echoing,
    report: Report,
    also: Sequence[Callable[[Somebody, Report], None]],
) -> None:
    before = len(world.planted.canaries)
    settle_in(world)
    with world.open():
        all_ = Somebody(world)
        EVERY[name](all_)
        all_.look_at_all()
        for act in also:
            act(all_, report)
    came_in = seen("\n".join(world.came_in))
    new = world.planted.canaries[before:]
    report.lost += [f"{one.where}: {one.text}" for one in new if not one.is_in(came_in)]
    report.hits += [hit.words() for hit in world.sinks.hits(world.planted)] + world.found
    report.failures += world.cases
    report.entries.update({sink.name: len(texts) for sink, texts in world.sinks.texts.items()})
    report.functions = sorted({*report.functions, *world.functions})
    for line in world.sinks.texts[Sink.LOG]:
        report.levels.update([line.partition('"level":"')[2].partition('"')[0]])
