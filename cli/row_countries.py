"""The country that a row of a list names for its number."""

from collections.abc import Mapping

import phonenumbers

from cli.number_forms import CannotRead, known_country

_COLUMNS = ("country", "countrycode", "iso", "isocountry", "isocode", "land", "pays", "pais")


def row_country(more: Mapping[str, str]) -> str:
    """Two letters, from letters or a calling code; CannotRead where it is neither."""
    given = next((more[name].strip() for name in _COLUMNS if more.get(name, "").strip()), "")
    if not given or known_country(given.upper()):
        return given.upper()
    code = given.removeprefix("+").removesuffix(".0")
    if code.isascii() and code.isdecimal() and len(code) <= 3:
        found = phonenumbers.region_code_for_country_code(int(code))
        if known_country(found):
            return str(found)
    mend = "write the two letters of ISO 3166 there, for instance US, or the number with +"
    raise CannotRead(f"has no +, and {given!r} is no country in two letters", mend)


def agree(number: str, country: str) -> None:
    """CannotRead where the number is of another country than its row says."""
    code = phonenumbers.country_code_for_region(country)
    if not number.startswith(f"+{code}"):
        mend = "correct the country or the number, whichever is wrong"
        raise CannotRead(f"is {number}, but its row says {country}", mend)
