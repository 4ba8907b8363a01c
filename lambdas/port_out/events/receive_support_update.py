"""Receive Support Update: EventBridge says that something happened on a case."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from port_out import wiring
from port_out.conversation import Conversation
from port_out.domain.errors import AccessRefused, SupportPlanMissing
from port_out.domain.life_cycle import STEPS
from port_out.domain.port_out import PortOut, note
from port_out.gateways.functions import Functions
from port_out.gateways.support import Support
from port_out.observability import count, logger, step
from port_out.store.moves import Moves

EVENT_TIME = timedelta(seconds=1)
"""The time of an event has whole seconds; so much earlier it may be written than it was."""


@step
def handler(event: dict[str, Any], context: Any) -> None:
    logger.append_keys(event_name=event["detail"].get("event-name"))
    receive_support_update(
        event["detail"],
        datetime.fromisoformat(event["time"].replace("Z", "+00:00")),
        port_outs=wiring.moves(),
        conversation=wiring.conversation(),
        support=wiring.support(),
        functions=wiring.functions(),
    )


def receive_support_update(
    detail: Mapping[str, str],
    at: datetime,
    *,
    port_outs: Moves,
    conversation: Conversation,
    support: Support,
    functions: Functions,
) -> None:
    """What happened is stored and used; an event of a case that is not ours changes nothing.

    Of a case that was followed by another only the texts count. A case that is not yet
    on record is found by the sweep.
    """
    case_id, display_id = detail.get("case-id", ""), detail.get("display-id", "")
    port_out = port_outs.by_case(case_id=case_id, display_id=display_id)
    if port_out is None:
        count("SupportEventNotOurs")
        return
    if port_out.is_over:
        return
    is_present = _is_present(port_out, case_id, display_id)
    if is_present:
        port_out = _with_case_id(port_out, case_id, at, port_outs)
    aws_wrote = detail.get("origin") == "AWS"
    match detail.get("event-name"):
        case "ResolveCase" if is_present and port_out.state not in STEPS:
            if not _is_old(at, port_out.facts.get("case_reopened_at")):
                conversation.resolved(port_out)
        case "ReopenCase" if is_present:
            if not _is_old(at, port_out.facts.get("case_resolved_at")):
                conversation.reopened(port_out)
        case "AddCommunicationToCase":
            try:
                said = support.communications(case_id)
            except (SupportPlanMissing, AccessRefused):
                if aws_wrote:
                    conversation.keep_unread(port_out, detail.get("communication-id", ""), at)
            else:
                conversation.keep(port_out, said, aws_wrote=aws_wrote)
        case _:
            return
    functions.settle(port_out.id)


def _is_present(port_out: PortOut, case_id: str, display_id: str) -> bool:
    """True for the case that the port-out has now, False for one that was followed by it."""
    if known := port_out.facts.get("case_id"):
        return bool(known == case_id)
    return bool(display_id) and port_out.facts.get("display_id") == display_id


def _is_old(at: datetime, since: str | None) -> bool:
    """True for an event that comes again, or late: the opposite has happened meanwhile."""
    return since is not None and at + EVENT_TIME < datetime.fromisoformat(since)


def _with_case_id(port_out: PortOut, case_id: str, at: datetime, port_outs: Moves) -> PortOut:
    """A case that a person registered by its display id gets its API id from the event."""
    if not case_id or port_out.facts.get("case_id"):
        return port_out
    after, line = note(
        port_out,
        at=at,
        by="AWS Support",
        because="Support Case Update",
        facts={"case_id": case_id},
        learned={"case_id": case_id},
    )
    port_outs.record(port_out, after, line)
    return port_outs.get(port_out.id)
