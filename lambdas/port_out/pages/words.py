"""Plain words for people at a carrier, who know neither our states nor our codes."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from port_out.domain.life_cycle import State
from port_out.domain.numbers import Kind
from port_out.domain.refusals import REFUSALS
from port_out.domain.signals import SignalType

S, T = State, SignalType

KINDS = {Kind.GEOGRAPHIC: "local (geographic)", Kind.TOLL_FREE: "toll-free"}

_PREPARING = "The customer is preparing the request."
_AWS_BEGINS = "AWS, which has the numbers now, has yet to say that the port may begin."
_FILE = "Please file the port request with AWS and tell us your order number."
_CHECKING = "The numbers are reported as ported. The customer is checking."
_STAGES = {
    S.CONFIRM_OWNERSHIP: _PREPARING,
    S.ASSEMBLE_EVIDENCE: _PREPARING,
    S.AWAIT_CORRECTION: "The customer is correcting the request.",
    S.OPEN_SUPPORT_CASE: _AWS_BEGINS,
    S.AWAIT_SECOND_PERSON: _PREPARING,
    S.AWAIT_MANUAL_CASE: _AWS_BEGINS,
    S.AWAIT_SUPPORT_GO_AHEAD: _AWS_BEGINS,
    S.ISSUE_CARRIER_PACK: _FILE,
    S.AWAIT_CARRIER_SUBMISSION: _FILE,
    S.AWAIT_APPROVAL: "AWS is comparing your request with its records.",
    S.AWAIT_PORT_DATE: "Please tell us the date and time that are agreed for the port.",
    S.AWAIT_COMPLETION: "The date is agreed. Please tell us once the numbers are ported.",
    S.CONFIRM_DEPARTURE: _CHECKING,
    S.CLOSE_SUPPORT_CASE: _CHECKING,
    S.CANCEL_PORT_OUT: "The customer is cancelling the request.",
    S.FAILED: "The customer is looking after this request by hand.",
}
_LIKELY = {
    S.ISSUE_CARRIER_PACK: "submitted",
    S.AWAIT_CARRIER_SUBMISSION: "submitted",
    S.AWAIT_APPROVAL: "date",
    S.AWAIT_PORT_DATE: "date",
    S.AWAIT_COMPLETION: "completed",
}

_CODES = {
    "The customer's details": {
        "ACCOUNT_NUMBER_MISMATCH": "The account number is wrong",
        "ACCOUNT_NUMBER_REQUIRED": "The account number is missing",
        "PIN_INVALID": "The PIN or passcode is wrong",
        "PIN_REQUIRED": "The PIN or passcode is missing",
        "ENTITY_NAME_MISMATCH": "The company name differs",
        "AUTHORIZED_PERSON_MISMATCH": "The authorized person differs",
        "ADDRESS_MISMATCH": "The address differs",
        "POSTAL_CODE_MISMATCH": "The postal code differs",
        "POSTAL_CODE_REQUIRED": "The postal code is missing",
        "BTN_MISMATCH": "The billing telephone number differs",
        "BTN_PORTING": "The billing telephone number is among those that leave",
    },
    "The numbers": {
        "NUMBER_NOT_ON_ACCOUNT": "A number is not on the account",
        "NUMBER_NOT_ACTIVE": "A number is not active",
        "NUMBER_NOT_PORTABLE": "A number can't be ported",
        "RATE_CENTER": "We do not serve the number's area (rate center)",
        "NUMBER_FEATURE_BLOCKS": "A feature on a number stands in the way",
        "NUMBER_LOCKED": "A number is locked against porting",
        "TOO_MANY": "Too many numbers in one order",
        "SPLIT_REQUIRED": "The order must be split",
        "DIFFERENT_ACCOUNTS": "The numbers are on different accounts",
    },
    "The letter of authorization (LOA)": {
        "LOA_MISSING": "The LOA is missing",
        "LOA_ILLEGIBLE": "The LOA can't be read",
        "LOA_EXPIRED": "The LOA is too old",
    },
    "The order and its date": {
        "PORT_TYPE_INCORRECT": "Filed as the wrong type (full or partial)",
        "OTHER_ORDER_PENDING": "Another order for a number is open",
        "CUSTOMER_NOT_READY": "The customer is not ready",
        "FOC_REJECTED": "The date was refused",
        "FOC_EXPIRED": "The date has passed without a port",
        "TOO_LATE_TO_CHANGE": "It is too late to change or cancel",
        "CARRIER_NO_RESPONSE": "The other carrier does not answer",
        "CARRIER_OUTAGE": "A carrier's systems are down",
        "REGISTRY_CONFLICT": "Conflict in the number registry",
        "CARRIER_CANCELLED": "We have cancelled the order",
    },
}


def stage(state: State) -> str:
    """Where the port-out is, and what the carrier is asked for."""
    return _STAGES.get(state, _CHECKING)


def likely(state: State) -> str:
    """The form that is probably wanted now; empty where none is."""
    return _LIKELY.get(state, "")


def codes() -> dict[str, dict[str, str]]:
    """Every refusal code in words, in groups; one that has no words yet speaks for itself."""
    groups = {
        group: {code: words for code, words in known.items() if code in REFUSALS}
        for group, known in _CODES.items()
    }
    listed = {code for known in groups.values() for code in known}
    rest = {code: _as_words(code) for code in REFUSALS if code not in listed | {"OTHER"}}
    return groups | {"Something else": rest | {"OTHER": "None of these (please explain)"}}


def dates(known: Mapping[str, Any]) -> str:
    """The agreed date, or dates where numbers move on different days; empty where none is known."""
    zone = known.get("time_zone", "")
    if not known.get("port_date"):
        return ""
    parts = known.get("part_dates") or [
        {"date": known["port_date"], "until": known.get("port_until"), "time_zone": zone}
    ]
    shown = [_window(part) for part in sorted(parts, key=_begins)]
    return "\n".join(dict.fromkeys(shown))


def moment(text: str, zone: str = "") -> str:
    """A time as people write it, with what its clock is apart from UTC."""
    at = datetime.fromisoformat(text)
    utc = at.astimezone(UTC)
    shown = f"{at:%A}, {at.day} {at:%B %Y}, {at:%H:%M}"
    if at.utcoffset() == utc.utcoffset():
        return f"{shown} UTC"
    here = f"{zone.replace('_', ' ')} time" if zone else f"UTC{at.isoformat()[-6:]}"
    return f"{shown} {here} ({utc:%H:%M} UTC)"


def said(type_: SignalType, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What was said, line by line, as it is repeated to whoever said it."""
    numbers = ", ".join(facts.get("numbers", ())) or "all numbers"
    if type_ is T.CARRIER_SUBMITTED:
        return [("Your order number (PON)", facts["pon"])]
    if type_ is T.CARRIER_REFUSED:
        words = next(known[facts["code"]] for known in codes().values() if facts["code"] in known)
        reason = [("In your words", facts["reason"])] if facts.get("reason") else []
        return [("Refused because", words), *reason, ("Numbers", numbers)]
    if type_ is T.CARRIER_COMPLETED:
        return [("Ported", numbers), *_rest(facts)]
    return [*_date(type_, facts), ("Numbers", numbers)]


def _rest(facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    if not facts.get("numbers"):
        return []
    return [("The others", "follow later" if facts.get("more_to_come") else "will not be ported")]


def _date(type_: SignalType, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    name = "New date" if type_ is T.CARRIER_CHANGED_DATE else "Agreed date"
    zone = facts.get("time_zone", "")
    ends = [("Until", moment(facts["until"], zone))] if facts.get("until") else []
    return [(name, moment(facts["date"], zone)), *ends]


def _window(part: Mapping[str, Any]) -> str:
    zone = part.get("time_zone") or ""
    ends = f"\nuntil {moment(part['until'], zone)}" if part.get("until") else ""
    return moment(part["date"], zone) + ends


def _begins(part: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(part["date"])


def _as_words(code: str) -> str:
    return code.replace("_", " ").capitalize()
