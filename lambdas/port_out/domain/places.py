"""Countries and their time zones, as the tz database names them."""

from functools import cache
from importlib.resources import files

UTC = "UTC"


@cache
def country_name(code: str) -> str:
    """The English name of a country; its code where the tz database does not list it."""
    return dict(row[:2] for row in _rows("iso3166.tab")).get(code, code)


@cache
def time_zones(country: str) -> dict[str, str]:
    """The zones of a country, by name, with the words that tell them apart; UTC is the last."""
    rows = [row for row in _rows("zone.tab") if row[0] == country]
    return {row[2]: _label(row[2], *row[3:]) for row in rows} | {UTC: UTC}


def _label(name: str, remark: str = "") -> str:
    shown = name.replace("_", " ")
    return f"{shown} - {remark}" if remark else shown


def _rows(table: str) -> list[list[str]]:
    text = files("tzdata").joinpath("zoneinfo", table).read_text("utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
