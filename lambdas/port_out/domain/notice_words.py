"""A notice as people and machines get it: a subject, a text, the body of a webhook event."""

import re
from datetime import UTC, datetime
from typing import Any

from port_out.domain.notices import Notice, NoticeKind
from port_out.domain.parties import NOBODY, OPERATOR
from port_out.domain.record import timestamp

K = NoticeKind
_FILL_IN = re.compile(r"\b[A-Z]{3,}\b")
LONGEST_SUBJECT = 100
"""SNS takes no more, and ASCII only."""
_HEADLINES = {
    K.REQUESTED: "Numbers are to leave Amazon Connect",
    K.WAITS: "Moving numbers waits",
    K.REMINDED: "Moving numbers still waits",
    K.REFUSED: "Moving numbers refused",
    K.APPROVED: "Moving numbers approved",
    K.SCHEDULED: "Date agreed for moving numbers",
    K.DATE_NEAR: "Numbers leave within 48 hours",
    K.PORTED: "Numbers have moved, says the carrier",
    K.COMPLETED: "Moving numbers completed",
    K.UNVERIFIED: "Moving numbers completed, unconfirmed",
    K.REJECTED: "Numbers can't leave",
    K.CANCELLED: "Moving numbers cancelled",
    K.EXPIRED: "Moving numbers expired",
    K.FAILED: "Moving numbers failed",
    K.NUMBER_LOST: "A number was lost before its move",
    K.PROPOSED: "A second person is to approve something",
    K.NOT_APPROVED: "A proposal was not approved",
    K.NUMBERS_LEFT: "Numbers left Amazon Connect unasked",
}
_NOT_YOURS = (
    "If nobody of your organization wants that, stop it now: "
    "port-out cancel {id} --reason 'not wanted'"
)
_STORIES = {
    K.REQUESTED: "It was requested to move {numbers} from Amazon Connect to another carrier. "
    + _NOT_YOURS,
    K.WAITS: "Moving {numbers} to another carrier goes on once somebody has acted.",
    K.REMINDED: "Moving {numbers} to another carrier still waits; nobody has acted in time.",
    K.REFUSED: "The request to move {numbers} was refused. Nothing has moved.",
    K.APPROVED: "The request to move {numbers} to another carrier was approved. " + _NOT_YOURS,
    K.SCHEDULED: "A date is agreed for moving {numbers} to another carrier: {date}. " + _NOT_YOURS,
    K.DATE_NEAR: "The agreed time of moving {numbers} to another carrier is {date}. Calls arrive "
    "there from then on. " + _NOT_YOURS,
    K.PORTED: "The new carrier says that it has taken over {numbers}. This is being checked.",
    K.COMPLETED: "Moving {numbers} away from Amazon Connect is completed.",
    K.UNVERIFIED: "The new carrier says that it has taken over {numbers}; nobody else has "
    "confirmed it.",
    K.REJECTED: "The request to move {numbers} can't go through as it is. Nothing has moved.",
    K.CANCELLED: "Moving {numbers} was cancelled; what is in Amazon Connect stays there.",
    K.EXPIRED: "Moving {numbers} has waited too long and is no longer followed.",
    K.FAILED: "Moving {numbers} has failed in the program. Nothing more happens by itself.",
    K.NUMBER_LOST: "{numbers} were to move to another carrier. At least one of them was taken out "
    "of Amazon Connect before that. Callers reach nobody there, and it can't move any more.",
    K.PROPOSED: "Something about moving {numbers} to another carrier takes a second person. Until "
    "that one has approved it, all goes on as if nobody had proposed it.",
    K.NOT_APPROVED: "What was proposed about moving {numbers} to another carrier was declined, "
    "taken back or not approved in time. Nothing has changed.",
    K.NUMBERS_LEFT: "Amazon Connect had {numbers} on {date} that it has no longer, and no port-out "
    "moved them. Callers reach nobody there.",
}
_ABOUT = (
    "Connect Port-Out moves phone numbers from Amazon Connect to another carrier. You get this "
    "because your address is registered for its notices; whoever runs it can take it off."
)


def subject(notice: Notice) -> str:
    """At most 100 ASCII characters: what happened, until when you must act, and the id."""
    yours = notice.who == OPERATOR
    until = f" by {notice.by.astimezone(UTC):%Y-%m-%d}" if notice.by else ""
    call = f": you must act{until}" if yours else ""
    return f"{_HEADLINES[notice.kind]}{call} [{notice.port_out_id}]"


def text(notice: Notice, console: str = "") -> str:
    """Everything that somebody needs who has never heard of the program."""
    story = _STORIES[notice.kind].format(
        numbers=_counted(notice), id=notice.port_out_id, date=_moment(notice.date)
    )
    if notice.of is not None:
        story += " The others move at another time, or have none yet."
    lines = [story, ""]
    if notice.who != NOBODY:
        lines += [f"Who acts now: {_party(notice.who)}", f"What: {notice.what}"]
    else:
        lines += [notice.what]
    lines += [f"By: {_moment(notice.by)}"] if notice.by else []
    lines += [*_how(notice), ""]
    lines += [f"Port-out: {notice.port_out_id}, {notice.state}"] if notice.state else []
    lines += [f"In the AWS console: {console}"] if console else []
    return "\n".join([*lines, "", _ABOUT, ""])


def event(notice: Notice) -> dict[str, Any]:
    """The thin body of the webhook event (Standard Webhooks): ask the API for more."""
    return {
        "id": notice.id,
        "type": str(notice.kind),
        "timestamp": timestamp(notice.at),
        "data": {
            "port_out_id": notice.port_out_id,
            "state": str(notice.state) if notice.state else None,
            "who": notice.who,
            "what": notice.what,
            "by": timestamp(notice.by) if notice.by else None,
        },
    }


def attributes(notice: Notice) -> dict[str, str]:
    """What subscribers of the topic may filter by."""
    return {
        "kind": str(notice.kind),
        "who": notice.who,
        "mandatory": "true" if notice.is_mandatory else "false",
        "port_out_id": notice.port_out_id,
    }


def _counted(notice: Notice) -> str:
    counted = "1 phone number" if notice.count == 1 else f"{notice.count} phone numbers"
    return counted if notice.of is None else f"{counted} of {notice.of}"


def _how(notice: Notice) -> list[str]:
    """What to type, and what to read before it."""
    look = f"port-out show {notice.port_out_id}"
    if notice.command == look or notice.state is None:
        return [f"Type: {notice.command}"]
    fill_in = " (words in capitals are yours to fill in)" if _FILL_IN.search(notice.command) else ""
    return [f"Look first: {look}", f"Type: {notice.command}{fill_in}"]


def _party(who: str) -> str:
    return "you, or whoever looks after this move in your organization" if who == OPERATOR else who


def _moment(at: datetime | None) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if at else "an agreed time"
