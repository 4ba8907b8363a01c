"""POST /port-outs/{id}/approvals: the word of a second person."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from aws_lambda_powertools.event_handler import Response

from port_out import wiring
from port_out.api.call import Call
from port_out.api.problems import Refused
from port_out.api.routing import answer, known_form, resolver, route
from port_out.api.shapes import shaped
from port_out.domain.errors import PortOutOver, SamePerson
from port_out.domain.people import may_be_one
from port_out.domain.port_out import PortOut
from port_out.domain.proposals import Proposal, open_proposal, proposal_of, void
from port_out.domain.second_person import TO_APPROVE, is_one_of, makers
from port_out.domain.signals import Signal, SignalType
from port_out.gateways.functions import Functions
from port_out.observability import count
from port_out.store.inbox import Inbox
from port_out.store.port_outs import PortOuts

LONGEST = 16_000
T = SignalType
_NOTHING = "nothing of this port-out waits for a second person"
_OTHER = "what waits now is not what you have seen: look at it again"
_OWN = (
    "you have proposed it, or AWS does not tell you from the one who has: the same user, role or "
    "name counts as one person; have somebody else approve it, or take it back (operator.withdrew)"
)


@route
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return respond(
        event,
        context,
        port_outs=wiring.port_outs(),
        inbox=wiring.inbox(),
        functions=wiring.functions(),
        now=wiring.now,
    )


def respond(
    event: dict[str, Any],
    context: Any,
    *,
    port_outs: PortOuts,
    inbox: Inbox,
    functions: Functions,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    """The answer to a call of the route."""
    app = resolver()

    @app.post("/port-outs/<id_>/approvals")
    def _receive(id_: str) -> Response[str]:
        call = Call.signed(event)
        call.only()
        body = shaped("approval", call.json(LONGEST))
        port_out = port_outs.get(known_form(id_))
        signal = _signal(port_out, call, body, now())
        if all(known.id != signal.id for known in inbox.signals(port_out.id)):
            _check(port_out, signal, call)
        stored = inbox.keep(signal)
        if stored:
            count("ApprovalReceived", decision=body["decision"])
        # Also for a repetition: the first call may have ended between the two.
        functions.settle(port_out.id)
        return answer(202, {"signal_id": signal.id, "stored": stored})

    return app.resolve(event, context)


def _signal(port_out: PortOut, call: Call, body: Mapping[str, str], at: datetime) -> Signal:
    """Of one person there is one such word; saying it again is no new one."""
    type_ = T.APPROVER_APPROVED if body["decision"] == "approve" else T.APPROVER_DECLINED
    own = hashlib.sha256(f"{type_}\n{body['sha256']}\n{call.by}\n{port_out.attempt}".encode())
    facts = {"sha256": body["sha256"], "reason": body["reason"]}
    id_ = f"ap-{own.hexdigest()[:32]}"
    return Signal(id_, port_out.id, type_, call.by, at, facts, by_id=call.by_id)


def _check(port_out: PortOut, signal: Signal, call: Call) -> None:
    """SamePerson for everybody who had a part in it; Refused where it is not what waits."""
    if port_out.is_over:
        raise PortOutOver(port_out.id)
    proposal = proposal_of(port_out)
    if proposal is not None and proposal.sha256 == signal.facts["sha256"]:
        _check_proposal(port_out, proposal, signal, call)
        return
    waits = port_out.facts.get(TO_APPROVE)
    if waits is None:
        raise Refused("not-now", _OTHER if open_proposal(port_out) else _NOTHING)
    if signal.type is T.APPROVER_APPROVED and is_one_of(
        call.person, makers(port_out.requested_by, port_out.facts)
    ):
        count("ApprovalBySamePerson")
        raise SamePerson(port_out.id)
    if waits["sha256"] != signal.facts["sha256"]:
        raise Refused("not-now", _OTHER)


def _check_proposal(port_out: PortOut, proposal: Proposal, signal: Signal, call: Call) -> None:
    """What was proposed must still be so, and be approved by somebody else in time."""
    if why := void(port_out, proposal, signal.received_at):
        raise Refused("not-now", f"{why}; look at it again, and have it proposed anew if need be")
    if signal.type is T.APPROVER_APPROVED and may_be_one(proposal.by, call.person):
        count("ApprovalBySamePerson")
        raise Refused("same-person", _OWN)
