"""Digits without a plus: which number they are, where only one can be meant."""

import re

import phonenumbers

_SHORTEST_CERTAIN = 11
"""So many digits and fewer may as well be the national form of another country."""


class CannotRead(Exception):
    """A cell that is no number for certain: what is wrong with it, and the mend."""

    def __init__(self, detail: str, mend: str) -> None:
        super().__init__(detail)
        self.detail = detail
        self.mend = mend


def international(digits: str) -> tuple[str, str]:
    """The number whose + was lost; CannotRead where a country would have to be guessed."""
    number = _valid("+" + digits, None)
    if number and number == "+" + digits and len(digits) >= _SHORTEST_CERTAIN:
        return number, "the lost + was put back"
    if digits.startswith("011") and _valid("+" + digits[3:], None):
        mend = "write + in the place of 011, or name the country with --country US"
        raise CannotRead("begins with 011, as it is dialled in North America", mend)
    raise CannotRead(
        "has no + and may be in national form",
        "write it with + and country code, or name the country with --country",
    )


def national(digits: str, country: str) -> tuple[str, str]:
    """The number as the country dials it, or with its + lost; CannotRead where it may be both."""
    at_home, abroad = _valid(digits, country), _valid("+" + digits, None)
    own = f"+{phonenumbers.country_code_for_region(country)}"
    if at_home and abroad and at_home != abroad and abroad.startswith(own):
        raise CannotRead(f"may be {at_home} or {abroad}", "write it with + and country code")
    if at_home and at_home == "+" + digits:
        return at_home, "the lost + was put back"
    if dialled := _dialled_abroad(digits, country):
        return dialled
    if at_home:
        return at_home, f"national form of {country}"
    if abroad and len(digits) >= _SHORTEST_CERTAIN:
        return abroad, "the lost + was put back"
    raise CannotRead(
        f"is no number of {country}, and has no +",
        "compare it with the Connect console, digit by digit, or write it with +",
    )


def _dialled_abroad(digits: str, country: str) -> tuple[str, str] | None:
    """The number after the country's own prefix for calls abroad, as 011 is in the US."""
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(country)
    prefix = re.match(metadata.international_prefix or "(?!)", digits) if metadata else None
    number = _valid("+" + digits[prefix.end() :], None) if prefix else ""
    if prefix and number == "+" + digits[prefix.end() :]:
        return number, f"{prefix.group()} was read as +"
    return None


def _valid(text: str, country: str | None) -> str:
    """The number in E.164 where a numbering plan has it, else an empty text."""
    try:
        parsed = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return ""
    if not phonenumbers.is_valid_number(parsed) or parsed.extension:
        return ""
    number = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return str(number) if not country or _is_in(parsed, country) else ""


def _is_in(parsed: phonenumbers.PhoneNumber, country: str) -> bool:
    return bool(parsed.country_code == phonenumbers.country_code_for_region(country))


def known_country(country: str) -> bool:
    """True where the country has a numbering plan."""
    return country in phonenumbers.SUPPORTED_REGIONS
