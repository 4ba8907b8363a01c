"""What was compared and found before a port-out, as JSON Schemas: LOA, bill, case, Support plan."""

from port_out.domain.cases import FoundBy
from port_out.domain.likeness import Likeness
from port_out.domain.marked_text import Op
from port_out.domain.match_report import Verdict
from port_out.domain.preflight import Result
from port_out.domain.preflight import Verdict as Preflight
from tools.shapes import FLAG, TEXT, closed, many, maybe, one_of

_ONLY_IN = many(one_of(Likeness))
DIFFERENCE = closed(
    field=TEXT, given=TEXT, billed=TEXT, code=TEXT, verdict=one_of(Verdict), only_in=_ONLY_IN
)
_COMPARED = closed(
    **dict.fromkeys(("field", "loa", "bill", "code", "who", "mend"), TEXT),
    verdict=one_of(Verdict),
    only_in=_ONLY_IN,
    segments=many(closed(op=one_of(Op), loa=TEXT, bill=TEXT)),
    characters=many(TEXT),
    limits=many(closed(rule=TEXT, detail=TEXT, source=TEXT)),
)
EXACT_MATCH = closed(source=TEXT, stops=FLAG, fields=many(_COMPARED), hints=many(TEXT), text=TEXT)
FINDING = closed(case=TEXT, advice=TEXT)
_PREFLIGHT = closed(
    verdict=one_of(Preflight),
    kind=maybe(
        closed(service_code=TEXT, category_code=TEXT, severity_code=TEXT, found_by=one_of(FoundBy))
    ),
    checks=many(closed(about=TEXT, result=one_of(Result), detail=TEXT, mend=TEXT)),
    by_hand=TEXT,
)
DRY_RUN = closed(
    dry_run=FLAG,
    would_be_accepted=FLAG,
    ownership=closed(
        problem=TEXT,
        instance=maybe(closed(id=TEXT, arn=TEXT, alias=TEXT, status=TEXT)),
        number_problems=many(closed(number=TEXT, problem=TEXT)),
        taken=many(closed(number=TEXT, port_out_id=TEXT)),
    ),
    evidence=closed(
        bill=TEXT,
        differences=many(DIFFERENCE),
        advice=TEXT,
        exact_match=maybe(EXACT_MATCH),
        billing=many(FINDING),
        unprintable=many(TEXT),
    ),
    case=closed(subject=TEXT, bodies=many(TEXT)),
    support=_PREFLIGHT,
)
