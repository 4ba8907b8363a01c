"""Waiting for a state, with progress: the same for every command that has --wait."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any

import typer

from cli.exits import Exit, Stop
from cli.here import Here
from cli.patient import Patient
from port_out.domain.life_cycle import DONE, ENDS, State
from port_out.domain.parties import OPERATOR

END = "end"
_NAMES = {state.lower().replace(" ", "-"): state for state in State}
_ENDED_WELL = frozenset(str(state) for state in DONE)
_ENDED = frozenset(str(state) for state in ENDS)
# A signal is used within seconds; until then the port-out still asks for what was just said.
SETTLE_SECONDS = 8.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.5, 20.0


def completed_state(incomplete: str) -> list[str]:
    """What a shell offers for a state."""
    return [name for name in (END, *_NAMES) if name.startswith(incomplete.lower())]


WaitOption = Annotated[
    str | None,
    typer.Option(
        "--wait",
        metavar="STATE|end",
        autocompletion=completed_state,
        help="Wait until it is in this state (await-approval), or at its end.",
    ),
]
TimeoutOption = Annotated[
    float | None, typer.Option(metavar="SECONDS", min=0, help="With --wait: wait no longer.")
]


def state_named(text: str) -> str:
    """A state as people may write it: Await Approval, await-approval; Stop where it is none."""
    plain = text.strip().lower().replace(" ", "-").replace("_", "-")
    for name in (plain, f"port-out-{plain}", f"await-{plain}"):
        if name in _NAMES:
            return str(_NAMES[name])
    raise Stop(Exit.USAGE, f"{text!r} is no state", mend=f"one of {', '.join(_NAMES)}")


@dataclass(frozen=True)
class Waited:
    """How the waiting ended: the port-out as it was last seen, and the exit code of that."""

    view: dict[str, Any]
    exit: Exit


def wait_for(
    here: Here,
    id_: str,
    target: str,
    *,
    timeout: float | None = None,
    stops_for_operator: bool = True,
    clock: Callable[[], float] = time.monotonic,
) -> Waited:
    """Look until the port-out is there, has ended, or (`stops_for_operator`) asks for a person."""
    wanted = END if target.strip().lower() == END else state_named(target)
    begun, asked_since, pause = clock(), None, _FIRST_PAUSE
    patient: Patient[dict[str, Any]] = Patient(here, lambda: here.api.get(f"/port-outs/{id_}"))
    view = patient.seen
    with progress(here, f"{id_}: waiting for {wanted}") as tell:
        while True:
            tell(view)
            if (end := _arrived(view, wanted)) is not None:
                return Waited(view, end)
            asked_since = _asked_since(view, asked_since, clock())
            if stops_for_operator and _settled(asked_since, clock()):
                return Waited(view, Exit.NEEDS_PERSON)
            if timeout is not None and clock() - begun >= timeout:
                return Waited(view, Exit.TIMEOUT)
            here.sleep(pause)
            pause = min(pause * 1.3, _LONGEST_PAUSE)
            view = patient.again()


def waited(here: Here, id_: str, target: str | None, timeout: float | None = None) -> Exit:
    """The --wait of a command that has acted: waits, says on stderr how it ended, gives the code.

    Without `target` there is nothing to wait for.
    """
    if target is None:
        return Exit.OK
    found = wait_for(here, id_, target, timeout=timeout)
    step = found.view["next"]
    here.out.say(f"{id_}: {found.view['state']}; {step['who']}: {step['what']}", style="bold")
    return found.exit


@contextmanager
def progress(here: Here, title: str) -> Iterator[Callable[[Mapping[str, Any]], None]]:
    """Tells of each look: a moving line on a terminal, one line for each change elsewhere."""
    seen: list[tuple[str, str]] = []

    def told(view: Mapping[str, Any]) -> bool:
        now = (str(view["state"]), str(view["next"]["what"]))
        is_new = not seen or seen[-1] != now
        seen.append(now)
        return is_new

    with here.out.status(title) as update:

        def tell(view: Mapping[str, Any]) -> None:
            if told(view):
                here.out.say(line_of(view))
            update(f"{title} (now {view['state']})")

        yield tell


def line_of(view: Mapping[str, Any]) -> str:
    """Where it is and who acts next, in one line."""
    return f"{view['state']}: {view['next']['who']}, {view['next']['what']}"


def exit_of_end(view: Mapping[str, Any]) -> Exit | None:
    """The exit code of a port-out that is over; None while it is under way."""
    if view["state"] in _ENDED_WELL:
        return Exit.OK
    return Exit.FAILED if view["state"] in _ENDED else None


def _arrived(view: Mapping[str, Any], wanted: str) -> Exit | None:
    """The exit code of where it is; None while it is under way."""
    over = exit_of_end(view)
    if view["state"] == wanted:
        return Exit.OK
    # Another good end than the one that was waited for is no success.
    return Exit.FAILED if over is Exit.OK and wanted != END else over


def _asked_since(view: Mapping[str, Any], before: float | None, now: float) -> float | None:
    """Since when the operator is the one to act; None while somebody else is."""
    if view["next"]["who"] != OPERATOR:
        return None
    return now if before is None else before


def _settled(since: float | None, now: float) -> bool:
    return since is not None and now - since >= SETTLE_SECONDS
