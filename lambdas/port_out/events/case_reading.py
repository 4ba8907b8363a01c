"""DescribeCases for all open cases: what an event did not bring is found here."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from port_out.conversation import Conversation
from port_out.domain.cases import CaseSeen
from port_out.domain.errors import AccessRefused, PortOutError, RecordMoved, SupportPlanMissing
from port_out.domain.follow_up import case_ids
from port_out.domain.parties import PROGRAM
from port_out.domain.port_out import PortOut, note
from port_out.domain.upkeep import LEFT_RESOLVED
from port_out.events.turns import tell_overdue
from port_out.gateways.support import Support
from port_out.observability import logger
from port_out.store.moves import Moves


@contextmanager
def alone(port_out: PortOut, done: Counter[str]) -> Iterator[None]:
    """The trouble of one port-out does not keep the sweep from the others, but it rings.

    Nobody looks after one that is left out, so it is counted with what is overdue. One that
    somebody else has moved meanwhile is well looked after.
    """
    try:
        yield
    except PortOutError as error:
        logger.error("left out", port_out_id=port_out.id, error=type(error).__name__)
        done["left_out"] += 1
        if not isinstance(error, RecordMoved):
            tell_overdue(port_out, PROGRAM)


def read_cases(
    waiting: Sequence[PortOut],
    as_of: datetime,
    *,
    port_outs: Moves,
    conversation: Conversation,
    support: Support,
    now: Callable[[], datetime],
) -> Counter[str]:
    """Store what is new on the cases of these port-outs; answers how much that was.

    Where AWS Support can't be asked now, the clocks run all the same. Where it can't be asked at
    all, nobody sees whether a resolved case was reopened: that is a person's task then.
    """
    done: Counter[str] = Counter()
    try:
        known = [_with_case_id(p, port_outs, support, now) for p in waiting if p.has_case]
        by_case = {id_: p for p in known for id_ in case_ids(p)}
        for case in support.cases(sorted(by_case)) if by_case else ():
            with alone(by_case[case.case_id], done):
                _read(by_case[case.case_id], case, as_of, conversation, support, done)
    except PortOutError as error:
        logger.warning("cases can't be read", reason=type(error).__name__)
        done["cases_unreadable"] += 1
        if isinstance(error, SupportPlanMissing | AccessRefused):
            for port_out in waiting:
                done["left_resolved"] += _left_resolved(port_out, as_of, conversation)
    return done


def _read(
    port_out: PortOut,
    case: CaseSeen,
    as_of: datetime,
    conversation: Conversation,
    support: Support,
    done: Counter[str],
) -> None:
    """Of a case that was followed by another only the texts count."""
    if not conversation.knows(port_out, case.recent):
        said = support.communications(case.case_id)
        done["texts_found"] += conversation.keep(port_out, said)
    if case.case_id != port_out.facts.get("case_id"):
        return
    if not case.is_resolved:
        done["reopenings_found"] += conversation.reopened(port_out)
        done["quiet_cases"] += conversation.quiet(port_out, case, as_of)
    elif port_out.facts.get("case_resolved_at"):
        done["left_resolved"] += _left_resolved(port_out, as_of, conversation)
    else:
        done["resolutions_found"] += conversation.resolved(port_out)


def _left_resolved(port_out: PortOut, as_of: datetime, conversation: Conversation) -> bool:
    """True for news: AWS has had its time to reopen the case that it resolved."""
    since = port_out.facts.get("case_resolved_at")
    has_had_time = since is not None and as_of - datetime.fromisoformat(since) >= LEFT_RESOLVED
    return has_had_time and conversation.left_resolved(port_out)


def _with_case_id(
    port_out: PortOut, port_outs: Moves, support: Support, now: Callable[[], datetime]
) -> PortOut:
    """A case that a person registered by its display id gets its API id here."""
    if port_out.facts.get("case_id"):
        return port_out
    case = support.case_with_display_id(port_out.facts["display_id"])
    if case is None:
        return port_out
    after, line = note(
        port_out,
        at=now(),
        by="Connect Port-Out",
        because="sweep",
        facts={"case_id": case.case_id},
        learned={"case_id": case.case_id},
    )
    try:
        port_outs.record(port_out, after, line)
    except RecordMoved:
        return port_out
    return port_outs.get(port_out.id)
