"""The answers of the API as JSON Schemas, for the OpenAPI document."""

from typing import Any

from port_out.domain.life_cycle import State
from port_out.domain.numbers import Kind, NumberOutcome

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
COUNT: Schema = {"type": "integer", "minimum": 0}
FLAG: Schema = {"type": "boolean"}
TIME: Schema = {"type": "string", "format": "date-time"}
ANYTHING: Schema = {"type": "object"}


def ref(name: str) -> Schema:
    """A schema of this document by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def many(item: Schema) -> Schema:
    """A list of these."""
    return {"type": "array", "items": item}


def maybe(schema: Schema) -> Schema:
    """This, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def closed(optional: dict[str, Schema] | None = None, /, **required: Schema) -> Schema:
    """An object with exactly these members; the optional ones may be missing."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(required),
        "properties": required | (optional or {}),
    }


_STATE: Schema = {"type": "string", "enum": list(State)}
_NUMBER = closed(number=TEXT, outcome={"type": "string", "enum": list(NumberOutcome)}, reason=TEXT)
_DIFFERENCE = closed(field=TEXT, given=TEXT, billed=TEXT, code=TEXT)
_CASE = closed(link=TEXT, subject=TEXT, bodies=many(TEXT))
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
    "kind": {"type": "string", "enum": list(Kind)},
    "number_count": COUNT,
    "winning_carrier": closed(name=TEXT, channel=TEXT),
    "target_date": TEXT,
    "next": closed(who=TEXT, what=TEXT, by=maybe(TIME), otherwise=TEXT),
    "links": ref("Links"),
}
_DOCUMENT = closed(name=TEXT, content_type=TEXT, at=TIME, attempt=COUNT, sha256=TEXT)
_ALONE: dict[str, Schema] = {
    "identity": ANYTHING,
    "missing": many(TEXT),
    "numbers": many(_NUMBER),
    "problems": many(closed(number=TEXT, problem=TEXT)),
    "to_decide": many(
        closed(communication=TEXT, by=TEXT, at=TIME, text=TEXT, attachments=many(TEXT))
    ),
    "communications": COUNT,
    "signals_not_used": many(
        closed(signal_id=TEXT, type=TEXT, by=TEXT, received_at=TIME, facts=ANYTHING)
    ),
    "documents": many(_DOCUMENT),
    "manual_case": maybe(_CASE),
    "verified": maybe(FLAG),
    "version": COUNT,
}
_KNOWN: dict[str, Schema] = {
    **dict.fromkeys(("case_id", "display_id", "manual_reason", "question", "pon"), TEXT),
    **dict.fromkeys(("go_ahead_at", "approved_at", "completed_at", "case_resolved_at"), TIME),
    **dict.fromkeys(("cancel_reason", "carrier_must_be_told", "left_to_do", "bill"), TEXT),
    "port_date": TIME,
    "former_pons": many(TEXT),
    "refusal": closed(code=TEXT, reason=TEXT, numbers=many(TEXT), by=TEXT),
    "differences": many(_DIFFERENCE),
    "override": closed(reason=TEXT, by=TEXT, identity=ANYTHING),
    "loa": closed(document=TEXT, signed_on=TEXT),
    "pack_version": COUNT,
    "still_listed": COUNT,
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
    "Links": closed(self=TEXT, transitions=TEXT, signals=TEXT, documents=TEXT),
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
        evidence=closed(bill=TEXT, differences=many(_DIFFERENCE), advice=TEXT),
        case=closed(subject=TEXT, bodies=many(TEXT)),
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
    "PortOuts": closed(port_outs=many(closed(**_LISTED)), cursor=maybe(TEXT)),
    "PortOut": closed(**_LISTED, **_ALONE, **{n: maybe(s) for n, s in _KNOWN.items()}),
    "Record": closed(
        port_out_id=TEXT,
        version=COUNT,
        transitions=many(_TRANSITION),
        chain=closed(verified=FLAG, breaks=many(TEXT)),
    ),
    "SignalKept": closed(signal_id=TEXT, stored=FLAG, effect=TEXT),
    "MessageKept": closed(signal_id=TEXT, stored=FLAG),
    "Upload": closed(name=TEXT, method=TEXT, url=TEXT, headers=ANYTHING, expires_at=TIME),
    "Download": closed(name=TEXT, content_type=TEXT, sha256=TEXT, url=TEXT, expires_at=TIME),
}
