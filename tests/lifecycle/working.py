"""The steps: those that touch AWS Support as they are, of the others only what they record."""

from port_out.domain.errors import SupportPlanMissing
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.port_out import result_of
from port_out.domain.second_person import TO_APPROVE
from tests.builders import ID, AWorld
from tests.lifecycle.news import WANTED
from tests.stage import moved
from tests.steps.running import STEP

S, Out = State, Outcome
ON_SUPPORT = (S.OPEN_SUPPORT_CASE, S.CLOSE_SUPPORT_CASE, S.CANCEL_PORT_OUT)
USUAL = {
    S.CONFIRM_OWNERSHIP: Out.CONFIRMED,
    S.ASSEMBLE_EVIDENCE: Out.READY,
    S.ISSUE_CARRIER_PACK: Out.ISSUED,
    S.CONFIRM_DEPARTURE: Out.UNVERIFIED,
}
RARE = {
    S.CONFIRM_OWNERSHIP: (Out.DIFFERS, Out.REJECTED),
    S.ASSEMBLE_EVIDENCE: (Out.DIFFERS, Out.HELD),
    S.ISSUE_CARRIER_PACK: (Out.DIFFERS,),
    S.CONFIRM_DEPARTURE: (Out.CONFIRMED,),
}


def run_step(world: AWorld, state: State, luck: int) -> str:
    """The step's answer, by which the state machine goes on."""
    if state in ON_SUPPORT:
        return _on_support(world, state, luck)
    done = result_of(world.port_outs.get(ID), state)
    if done is not None:
        return str(done["outcome"])
    rare = RARE[state]
    outcome = rare[luck // 8 % len(rare)] if luck % 8 == 7 else USUAL[state]
    known = {TO_APPROVE: {"sha256": WANTED}} if outcome is Out.HELD else {}
    return str(moved(world, outcome, **known).last_outcome)


def _on_support(world: AWorld, state: State, luck: int) -> str:
    support = world.support
    if state is S.OPEN_SUPPORT_CASE:
        # Now and then AWS has no plan for it, or loses its answer.
        support.create_refusal = SupportPlanMissing("no plan") if luck % 8 == 3 else None
        support.lose_answers = int(luck % 4 == 1)
    world.now.pass_(minutes=7)
    return str(STEP[state](world)["outcome"])
