"""What a deployment may choose, beside its Region."""

from collections.abc import Callable

CARRIER_KEYS_IN = ("ssm", "secrets-manager")
"""Where the carriers' keys lie: the first costs nothing, the second by the key and the month."""

LIMITS = ("port_outs_an_hour", "port_outs_a_day", "numbers_an_hour", "numbers_a_day")
"""The most that one caller may request; 0 is no limit."""


def trust(context: Callable[[str], object]) -> dict[str, str]:
    """The two-person rule and the limits, as the functions are told them."""
    is_on = context("two_persons") in (True, "true")
    numbers = {name.upper(): _count(name, context(name)) for name in ("two_persons_above", *LIMITS)}
    return {"TWO_PERSONS": "on" if is_on else "off", **numbers}


def _count(name: str, given: object) -> str:
    assert str(given).isdigit(), f"{name} is no count: {given}"
    return str(given)
