"""Which facts each type of signal must carry, and what is wrong with those that came."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from port_out.domain.account_details import KINDS
from port_out.domain.billing import SOURCES
from port_out.domain.communications import CARRIER_TEXT
from port_out.domain.dated import DATED, dated
from port_out.domain.errors import BadInput, Problem
from port_out.domain.refusals import REFUSALS
from port_out.domain.signals import FROM_CARRIER, MEANINGS, NOTHING, SignalType
from port_out.domain.support_case import LONGEST_ANSWER

T = SignalType

_TEXT, _DATE, _RESP_ORG, _NUMBERS, _IDENTITY, _FLAG, _SOURCE, _GIVES = (
    "text",
    "date",
    "resp_org",
    "numbers",
    "identity",
    "flag",
    "source",
    "gives",
)


_PORT_DATE = {
    "date": (_TEXT, True),
    "until": (_TEXT, False),
    "time_zone": (_TEXT, False),
    "numbers": (_NUMBERS, False),
    "confirm": (_FLAG, False),
}
_FACTS: dict[SignalType, dict[str, tuple[str, bool]]] = {
    T.SUPPORT_GAVE_GO_AHEAD: {"gives": (_GIVES, False)},
    T.SUPPORT_ASKED: {"question": (_TEXT, True)},
    T.SUPPORT_NAMED_IDENTITY: {"source": (_SOURCE, False), "expected": (_IDENTITY, False)},
    T.SUPPORT_APPROVED: {},
    T.SUPPORT_REFUSED: {
        "code": (_TEXT, True),
        "reason": (_TEXT, False),
        "numbers": (_NUMBERS, False),
    },
    T.SUPPORT_RESOLVED_CASE: {},
    T.SUPPORT_CONFIRMED_COMPLETION: {"numbers": (_NUMBERS, False)},
    T.SUPPORT_SENT_UPLOAD_LINK: {"expires_on": (_DATE, False)},
    T.SUPPORT_GAVE_ACCOUNT_DETAILS: {"gives": (_GIVES, True)},
    T.CARRIER_SUBMITTED: {
        "pon": (_TEXT, True),
        "resp_org": (_RESP_ORG, False),
        "numbers": (_NUMBERS, False),
    },
    T.CARRIER_REFUSED: {
        "code": (_TEXT, True),
        "carrier_code": (_TEXT, False),
        "reason": (_TEXT, False),
        "numbers": (_NUMBERS, False),
    },
    T.CARRIER_CONFIRMED_DATE: _PORT_DATE,
    T.CARRIER_CHANGED_DATE: _PORT_DATE,
    T.CARRIER_COMPLETED: {"numbers": (_NUMBERS, False), "more_to_come": (_FLAG, False)},
    T.CARRIER_CANCELLED: {"reason": (_TEXT, False)},
    T.OPERATOR_CORRECTED: {
        "identity": (_IDENTITY, False),
        "bill_identity": (_IDENTITY, False),
        "remove_numbers": (_NUMBERS, False),
        "override_reason": (_TEXT, False),
    },
    T.OPERATOR_ANSWERED: {"text": (_TEXT, True)},
    T.OPERATOR_REGISTERED_CASE: {"display_id": (_TEXT, True)},
    T.OPERATOR_POSTED: {"message": (_TEXT, True)},
    T.OPERATOR_UPLOADED_LOA: {"document": (_TEXT, True), "signed_on": (_DATE, True)},
    T.OPERATOR_TESTED_CALLS: {"numbers": (_NUMBERS, False)},
    T.OPERATOR_CANCELLED: {"reason": (_TEXT, True), "confirm": (_FLAG, False)},
}


DECISIONS = MEANINGS | FROM_CARRIER | {NOTHING}
"""What an operator may decide that a text means; the carrier's types of its own texts only."""
_COMMON = {"pon": (_TEXT, False), "note": (_TEXT, False)}


_NEEDS_ONE = {
    T.OPERATOR_CORRECTED: "corrects nothing",
    T.SUPPORT_NAMED_IDENTITY: "names nothing",
}
"""Types whose facts are all optional, and what a signal without any of them does."""


_LONGEST = {T.OPERATOR_ANSWERED: LONGEST_ANSWER}


_DAY = "write 2026-12-15"
_IS_RESP_ORG = re.compile(r"[A-Z0-9]{5}")
_GIVEN = tuple(kind.value for kind in KINDS)
IDENTITY_FIELDS = (
    "company_name", "authorized_person", "title", "address_line_1", "address_line_2",
    "address_line_3", "city", "state_or_region", "postal_code", "country_code",
    "account_number", "billing_telephone_number",
)  # fmt: skip


