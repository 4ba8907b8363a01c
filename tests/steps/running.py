"""Every step as a function of a world, so that rules for all of them can be written once."""

from collections.abc import Callable
from typing import Any

from port_out.domain.life_cycle import State
from port_out.steps.assemble_evidence import assemble_evidence
from port_out.steps.cancel_port_out import cancel_port_out
from port_out.steps.close_support_case import close_support_case
from port_out.steps.confirm_departure import confirm_departure
from port_out.steps.confirm_ownership import confirm_ownership
from port_out.steps.issue_carrier_pack import issue_carrier_pack
from port_out.steps.open_support_case import open_support_case
from tests.builders import ACCOUNT, ID, REGION, AWorld
from tests.events.running import begin, settle
from tests.fakes import FakePortOuts

S = State
Run = Callable[[AWorld], dict[str, Any]]


def _confirm_ownership(w: AWorld) -> dict[str, Any]:
    return confirm_ownership(
        ID,
        port_outs=w.port_outs,
        locks=w.locks,
        port_locks=w.port_locks,
        connect=w.connect,
        account=ACCOUNT,
        region=REGION,
        functions=w.functions,
        now=w.now,
    )


def _assemble_evidence(w: AWorld) -> dict[str, Any]:
    return assemble_evidence(
        ID,
        port_outs=w.port_outs,
        connect=w.connect,
        proof=w.proof,
        uses=w.uses,
        paper=w.paper,
        two_persons=w.two_persons,
        now=w.now,
    )


def _open_support_case(w: AWorld) -> dict[str, Any]:
    return open_support_case(
        ID,
        port_outs=w.port_outs,
        one_case=w.one_case,
        support=w.support,
        port_locks=w.port_locks,
        now=w.now,
    )


def _issue_carrier_pack(w: AWorld) -> dict[str, Any]:
    return issue_carrier_pack(
        ID, port_outs=w.port_outs, proof=w.proof, carrier_pack=w.carrier_pack, now=w.now
    )


def _confirm_departure(w: AWorld) -> dict[str, Any]:
    return confirm_departure(ID, port_outs=w.port_outs, connect=w.connect, now=w.now)


def _close_support_case(w: AWorld) -> dict[str, Any]:
    return close_support_case(
        ID,
        port_outs=w.port_outs,
        support=w.support,
        secrets=w.secrets,
        functions=w.functions,
        now=w.now,
    )


def _cancel_port_out(w: AWorld) -> dict[str, Any]:
    return cancel_port_out(
        ID,
        port_outs=w.port_outs,
        support=w.support,
        secrets=w.secrets,
        functions=w.functions,
        now=w.now,
    )


STEP: dict[State, Run] = {
    S.CONFIRM_OWNERSHIP: _confirm_ownership,
    S.ASSEMBLE_EVIDENCE: _assemble_evidence,
    S.OPEN_SUPPORT_CASE: _open_support_case,
    S.ISSUE_CARRIER_PACK: _issue_carrier_pack,
    S.CONFIRM_DEPARTURE: _confirm_departure,
    S.CLOSE_SUPPORT_CASE: _close_support_case,
    S.CANCEL_PORT_OUT: _cancel_port_out,
}


SECOND = f"arn:aws:iam::{ACCOUNT}:user/bob"


def answered(world: AWorld, wait: State, type_: str, **facts: Any) -> None:
    """The wait begins where it has not begun, and Settle Wait gives it this signal; what takes two
    people is approved by a second one."""
    world.now.pass_(minutes=1)
    if not world.port_outs.get(ID).is_waiting:
        begin(world, wait, f"token-{len(world.inbox.rows)}")
    world.signal(type_, f"s-{len(world.inbox.rows)}", **facts)
    settle(world)
    if proposed := world.port_outs.get(ID).facts.get("proposed"):
        word = {"sha256": proposed["sha256"], "reason": "seen"}
        world.signal("approver.approved", f"s-{len(world.inbox.rows)}", SECOND, **word)
        settle(world)


class Killed(Exception):
    """The function ended in the middle of its work."""


class DiesBeforeRecording(FakePortOuts):
    """The function is killed after its effects and before its transition."""

    deaths = 1

    def record(self, *args: Any, **kwargs: Any) -> None:
        if self.deaths:
            self.deaths -= 1
            raise Killed
        super().record(*args, **kwargs)


def mortal(world: AWorld) -> AWorld:
    """The same world, in which the next record is not written any more."""
    world.port_outs.__class__ = DiesBeforeRecording
    return world
