"""A port-out that stopped is taken up again where it stood, by a new execution.

Redriving the old one would not do: it ended in the state Port-Out Failed, which is where Step
Functions would begin again, and it would run the definition that it had begun with.
"""

from dataclasses import replace
from datetime import datetime

from port_out.domain.life_cycle import ENDS, State
from port_out.domain.port_out import BACKSTOP, PortOut, merged
from port_out.domain.record import Transition

RESTARTED = "restarted"
"""The outcome on record, until the state that was entered anew is left."""
BECAUSE = "operator.restarted"


def run_name(port_out: PortOut) -> str:
    """The name of its present execution: its own id, then `-r2` and so on."""
    run = _runs(port_out)
    return port_out.id if run == 1 else f"{port_out.id}-r{run}"


def is_restarted(port_out: PortOut) -> bool:
    """True until the state in which it was taken up is left."""
    return port_out.last_outcome == RESTARTED


def may_restart(port_out: PortOut) -> bool:
    """True where the record leaves something to do; whether an execution does it is not on it."""
    return port_out.state is State.FAILED or port_out.state not in ENDS


def restarted(port_out: PortOut, *, at: datetime, by: str) -> tuple[PortOut, Transition]:
    """In the state in which it stopped, as if it had just come there; its case stays its case."""
    to, facts = port_out.state, dict(port_out.facts)
    came_from = port_out.came_from
    if to is State.FAILED:
        to = State(facts["failed_in"])
        came_from = facts.get("failed_from", to)
    run = _runs(port_out) + 1
    line = Transition(
        port_out_id=port_out.id,
        sequence=port_out.version + 1,
        came_from=port_out.state,
        went_to=to,
        outcome=RESTARTED,
        at=at,
        by=by,
        because=BECAUSE,
        facts={"run": run},
        previous_hash=port_out.last_hash,
    ).sealed()
    after = replace(
        port_out,
        version=line.sequence,
        state=to,
        since=at,
        last_hash=line.hash,
        due_at=at + BACKSTOP,
        came_from=str(came_from),
        last_outcome=RESTARTED,
        entered_version=line.sequence,
        waiting=False,
        reminders=0,
        release=None,
        facts=merged(
            facts, {"runs": run, "failed_with": None, "failed_in": None, "failed_from": None}
        ),
    )
    return after, line


def _runs(port_out: PortOut) -> int:
    return int(port_out.facts.get("runs", 1))
