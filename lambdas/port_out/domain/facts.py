"""Are the facts that came with a signal those that its type must carry?"""

from collections.abc import Mapping
from typing import Any

from port_out.domain.communications import CARRIER_TEXT
from port_out.domain.dated import DATED, dated
from port_out.domain.errors import BadInput, Problem
from port_out.domain.fact_forms import wrong_in
from port_out.domain.fact_types import COMMON, DECISIONS, FACTS, LONGEST, NEEDS_ONE, TEXT
from port_out.domain.refusals import REFUSALS
from port_out.domain.signals import FROM_CARRIER, NOTHING, SignalType

T = SignalType


def checked_facts(type_: SignalType, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts as they are stored, dates as moments with their offset.

    BadInput with one problem for each that is missing, unknown or wrong.
    """
    if type_ is T.OPERATOR_DECIDED:
        return _decision(facts)
    wanted = COMMON | FACTS[type_]
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
            limit = LONGEST.get(type_, 1000)
            problems.extend(wrong_in(f"facts.{name}", wanted[name][0], value, limit))
    if not problems and type_ in (T.SUPPORT_REFUSED, T.CARRIER_REFUSED):
        problems.extend(_refusal_problems(facts))
    if type_ is T.SUPPORT_SENT_UPLOAD_LINK:
        problems.extend(_link_problems(facts))
    if not problems and type_ in NEEDS_ONE and not set(facts) & set(FACTS[type_]):
        mend = "give " + " or ".join(FACTS[type_])
        problems.append(Problem("facts", NEEDS_ONE[type_], mend))
    if problems:
        raise BadInput(problems)
    return dated(facts) if type_ in DATED else dict(facts)


def _decision(facts: Mapping[str, Any]) -> dict[str, Any]:
    means = facts.get("means")
    problems = wrong_in("facts.communication", TEXT, facts.get("communication"), 200)
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
