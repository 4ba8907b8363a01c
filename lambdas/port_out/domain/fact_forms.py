"""What is wrong with one fact: each kind has its form."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from port_out.domain.account_details import KINDS
from port_out.domain.billing import SOURCES
from port_out.domain.errors import Problem
from port_out.domain.fact_types import FLAG, GIVES, IDENTITY, NUMBERS, RESP_ORG, SOURCE, TEXT

_DAY = "write 2026-12-15"
_IS_RESP_ORG = re.compile(r"[A-Z0-9]{5}")
_GIVEN = tuple(kind.value for kind in KINDS)
IDENTITY_FIELDS = (
    "company_name", "authorized_person", "title", "address_line_1", "address_line_2",
    "address_line_3", "city", "state_or_region", "postal_code", "country_code",
    "account_number", "billing_telephone_number",
)  # fmt: skip


def wrong_in(field: str, kind: str, value: Any, longest: int) -> list[Problem]:
    """The problems of this value as a fact of this kind, at most `longest` characters long."""
    if kind == FLAG:
        wrong, mend = not isinstance(value, bool), "use true or false"
    elif kind == NUMBERS:
        wrong = not (isinstance(value, list) and value and all(isinstance(n, str) for n in value))
        mend = "give a list of numbers in E.164 form"
    elif kind == GIVES:
        wrong = not isinstance(value, list) or not value or not _are_given(value)
        mend = "list once each what is given: " + " or ".join(_GIVEN)
    elif kind == SOURCE:
        wrong, mend = value not in SOURCES, "use " + " or ".join(SOURCES)
    elif kind == IDENTITY:
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
    if kind == TEXT:
        return False, ""
    if kind == RESP_ORG:
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
