"""The answers of the API as JSON Schemas, for the OpenAPI document."""

from port_out.domain.life_cycle import State
from port_out.domain.notices import NoticeKind
from port_out.domain.port_lock import LockState
from tools.batch_answer import BATCH, LISTED_BATCH
from tools.evidence_answer import DRY_RUN
from tools.port_out_answer import LISTED, PORT_OUT
from tools.shapes import ANYTHING, COUNT, FLAG, TEXT, TIME, Schema, closed, many, maybe, one_of, ref

_STATE = one_of(State)
_SAID = closed(
    communication=TEXT, by=TEXT, at=TIME, text=TEXT, hidden=many(TEXT), attachments=many(TEXT)
)
_LINK: dict[str, Schema] = {
    **dict.fromkeys(("link", "name", "company", "issued_by"), TEXT),
    **dict.fromkeys(("issued_at", "expires_at"), TIME),
    **dict.fromkeys(("revoked_at", "used_at"), maybe(TIME)),
    "used_for": maybe(TEXT),
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
    "given_up_at": maybe(TIME),
}
_LOCK_LINE = closed(
    **{"from": TEXT, "to": TEXT, "outcome": TEXT, "at": TIME, "by": TEXT, "because": TEXT},
    port_out_id=TEXT,
    sequence=COUNT,
    facts=ANYTHING,
    previous_hash=TEXT,
    hash=TEXT,
)
_LOCK: dict[str, Schema] = {
    "number": TEXT,
    "state": one_of(LockState),
    "protected": FLAG,
    "since": TIME,
    "unlock_asked_by": maybe(TEXT),
    "free_at": maybe(TIME),
    "seen": TEXT,
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
    "DryRun": DRY_RUN,
    "PlannedPortOuts": closed(
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
    "Batches": closed(batches=many(LISTED_BATCH), cursor=maybe(TEXT)),
    "BatchView": BATCH,
    "PortOuts": closed(port_outs=many(LISTED), cursor=maybe(TEXT)),
    "PortOut": PORT_OUT,
    "Record": closed(
        port_out_id=TEXT,
        version=COUNT,
        transitions=many(_TRANSITION),
        chain=closed(verified=FLAG, breaks=many(TEXT)),
    ),
    "Conversation": closed(port_out_id=TEXT, communications=many(_SAID)),
    "SignalKept": closed(signal_id=TEXT, stored=FLAG, effect=TEXT),
    "ApprovalKept": closed(signal_id=TEXT, stored=FLAG),
    "Restarted": closed(port_out_id=TEXT, state=_STATE, run=TEXT, links=ref("Links")),
    "PortLock": closed(**_LOCK),
    "PortLocks": closed(locks=many(ref("PortLock")), record=many(_LOCK_LINE)),
    "MessageKept": closed(signal_id=TEXT, stored=FLAG),
    "Upload": closed(name=TEXT, method=TEXT, url=TEXT, headers=ANYTHING, expires_at=TIME),
    "Download": closed(name=TEXT, content_type=TEXT, sha256=TEXT, url=TEXT, expires_at=TIME),
}
