"""The answer of GET /batches/{id} as a JSON Schema."""

from port_out.domain.batch import GroupOutcome
from port_out.domain.life_cycle import State
from port_out.domain.numbers import Kind
from tools.shapes import COUNT, FLAG, TEXT, TIME, closed, many, maybe, one_of, ref

_OUTCOME = {"type": "string", "enum": ["not_yet_requested", *GroupOutcome]}
_GROUP = closed(
    group=COUNT,
    instance_arn=TEXT,
    country=TEXT,
    kind=one_of(Kind),
    number_count=COUNT,
    winning_carrier=TEXT,
    target_date=maybe(TEXT),
    outcome=_OUTCOME,
    port_out_id=maybe(TEXT),
    state=maybe(one_of(State)),
    problems=many(closed(field=TEXT, detail=TEXT, mend=TEXT)),
    links=maybe(ref("Links")),
)
_COUNTED = {"type": "object", "additionalProperties": COUNT}
BATCH = closed(
    batch_id=TEXT,
    requested_at=TIME,
    requested_by=TEXT,
    is_requested=FLAG,
    numbers=closed(listed=COUNT, in_groups=COUNT, cannot_go=COUNT),
    outcomes=_COUNTED,
    states=_COUNTED,
    groups=many(_GROUP),
    cannot_go=many(closed(number=TEXT, field=TEXT, detail=TEXT, mend=TEXT)),
    links=closed(self=TEXT),
)