def checked_facts(type_: SignalType, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as they are stored, dates as moments with their offset.

    BadInput with one problem for each that is missing, unknown or wrong.
    """
    if type_ is T.OPERATOR_DECIDED:
        return _decision(facts)
    wanted = _COMMON | _FACTS[type_]
    problems = [
        Problem(f"facts.{name}", "is missing", f"{type_} needs it")
        for name, (_, needed) in wanted.items()
        if needed and name not in facts
    ]
    for name, value in facts.items():
        if name not in wanted:
            known = ", ".join(sorted(wanted))
            problems.append(Problem(f"facts.{name}", f"is no fact of {type_}", f"use {known}"))
        else:
            limit = _LONGEST.get(type_, 1000)
            problems.extend(_wrong(f"facts.{name}", wanted[name][0], value, limit))
    if not problems and type_ in (T.SUPPORT_REFUSED, T.CARRIER_REFUSED):
        problems.extend(_refusal_problems(facts))
    if type_ is T.SUPPORT_SENT_UPLOAD_LINK:
        problems.extend(_link_problems(facts))
    if not problems and type_ in _NEEDS_ONE and not set(facts) & set(_FACTS[type_]):
        mend = "give " + " or ".join(_FACTS[type_])
        problems.append(Problem("facts", _NEEDS_ONE[type_], mend))
    if problems:
        raise BadInput(problems)
    return dated(facts) if type_ in DATED else dict(facts)


def _decision(facts: Mapping[str, Any]) -> dict[str, Any]:
    means = facts.get("means")
    problems = _wrong("facts.communication", _TEXT, facts.get("communication"), 200)
    # What AWS Support writes of the port is not yet the word of the winning carrier.
    is_carriers = str(facts.get("communication")).startswith(CARRIER_TEXT)
    known = DECISIONS if is_carriers else DECISIONS - FROM_CARRIER
    if str(means) not in known:
        mend = "use one of " + ", ".join(sorted(known))
        problems.append(Problem("facts.means", "is no decision", mend))
    rest = {n: v for n, v in facts.items() if n not in ("communication", "means")}
    if not problems and means != NOTHING:
        facts = {**facts, **checked_facts(SignalType(str(means)), rest)}
    if problems:
        raise BadInput(problems)
    return dict(facts)


def _link_problems(facts: Mapping[str, Any]) -> list[Problem]:
    """Whoever has AWS's link can use it, so it stays on the case."""
    mend = "leave the link on the case and say only when it expires"
    return [
        Problem(f"facts.{name}", "holds a link", mend)
        for name, value in facts.items()
        if isinstance(value, str) and ("://" in value or "www." in value.lower())
    ]


def _refusal_problems(facts: Mapping[str, Any]) -> list[Problem]:
    if facts["code"] == "OTHER" and not facts.get("reason"):
        return [Problem("facts.reason", "is missing", "OTHER needs the reason in words")]
    if facts["code"] not in REFUSALS:
        mend = "use one of " + ", ".join(REFUSALS) + "; OTHER with a reason for anything else"
        return [Problem("facts.code", "is no known refusal code", mend)]
    return []


def _wrong(field: str, kind: str, value: Any, longest: int) -> list[Problem]:
    if kind == _FLAG:
        wrong, mend = not isinstance(value, bool), "use true or false"
    elif kind == _NUMBERS:
        wrong = not (isinstance(value, list) and value and all(isinstance(n, str) for n in value))
        mend = "give a list of numbers in E.164 form"
    elif kind == _GIVES:
        wrong = not isinstance(value, list) or not value or not _are_given(value)
        mend = "list once each what is given: " + " or ".join(_GIVEN)
    elif kind == _SOURCE:
        wrong, mend = value not in SOURCES, "use " + " or ".join(SOURCES)
    elif kind == _IDENTITY:
        return _identity_problems(field, value)
    elif not isinstance(value, str) or not value.strip() or len(value) > longest:
        return [Problem(field, "is not a text", f"give 1 to {longest} characters")]
    else:
        wrong, mend = _misses_its_form(kind, value)
    return [Problem(field, "is not what it must be", mend)] if wrong else []


def _are_given(value: list[Any]) -> bool:
    known = [one for one in value if isinstance(one, str) and one in _GIVEN]
    return len(known) == len(value) == len(set(known))


def _misses_its_form(kind: str, value: str) -> tuple[bool, str]:
    if kind == _TEXT:
        return False, ""
    if kind == _RESP_ORG:
        return not _IS_RESP_ORG.fullmatch(value), "give five capital letters and digits"
    try:
        given = datetime.fromisoformat(value)
    except ValueError:
        return True, _DAY
    return not 2000 <= given.year <= 2099 or given.date().isoformat() != value, _DAY


def _identity_problems(field: str, value: Any) -> list[Problem]:
    if not isinstance(value, Mapping) or not value:
        return [Problem(field, "is not an identity", "give the fields that change")]
    problems = []
    for name, text in value.items():
        if name not in IDENTITY_FIELDS:
            mend = "use " + ", ".join(IDENTITY_FIELDS)
            problems.append(Problem(f"{field}.{name}", "is no field of the identity", mend))
        elif not isinstance(text, str) or len(text) > 200:
            problems.append(
                Problem(f"{field}.{name}", "is not a text", "give up to 200 characters")
            )
    return problems
