"""The answers of GET /batches and GET /batches/{id} as JSON Schemas."""

from port_out.domain.batch import GroupOutcome
from port_out.domain.life_cycle import State
from port_out.domain.numbers import Kind
from tools.shapes import COUNT, FLAG, TEXT, TIME, closed, many, maybe, one_of, ref

_OUTCOME = {"type": "string", "enum": ["not_yet_requested", *GroupOutcome]}
_GROUP = closed(
    group=COUNT,
    instance_arn=maybe(TEXT),
    country=maybe(TEXT),
    kind=maybe(one_of(Kind)),
    number_count=maybe(COUNT),
    winning_carrier=maybe(TEXT),
    target_date=maybe(TEXT),
    outcome=_OUTCOME,
    port_out_id=maybe(TEXT),
    state=maybe(one_of(State)),
    turn=maybe(TEXT),
    problems=many(closed(field=TEXT, detail=TEXT, mend=TEXT)),
    links=maybe(ref("Links")),
)
_COUNTED = {"type": "object", "additionalProperties": COUNT}
BATCH = closed(
    batch_id=TEXT,
    requested_at=TIME,
    requested_by=TEXT,
    is_requested=FLAG,
    numbers=closed(listed=COUNT, in_groups=COUNT, cannot_go=maybe(COUNT)),
    is_plan_kept=FLAG,
    outcomes=_COUNTED,
    states=_COUNTED,
    turns=_COUNTED,
    groups=many(_GROUP),
    cannot_go=many(closed(number=TEXT, field=TEXT, detail=TEXT, mend=TEXT)),
    links=closed({"console": TEXT}, self=TEXT),
)
LISTED_BATCH = closed(
    batch_id=TEXT,
    requested_at=TIME,
    requested_by=TEXT,
    is_requested=FLAG,
    listed=COUNT,
    group_count=COUNT,
    outcomes=_COUNTED,
    links=closed(self=TEXT),
)
