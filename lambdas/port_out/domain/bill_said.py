"""What an operator says of the bill, against what was compared with the LOA before."""

from collections.abc import Mapping
from typing import Any

_BY_HAND = "the word of the operator"
"""The source of a bill that the program could not read at all."""


def contradicts_bill(known: Mapping[str, Any], facts: Mapping[str, Any]) -> bool:
    """True where a correction says something else of the bill than what was read on it.

    That is an override by another name. What nobody but an operator has said may be said anew.
    """
    compared = known.get("expected")
    if compared is None or compared["source"] == _BY_HAND:
        return False
    return any(
        text not in shown
        for name, text in facts.get("bill_identity", {}).items()
        if (shown := _shown(compared, name))
    )


def _shown(compared: Mapping[str, Any], name: str) -> list[str]:
    if name == "authorized_person":
        return list(compared["persons"])
    return [compared["fields"][name]] if name in compared["fields"] else []
