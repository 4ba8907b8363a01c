"""What carriers' forms do not take: a value may match the bill and still be cut off or refused.

Only limits that a source states, and only as warnings: carriers differ, and none of it is AWS's.
Bandwidth's 25 characters for a first and a last name (7355, 7356) are left out: they hold for
subscribers that are persons, and the LOA names a company.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from port_out.domain.marked_text import composed, names


@dataclass(frozen=True)
class Limit:
    """A limit that the LOA's value breaks: the rule, in which way, and who says so."""

    rule: str
    detail: str
    source: str

    def as_data(self) -> dict[str, str]:
        """The limit as plain data."""
        return dict(vars(self))


@dataclass(frozen=True)
class _Rule:
    """`broken` says in which way a value breaks the rule, and nothing where it does not."""

    fields: frozenset[str]
    rule: str
    broken: Callable[[str], str]
    source: str
    countries: frozenset[str] = frozenset()


def broken_limits(field: str, value: str, country: str) -> tuple[Limit, ...]:
    """Every limit that the value of this field breaks, for an address in this country."""
    text = composed(value)
    return tuple(
        Limit(rule.rule, detail, rule.source)
        for rule in _RULES
        if field in rule.fields
        and (not rule.countries or country.upper() in rule.countries)
        and text
        and (detail := rule.broken(text))
    )


def _at_most(length: int, fields: str, source: str) -> _Rule:
    def broken(text: str) -> str:
        rest = text[length:]
        return f'{len(text)} characters, "{rest}" is too much' if rest else ""

    return _Rule(frozenset(fields.split()), f"at most {length} characters", broken, source)


def _not_alphanumeric(text: str) -> str:
    signs = [f'"{char}"' for char in dict.fromkeys(text) if " " <= char <= "~"]
    strange = [sign for sign in signs if not sign[1].isalnum()] + list(names(text))
    return f"holds {', '.join(strange)}" if strange else ""


def _not_ascii(text: str) -> str:
    found = names(text)
    return f"holds {', '.join(found)}; ask the carrier whether its form takes it" if found else ""


def _no_last_name(text: str) -> str:
    return "" if len(text.split()) > 1 else "is one word"


def _no_house_number(text: str) -> str:
    return "" if any(char.isdigit() for char in text) or _PO_BOX.match(text) else "has no number"


def _post_office_box(text: str) -> str:
    return "is a post office box" if _PO_BOX.match(text) else ""


def _no_state_code(text: str) -> str:
    return "" if re.fullmatch("[A-Z]{2}", text) else "is not two capital letters"


_PO_BOX = re.compile(r"\W*(p\W*o|post\W+office)\W*box\b", re.IGNORECASE)
_NORTH_AMERICA = frozenset({"US", "CA"})
_BANDWIDTH = "Bandwidth, Numbers API error codes"
_AWS = "AWS Account Management API, ContactInformation"
_NAMES = "company_name authorized_person"
_LINES = "address_line_1 address_line_2 address_line_3"
_LINE_1 = frozenset({"address_line_1"})

_RULES = (
    _at_most(25, "company_name", f"{_BANDWIDTH} 7324; 7396: cut off without asking"),
    _at_most(15, "authorized_person", f"{_BANDWIDTH} 7357; 7388: cut off without asking"),
    _at_most(32, "account_number", f"{_BANDWIDTH} 17006"),
    _at_most(12, "postal_code", "Hawaiian Telcom, LSOG 6.9.3 business rules, form EU, ZIP"),
    _at_most(60, _LINES, f"{_AWS}: the account's contact holds no more"),
    _at_most(50, f"{_NAMES} city state_or_region", f"{_AWS}: the account's contact holds no more"),
    _at_most(2, "country_code", f"{_AWS}: a code of ISO 3166"),
    _Rule(
        frozenset({"account_number"}),
        "letters and digits only",
        _not_alphanumeric,
        f"{_BANDWIDTH} 17006",
    ),
    _Rule(
        frozenset(f"{_NAMES} {_LINES} city".split()),
        "letters of the English alphabet, digits and signs",
        _not_ascii,
        "alpha/numeric: Brightspeed, ASOG 67 (EUNAME, SASN, CITY); CenturyLink, EASE LSR (AUTHNM)",
    ),
    _Rule(
        frozenset({"authorized_person"}),
        "first and last name",
        _no_last_name,
        "Bandwidth, Numbers API, LoaAuthorizingPerson; Flowroute, common presubmission rejections",
    ),
    _Rule(
        _LINE_1, "house number", _no_house_number, f"{_BANDWIDTH} 7108", countries=_NORTH_AMERICA
    ),
    _Rule(
        _LINE_1, "street address", _post_office_box, f"{_BANDWIDTH} 6225", countries=_NORTH_AMERICA
    ),
    _Rule(
        frozenset({"state_or_region"}),
        "code of two letters",
        _no_state_code,
        f"{_BANDWIDTH} 7395; Numbers API, StateCode",
        countries=_NORTH_AMERICA,
    ),
)
