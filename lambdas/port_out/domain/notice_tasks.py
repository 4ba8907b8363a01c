"""What whoever acts next has to do, in words that need no knowledge of the program.

`next_step` says it to operators, with what people wrote; this is for e-mail and chat.
"""

from port_out.domain.follow_up import is_for_operator
from port_out.domain.life_cycle import State
from port_out.domain.parties import CARRIER, NOBODY, OPERATOR, PROGRAM, SUPPORT
from port_out.domain.pasting import has_texts
from port_out.domain.port_out import PortOut
from port_out.domain.proposals import TITLES, open_proposal

S = State
Task = tuple[str, str]
"""A sentence, and the command that it is done or looked up with.

A word in capitals is for the reader to fill in; as it stands no command takes it.
"""

_DECIDE = (
    "Read a message of AWS Support or of the new carrier, and say what it means.",
    "decide {id} MEANING",
)
_FOLLOW_UP = (
    "AWS Support has closed its case too early. Reopen it, or open another one, with the text that "
    "the command shows.",
    "show {id}",
)
_ANSWER = ("AWS Support has asked a question. Read it and answer it.", "answer {id} --file FILE")
_UPLOAD = (
    "AWS Support wants a document. Its upload link is on the Support case; upload it, then say so.",
    "answer {id} 'We have uploaded the document.'",
)
_PROPOSED = (
    "Somebody has proposed to {title}. A second person, not the same one, looks at it and approves "
    "or declines it.",
    "approve {id} --reason REASON",
)
_PASTE = (
    "Put the prepared texts on the Support case by hand: the program can't write there.",
    "show {id}",
)
_OPERATORS = {
    S.AWAIT_CORRECTION: (
        "Something does not fit or was refused. See what it is, then correct it.",
        "correct {id}",
    ),
    S.AWAIT_SECOND_PERSON: (
        "The order is large: a second person, not the one who asked for it, looks at it and "
        "approves or declines it.",
        "approve {id} --reason REASON",
    ),
    S.AWAIT_MANUAL_CASE: (
        "Open a case with AWS Support by hand, with the text that the command shows.",
        "show {id}",
    ),
    S.AWAIT_CARRIER_SUBMISSION: (
        "Have the letter of authorization (LOA) signed, and upload it.",
        "upload-loa {id} FILE --signed-on DAY",
    ),
    S.AWAIT_APPROVAL: ("The approval is late. See what to ask whom.", "show {id}"),
    S.AWAIT_COMPLETION: (
        "Find out from the new carrier whether the numbers have moved, and record its ANSWER: "
        "carrier.completed, or carrier.changed_date --fact date=DATE.",
        "say {id} ANSWER",
    ),
    S.AWAIT_SECOND_EVIDENCE: (
        "Call one of the numbers. If the new carrier takes the call, record it.",
        "say {id} operator.tested_calls --fact numbers=NUMBER",
    ),
    S.REJECTED: ("See why the numbers can't leave; mend it and request them anew.", "show {id}"),
    S.EXPIRED: (
        "Decide whether to request the numbers anew. Nothing was cancelled at the new carrier.",
        "show {id}",
    ),
    S.FAILED: (
        "See what failed and have it mended; then take it up again. The numbers stay reserved.",
        "restart {id}",
    ),
}
_OF_OTHERS = {
    (S.AWAIT_SUPPORT_GO_AHEAD, SUPPORT): "AWS Support says when the new carrier may begin.",
    (S.AWAIT_APPROVAL, SUPPORT): "AWS Support compares the new carrier's request and approves it.",
    (S.AWAIT_PORT_DATE, CARRIER): "The new carrier confirms the date on which the numbers move.",
    (S.AWAIT_COMPLETION, CARRIER): "The new carrier moves the numbers at the agreed time.",
}
_ANYBODY = {
    OPERATOR: "Something is left to do by hand. See what it is.",
    SUPPORT: "AWS Support acts next.",
    CARRIER: "The new carrier acts next.",
    PROGRAM: "Connect Port-Out goes on by itself.",
    NOBODY: "Nothing is left to do.",
}
_ASKED = ("question", "upload_by")
_HAND_OVER = (
    "The new carrier files the request. Hand it the documents (the carrier pack), if it has none.",
    "pack {id}",
)


def task(port_out: PortOut, who: str) -> Task:
    """What this party, the one that `next_step` names, has to do; the same order of urgency."""
    what, command = _task(port_out, who)
    return what, "port-out " + command.format(id=port_out.id)


def asks_more(before: PortOut, after: PortOut) -> bool:
    """True where a text waits that did not, or where the question or the upload is another one."""
    texts = set(after.facts.get("to_decide", ())) - set(before.facts.get("to_decide", ()))
    asked = [name for name in _ASKED if after.facts.get(name) not in (None, before.facts.get(name))]
    return bool(texts or asked)


def _task(port_out: PortOut, who: str) -> Task:
    facts = port_out.facts
    if who == OPERATOR and not port_out.is_over:
        if (proposal := open_proposal(port_out)) is not None:
            what, command = _PROPOSED
            return what.replace("{title}", TITLES[proposal.what]), command
        if facts.get("to_decide"):
            return _DECIDE
        if is_for_operator(port_out):
            return _FOLLOW_UP
        if facts.get("question"):
            return _ANSWER
        if facts.get("upload_by"):
            return _UPLOAD
        if has_texts(port_out):
            return _PASTE
    if who == OPERATOR:
        return _OPERATORS.get(port_out.state, (_ANYBODY[OPERATOR], "show {id}"))
    if who == CARRIER and port_out.state is S.AWAIT_CARRIER_SUBMISSION:
        return _HAND_OVER
    return _OF_OTHERS.get((port_out.state, who), _ANYBODY[who]), "show {id}"
