"""The answers of the API as JSON Schemas, for the OpenAPI document."""

from port_out.domain.billing import Standing
from port_out.domain.cases import FoundBy
from port_out.domain.life_cycle import State
from port_out.domain.likeness import Likeness
from port_out.domain.marked_text import Op
from port_out.domain.match_report import Verdict
from port_out.domain.notices import NoticeKind
from port_out.domain.numbers import Kind, NumberOutcome
from port_out.domain.preflight import Result
from port_out.domain.preflight import Verdict as Preflight
from port_out.domain.uses import UseKind
from tools.batch_answer import BATCH
from tools.shapes import ANYTHING, COUNT, FLAG, TEXT, TIME, Schema, closed, many, maybe, one_of, ref

_STATE = one_of(State)
_EVENT = closed(at=TIME, outcome=one_of(NumberOutcome), reason=TEXT, signal=TEXT)
_NUMBER = closed(number=TEXT, outcome=one_of(NumberOutcome), reason=TEXT, history=many(_EVENT))
_EVIDENCE = closed({"numbers": many(TEXT)}, kind=TEXT, by=TEXT, at=TIME)
_ONLY_IN = many(one_of(Likeness))
_DIFFERENCE = closed(
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
_EXACT_MATCH = closed(source=TEXT, stops=FLAG, fields=many(_COMPARED), hints=many(TEXT), text=TEXT)
_FINDING = closed(case=TEXT, advice=TEXT)
_CASE = closed(link=TEXT, subject=TEXT, bodies=many(TEXT))
_PREFLIGHT = closed(
    verdict=one_of(Preflight),
    kind=maybe(
        closed(service_code=TEXT, category_code=TEXT, severity_code=TEXT, found_by=one_of(FoundBy))
    ),
    checks=many(closed(about=TEXT, result=one_of(Result), detail=TEXT, mend=TEXT)),
    by_hand=TEXT,
)
_LISTED: dict[str, Schema] = {
    "port_out_id": TEXT,
    "state": _STATE,
    "since": TIME,
    "attempt": COUNT,
    "requested_at": TIME,
    "requested_by": TEXT,
    "reference": TEXT,
    "instance_arn": TEXT,
    "country": TEXT,
    "kind": one_of(Kind),
    "number_count": COUNT,
    "winning_carrier": closed(name=TEXT, channel=TEXT),
    "target_date": TEXT,
    "next": closed(who=TEXT, what=TEXT, by=maybe(TIME), otherwise=TEXT),
    "links": ref("Links"),
}
_LOA = closed(
    {"uploaded_as": TEXT, "sha256": TEXT, "sign_anew_by": TEXT}, document=TEXT, signed_on=TEXT
)
_PACK = closed(
    **dict.fromkeys(("document", "sha256", "manifest", "compared_with", "loa"), TEXT),
    version=COUNT,
    attempt=COUNT,
    problems=many(TEXT),
)
_DOCUMENT = closed(name=TEXT, content_type=TEXT, at=TIME, attempt=COUNT, sha256=TEXT)
_WINDOW = closed(
    begins=TIME,
    begins_utc=TIME,
    ends=maybe(TIME),
    ends_utc=maybe(TIME),
    time_zone=maybe(TEXT),
    parts=maybe(many(closed({"until": TIME, "time_zone": TEXT}, date=TIME, numbers=many(TEXT)))),
)
_SAID = closed(
    communication=TEXT, by=TEXT, at=TIME, text=TEXT, hidden=many(TEXT), attachments=many(TEXT)
)
_UNDECIDED = closed(
    {"suggests": TEXT},
    **dict.fromkeys(("communication", "by", "text"), TEXT),
    at=TIME,
    hidden=many(TEXT),
    attachments=many(TEXT),
)
_LINK: dict[str, Schema] = {
    **dict.fromkeys(("link", "name", "company", "issued_by"), TEXT),
    **dict.fromkeys(("issued_at", "expires_at"), TIME),
    **dict.fromkeys(("revoked_at", "used_at"), maybe(TIME)),
    "used_for": maybe(TEXT),
}
_ALONE: dict[str, Schema] = {
    "identity": ANYTHING,
    "exact_match": maybe(_EXACT_MATCH),
    "unprintable": many(TEXT),
    "uses": maybe(many(closed(kind=one_of(UseKind), id=TEXT, name=TEXT, numbers=many(TEXT)))),
    "missing": many(TEXT),
    "numbers": many(_NUMBER),
    "problems": many(closed(number=TEXT, problem=TEXT)),
    "dispute": maybe(closed(why=TEXT, text=TEXT)),
    "to_decide": many(_UNDECIDED),
    "communications": COUNT,
    "signals_not_used": many(
        closed(signal_id=TEXT, type=TEXT, by=TEXT, received_at=TIME, facts=ANYTHING)
    ),
    "documents": many(_DOCUMENT),
    "manual_case": maybe(_CASE),
    "to_paste": maybe(closed(link=TEXT, messages=many(closed(message=TEXT, text=TEXT)))),
    "carrier_links": many(ref("CarrierLink")),
    "port_window": maybe(_WINDOW),
    "checklist": maybe(many(closed(when=TEXT, item=TEXT, done=maybe(FLAG)))),
    "verified": maybe(FLAG),
    "second_evidence": many(_EVIDENCE),
    "evidence_lacking": maybe(TEXT),
    "follow_up_request": maybe(closed(idempotency_key=TEXT, body=ANYTHING)),
    "version": COUNT,
}
_KNOWN: dict[str, Schema] = {
    **dict.fromkeys(("case_id", "display_id", "manual_reason", "question", "pon"), TEXT),
    **dict.fromkeys(("go_ahead_at", "approved_at", "completed_at", "case_resolved_at"), TIME),
    **dict.fromkeys(("cancel_reason", "carrier_must_be_told", "left_to_do", "bill"), TEXT),
    **dict.fromkeys(("case_left_resolved_at", "upload_by"), TIME),
    "billing": closed(
        standing=one_of(Standing),
        payer=TEXT,
        invoice=maybe(closed(id=TEXT, issued_on=TEXT)),
        findings=many(_FINDING),
    ),
    "named": closed(by=TEXT, source=TEXT, fields=ANYTHING),
    "port_date": TIME,
    "port_days": ANYTHING,
    "traffic": closed(calls=maybe(COUNT), days=COUNT, read_at=TIME),
    "resp_org": TEXT,
    "roc": closed(standing=TEXT, submitted_at=TIME),
    "former_pons": many(TEXT),
    "former_cases": many(TEXT),
    "follow_up_by_hand": TEXT,
    "given": closed({"account_number": TEXT, "pin": TEXT}),
    "unclear_signature": many(TEXT),
    "refusal": closed({"carrier_code": TEXT}, code=TEXT, reason=TEXT, numbers=many(TEXT), by=TEXT),
    "differences": many(_DIFFERENCE),
    "override": closed({"bill_sha256": TEXT}, reason=TEXT, by=TEXT, identity=ANYTHING),
    "loa": _LOA,
    "loa_ran_out_on": TEXT,
    "pack": _PACK,
    "pack_version": COUNT,
    "still_listed": COUNT,
}
_NOTICE: dict[str, Schema] = {
    **dict.fromkeys(("notice", "id", "subject", "who", "what", "command"), TEXT),
    "kind": one_of(NoticeKind),
    "state": _STATE,
    "at": TIME,
    "by": maybe(TIME),
    "mandatory": FLAG,
    "sent": closed({"topic": TEXT, "webhook": TEXT}),
    "tries": COUNT,
    "due_at": maybe(TIME),
}
_TRANSITION = closed(
    **{"from": TEXT, "to": _STATE, "outcome": TEXT, "at": TIME, "by": TEXT, "because": TEXT},
    port_out_id=TEXT,
    sequence=COUNT,
    facts=ANYTHING,
    previous_hash=TEXT,
    hash=TEXT,
)

ANSWERS: dict[str, Schema] = {
    "Problem": {
        "type": "object",
        "required": ["type", "title", "status", "detail", "request_id"],
        "properties": {
            **dict.fromkeys(("type", "title", "detail", "request_id"), TEXT),
            "status": COUNT,
            "errors": many(closed(field=TEXT, detail=TEXT, mend=TEXT)),
        },
    },
    "CarrierLink": closed(**_LINK),
    "Notice": closed(**_NOTICE),
    "Notices": closed(port_out_id=TEXT, notices=many(ref("Notice"))),
    "IssuedLink": closed(**_LINK, url=TEXT),
    "Links": closed({"console": TEXT}, self=TEXT, transitions=TEXT, signals=TEXT, documents=TEXT),
    "Accepted": closed(port_out_id=TEXT, state=_STATE, links=ref("Links")),
    "DryRun": closed(
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
            differences=many(_DIFFERENCE),
            advice=TEXT,
            exact_match=maybe(_EXACT_MATCH),
            billing=many(_FINDING),
            unprintable=many(TEXT),
        ),
        case=closed(subject=TEXT, bodies=many(TEXT)),
        support=_PREFLIGHT,
    ),
    "Plan": closed(
        port_outs=many(
            closed(
                {"winning_carrier": ANYTHING},
                instance_arn=TEXT,
                country=TEXT,
                kind=TEXT,
                numbers=many(TEXT),
            )
        ),
        problems=many(closed(number=TEXT, field=TEXT, detail=TEXT, mend=TEXT)),
    ),
    "BatchAccepted": closed(batch_id=TEXT, listed=COUNT, groups=COUNT, links=closed(self=TEXT)),
    "BatchView": BATCH,
    "PortOuts": closed(port_outs=many(closed(**_LISTED)), cursor=maybe(TEXT)),
    "PortOut": closed(**_LISTED, **_ALONE, **{n: maybe(s) for n, s in _KNOWN.items()}),
    "Record": closed(
        port_out_id=TEXT,
        version=COUNT,
        transitions=many(_TRANSITION),
        chain=closed(verified=FLAG, breaks=many(TEXT)),
    ),
    "Conversation": closed(port_out_id=TEXT, communications=many(_SAID)),
    "SignalKept": closed(signal_id=TEXT, stored=FLAG, effect=TEXT),
    "MessageKept": closed(signal_id=TEXT, stored=FLAG),
    "Upload": closed(name=TEXT, method=TEXT, url=TEXT, headers=ANYTHING, expires_at=TIME),
    "Download": closed(name=TEXT, content_type=TEXT, sha256=TEXT, url=TEXT, expires_at=TIME),
}
