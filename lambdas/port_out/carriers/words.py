"""How adapters read what may have any form, and word what a person must judge."""

import re
from collections.abc import Mapping
from typing import Any

from port_out.carriers.message import Said
from port_out.domain.signals import SignalType

LONGEST = 1000
"""A fact that is a text may be so long."""
_NAME = r"[\w.:-]{0,60}(?:pin|passcode|password)[\w.-]{0,60}"
_PINS = (
    re.compile(rf'(?i)("{_NAME}"\s*:\s*)(?:"(?:[^"\\]|\\.)*"|[^\s,}}\]]+)'),
    re.compile(rf"(?i)(<{_NAME}(?:\s[^>]*)?>)[^<]+"),
    re.compile(rf"(?i)((?:^|&){_NAME}=)[^&]+"),
)
"""A member of JSON, an element of XML and a field of a form whose name speaks of a PIN."""


def text_at(found: Any, *path: str) -> str:
    """The text at this path, empty where there is none or something else."""
    for name in path:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found.strip() if isinstance(found, str) else ""


def shortened(text: str, longest: int = LONGEST) -> str:
    """The text, cut where it is longer than a fact may be."""
    return text if len(text) <= longest else f"{text[: longest - 3]}..."


def wrote(text: str, *, suggests: SignalType | None = None) -> Said:
    """What a person must judge, and what it seems to be."""
    return Said(
        SignalType.CARRIER_WROTE,
        {"text": text} | ({"suggests": str(suggests)} if suggests else {}),
    )


def without_pins(body: str) -> str:
    """A message as it may be kept as evidence: what its form itself calls a PIN is taken out."""
    for named in _PINS:
        body = named.sub(r"\1(hidden)", body)
    return body
