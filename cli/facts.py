"""Facts of a signal as they are typed: FIELD=VALUE becomes what the API wants of that field."""

import json
from typing import Any

from cli.exits import Exit, Stop
from cli.saying import pairs
from port_out.domain.fact_types import DECISIONS
from port_out.domain.signals import NOTHING, SignalType

_OWN = (
    SignalType.SUPPORT_RESOLVED_CASE,
    SignalType.OPERATOR_REGISTERED_CASE,
    SignalType.OPERATOR_POSTED,
    SignalType.OPERATOR_TESTED_CALLS,
)
TYPES = tuple(sorted(str(type_) for type_ in {*DECISIONS, *_OWN} - {NOTHING}))
"""What `port-out say` sends; the other types have commands of their own."""
_LISTS = frozenset({"numbers", "remove_numbers", "gives"})
_FLAGS = {"true": True, "false": False}
_FLAG_NAMES = frozenset({"confirm", "more_to_come"})


def facts_of(given: list[str], option: str = "--fact") -> dict[str, Any]:
    """The facts; a list has commas, a part of an identity a dot: expected.city=Seattle."""
    facts: dict[str, Any] = {}
    for name, text in pairs(given, option).items():
        whole, dot, part = name.partition(".")
        if dot:
            inner = facts.setdefault(whole, {})
            if not isinstance(inner, dict):
                raise Stop(Exit.USAGE, f"{whole} is given whole and in parts", mend="choose one")
            inner[part] = text
        elif whole in facts:
            raise Stop(Exit.USAGE, f"{whole} is given whole and in parts", mend="choose one")
        else:
            facts[name] = _value(name, text)
    return facts


def _value(name: str, text: str) -> Any:
    if name in _LISTS:
        return listed(text)
    if name in _FLAG_NAMES:
        if text not in _FLAGS:
            raise Stop(Exit.USAGE, f"{name} is neither true nor false", mend=f"{name}=true")
        return _FLAGS[text]
    if text.startswith("{"):
        try:
            return json.loads(text)
        except ValueError:
            raise Stop(Exit.USAGE, f"{name} is no JSON", mend='write {"city": "..."}') from None
    return text


def listed(text: str) -> list[str]:
    """What stands between commas."""
    return [part.strip() for part in text.split(",") if part.strip()]
