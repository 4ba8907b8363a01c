"""The answer of GET /port-outs/{id}, and a line of the list, as JSON Schemas."""

from port_out.domain.billing import Standing
from port_out.domain.life_cycle import State
from port_out.domain.numbers import Kind, NumberOutcome
from port_out.domain.proposals import What
from port_out.domain.second_person import ORDER
from port_out.domain.uses import UseKind
from tools.evidence_answer import DIFFERENCE, EXACT_MATCH, FINDING
from tools.shapes import ANYTHING, COUNT, FLAG, TEXT, TIME, Schema, closed, many, maybe, one_of, ref

_EVENT = closed(at=TIME, outcome=one_of(NumberOutcome), reason=TEXT, signal=TEXT)
_NUMBER = closed(number=TEXT, outcome=one_of(NumberOutcome), reason=TEXT, history=many(_EVENT))
_EVIDENCE = closed({"numbers": many(TEXT)}, kind=TEXT, by=TEXT, at=TIME)
_CASE = closed(link=TEXT, subject=TEXT, bodies=many(TEXT))
_LISTED_MEMBERS: dict[str, Schema] = {
    "port_out_id": TEXT,
    "state": one_of(State),
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
    "undelivered_notices": COUNT,
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
_UNDECIDED = closed(
    {"suggests": TEXT},
    **dict.fromkeys(("communication", "by", "text"), TEXT),
    at=TIME,
    hidden=many(TEXT),
    attachments=many(TEXT),
)
_ALONE: dict[str, Schema] = {
    "identity": ANYTHING,
    "exact_match": maybe(EXACT_MATCH),
    "unprintable": many(TEXT),
    "uses": maybe(many(closed(kind=one_of(UseKind), id=TEXT, name=TEXT, numbers=many(TEXT)))),
    "missing": many(TEXT),
    "numbers": many(_NUMBER),
    "problems": many(closed(number=TEXT, problem=TEXT)),
    "dispute": maybe(closed(why=TEXT, text=TEXT)),
    "to_decide": many(_UNDECIDED),
    "to_approve": maybe(
        closed(
            {"proposed_by": TEXT, "proposed_at": TIME, "until": TIME, "facts": ANYTHING},
            what={"type": "string", "enum": [ORDER, *What]},
            sha256=TEXT,
            numbers=COUNT,
        )
    ),
    "seconded": maybe(closed(sha256=TEXT, by=TEXT, at=TIME)),
    "protected": maybe(COUNT),
    "communications": COUNT,
    "signals_not_used": many(
        closed(signal_id=TEXT, type=TEXT, by=TEXT, received_at=TIME, facts=ANYTHING)
    ),
    "documents": many(_DOCUMENT),
    "manual_case": maybe(_CASE),
    "to_paste": maybe(closed(link=TEXT, messages=many(closed(message=TEXT, text=TEXT)))),
    "not_delivered": many(
        closed(
            **dict.fromkeys(("notice", "subject", "again"), TEXT),
            sent=closed({"topic": TEXT, "webhook": TEXT}),
            given_up_at=TIME,
        )
    ),
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
        findings=many(FINDING),
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
    "differences": many(DIFFERENCE),
    "override": closed(
        {"bill_sha256": TEXT, "approved_by": TEXT}, reason=TEXT, by=TEXT, identity=ANYTHING
    ),
    "loa": _LOA,
    "loa_ran_out_on": TEXT,
    "pack": _PACK,
    "pack_version": COUNT,
    "still_listed": COUNT,
}
LISTED = closed(**_LISTED_MEMBERS)
PORT_OUT = closed(
    **_LISTED_MEMBERS, **_ALONE, **{name: maybe(schema) for name, schema in _KNOWN.items()}
)
