"""Watching every open port-out: each change is told, until all of them are over."""

import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from cli.exits import Exit
from cli.here import Here
from cli.patient import Patient
from cli.times import away
from cli.waiting import exit_of_end, line_of
from port_out.domain.life_cycle import ENDS

Entries = dict[str, dict[str, Any]]
_ENDED = frozenset(str(state) for state in ENDS)
_PAUSE, _LONGEST_PAUSE = 2.0, 20.0


def watch_all(
    here: Here, *, timeout: float | None = None, clock: Callable[[], float] = time.monotonic
) -> tuple[list[dict[str, Any]], Exit]:
    """All that were open when it began, as they were last seen, and the gravest of their exits."""
    begun, pause = clock(), _PAUSE
    patient = Patient(here, lambda: _listed(here))
    watched = {id_: each for id_, each in patient.seen.items() if _is_open(each)}
    told: dict[str, str] = {}
    with here.out.status("watching") as update:
        while True:
            watched |= {id_: each for id_, each in patient.seen.items() if id_ in watched}
            _tell(here, watched, told)
            if not any(map(_is_open, watched.values())):
                exits = [exit_of_end(each) or Exit.OK for each in watched.values()]
                return list(watched.values()), max(exits, default=Exit.OK)
            if timeout is not None and clock() - begun >= timeout:
                return list(watched.values()), Exit.TIMEOUT
            update(summary(here, watched))
            here.sleep(pause)
            pause = min(pause * 1.3, _LONGEST_PAUSE)
            patient.again()


def summary(here: Here, watched: Entries) -> str:
    """How many are where, and when the next thing bites."""
    still = [each for each in watched.values() if _is_open(each)]
    states = Counter(str(each["state"]) for each in still).most_common()
    due = min((each["next"]["by"] for each in still if each["next"]["by"]), default=None)
    parts = [f"{len(still)} open", *(f"{count} {state}" for state, count in states)]
    return ", ".join(parts + ([f"next date {away(due, here.now())}"] if due else []))


def _listed(here: Here) -> Entries:
    pages = here.api.pages("/port-outs", "port_outs", limit=100)
    return {each["port_out_id"]: each for each in pages}


def _tell(here: Here, watched: Entries, told: dict[str, str]) -> None:
    is_first = not told
    for id_, each in watched.items():
        now = line_of(each)
        if not is_first and told.get(id_) != now:
            here.out.say(f"{id_}: {now}")
        told[id_] = now
    if is_first:
        here.out.say(summary(here, watched))


def _is_open(entry: Mapping[str, Any]) -> bool:
    return entry["state"] not in _ENDED
