"""A batch: many numbers asked for at once, and the groups that each become one port-out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from port_out.domain.asked import Asked
from port_out.domain.errors import Problem
from port_out.domain.plan import NumberProblem

PLAN_KEPT = timedelta(days=400)
"""How long the plan lies in the bucket: it has every number and the customer's identity, and the
port-outs have all of it that counts once they are requested."""


class BatchOutcome(StrEnum):
    """What the state machine of batches is told when every group has been tried."""

    REQUESTED = "requested"
    INCOMPLETE = "incomplete"


class GroupOutcome(StrEnum):
    """What became of one group."""

    REQUESTED = "requested"
    REFUSED = "refused"


@dataclass(frozen=True)
class Batch:
    """A batch as it was taken; its plan lies in the bucket of documents."""

    id: str
    requested_at: datetime
    requested_by: str
    caller: str
    request_sha256: str
    listed: int
    group_count: int
    plan_key: str
    requester_id: str = ""

    def key_of(self, group: int) -> str:
        """The key that a group is requested under; no caller can send one with a space."""
        return f"{self.id} {group}"

    def has_plan(self, now: datetime) -> bool:
        """False once its plan may have been deleted."""
        return now < self.requested_at + PLAN_KEPT


@dataclass(frozen=True)
class BatchPlan:
    """What each group asks for, and which listed numbers can't go."""

    groups: tuple[Asked, ...]
    cannot_go: tuple[NumberProblem, ...]

    def as_data(self) -> dict[str, Any]:
        """What `from_data` reads."""
        return {
            "groups": [group.as_data() for group in self.groups],
            "cannot_go": [dict(vars(problem)) for problem in self.cannot_go],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "BatchPlan":
        """The plan that `as_data` wrote."""
        return cls(
            tuple(Asked.from_data(group) for group in data["groups"]),
            tuple(NumberProblem(**problem) for problem in data["cannot_go"]),
        )


@dataclass(frozen=True)
class GroupResult:
    """What became of one group; a refused one has its problems."""

    group: int
    outcome: GroupOutcome
    port_out_id: str
    at: datetime
    problems: tuple[Problem, ...] = ()


def untried(batch: Batch, results: Sequence[GroupResult]) -> list[int]:
    """The groups of which nothing has become yet."""
    tried = {result.group for result in results}
    return [group for group in range(batch.group_count) if group not in tried]
