"""Every fault and refusal by name; the state machine reads the class name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with an input: the field, what is wrong, and the mend."""

    field: str
    detail: str
    mend: str


class PortOutError(Exception):
    """Base of all errors that this program raises on purpose; messages carry ids, never data."""


class TemporarilyUnavailable(PortOutError):
    """An AWS service did not answer or asked to slow down; the same step may run again."""


class CaseUncertain(PortOutError):
    """CreateCase gave no clear answer and no case was found yet: look again, create nothing."""


class CaseLimitReached(PortOutError):
    """AWS opens no further case now (10 an hour); the right to create one was given back."""


class SupportPlanMissing(PortOutError):
    """The account's Support plan has no API (SubscriptionRequiredException)."""


class CaseRefused(PortOutError):
    """AWS Support refused the request for a reason that a repetition does not change."""


class AccessRefused(PortOutError):
    """The role may not make this call."""


class CaseNotFound(PortOutError):
    """AWS Support knows no such case."""


class TextRefused(PortOutError):
    """AWS Support takes no text on this case now, as it may do on one that is resolved."""


class InstanceNotFound(PortOutError):
    """Amazon Connect knows no such instance in this account and Region."""


class StepFailed(PortOutError):
    """A step failed for a reason that was not foreseen; the log has it under the request id."""


class StaleStep(PortOutError):
    """The record says that the port-out is not in the state that this step belongs to."""


class RecordMoved(PortOutError):
    """Somebody else recorded a transition first; load again and decide again."""


class IllegalTransition(PortOutError):
    """The process has no such way from this state."""


class PortOutNotFound(PortOutError):
    """There is no port-out with this id."""


class PortOutOver(PortOutError):
    """The port-out has ended; nothing more can change it."""


class IdempotencyConflict(PortOutError):
    """The same Idempotency-Key came with another request."""


class InventoryBroken(PortOutError):
    """The inventory in the bucket is not the one that was kept there."""


class BatchNotFound(PortOutError):
    """There is no batch with this id."""


class NumbersTaken(PortOutError):
    """Some numbers are in other open port-outs; `holders` says in which."""

    def __init__(self, port_out_id: str, holders: Mapping[str, str]) -> None:
        super().__init__(port_out_id)
        self.holders = dict(holders)


class NumbersProtected(PortOutError):
    """Some numbers have a port lock; `numbers` names them."""

    def __init__(self, port_out_id: str, numbers: Sequence[str]) -> None:
        super().__init__(port_out_id)
        self.numbers = tuple(numbers)


class SamePerson(PortOutError):
    """Whoever asked for something may not approve it."""


class NotTheTime(PortOutError):
    """It does not fit what stands now; the message says why, with nothing that anybody wrote."""


class OverLimit(PortOutError):
    """The caller has requested as much as it may; `limit` names it, `seconds` is how long."""

    def __init__(self, limit: str, seconds: int) -> None:
        super().__init__(limit)
        self.limit, self.seconds = limit, seconds


class SenderNotProven(PortOutError):
    """A callback whose sender could not be proven; the reason is for the log only."""


class BadInput(PortOutError):
    """An input that can't be used; every problem names its field and the mend."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(", ".join(sorted({problem.field for problem in problems})))
        self.problems = tuple(problems)
