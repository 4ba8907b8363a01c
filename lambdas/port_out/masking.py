"""Whatever is logged goes through here: what could be a person's, or a secret, is masked."""

import json
import logging
import re
from collections.abc import Mapping
from typing import Any

MASK = "***"
_SECRET_NAME = re.compile(
    r"token|secret|pass(word|wd|code)|(^|_)pin|authorization|signature|cookie|api[_-]?key"
    r"|account_?number|e_?mail|phone|address|identity|^(body|raw|text|headers|facts|order)$",
    re.IGNORECASE,
)
"""Under such a name nothing is logged, whatever it is."""
_PAIR = re.compile(
    r"\b((?:pin|passcode|password|passwd|secret|token|api[ _-]?key|account[ _-]?number|bearer)s?"
    r"[\"']?(?:\s+is\b|\s*[:=#])?\s*[\"']?)([^\s\"',;&]*\d[^\s\"',;&]*)",
    re.IGNORECASE,
)
"""`PIN: 1234`, `token=...`, `"account_number": "7"`: in a text, too, a name gives a secret away."""
_EMAIL = re.compile(r"[^\s\"'<>()\[\],;:=]+@[^\s\"'<>()\[\],;:@]+", re.IGNORECASE)
_IS_NO_NUMBER = re.compile(
    r"(?<=File \")/[\w/.\-]+\.py(?=\", line \d)"
    r"|arn:aws[\w-]*:[\w:/.\-]+|\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d[\d:.]*(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|\bcase-[\w-]+|\bpo-[a-z2-7]+|\b1-[0-9a-f]{8}-[0-9a-f]{24}\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"
)
"""What looks like a number or a token: the paths of a traceback, names of AWS, moments, our ids."""
_NUMBER = re.compile(
    r"(?<![\w.])(?:tel:)?\+?\(?\d(?:[\s().\-/\u00a0\u2010-\u2015]{0,3}\d){6,18}(?!\w)"
)
_OPAQUE = re.compile(r"(?<![\w/+=-])(?:whsec_|Bearer\s+)?[\w/+-]{20,}={0,2}(?![\w/+=-])")
_MANY = 1_000_000
"""We count no further; seven digits may be a number that somebody is called by."""
_WORDS = re.compile(r"(?:[A-Z]?[a-z]{2,}|[A-Z]+|[_/-])+")


def masked(value: Any, name: str = "") -> Any:
    """The same value without what could be a number, an address, a secret or a token."""
    if isinstance(value, Mapping):
        return {_text(str(key)): masked(inner, str(key)) for key, inner in value.items()}
    if name and _SECRET_NAME.search(name) and not isinstance(value, bool):
        return MASK
    if isinstance(value, list | tuple | set | frozenset):
        return [masked(inner, name) for inner in value]
    if isinstance(value, bytes):
        return MASK
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return value if abs(value) < _MANY else MASK
    return _text(str(value))


def as_line(entry: Mapping[str, Any]) -> str:
    """A line of the log, masked as a whole: no call of the logger goes round it."""
    return json.dumps(masked(entry), separators=(",", ":"), default=str, ensure_ascii=False)


class MaskedFormatter(logging.Formatter):
    """What another formatter makes of a line, masked as a whole."""

    def __init__(self, inner: logging.Formatter | None) -> None:
        super().__init__()
        self._inner = inner or logging.Formatter()

    def format(self, record: logging.LogRecord) -> str:
        """The line without what could be a number, an address, a secret or a token."""
        return _text(self._inner.format(record))


def _text(text: str) -> str:
    text = _PAIR.sub(lambda found: found[1] + MASK, text)
    text = _EMAIL.sub(MASK, text)
    parts, end = [], 0
    for known in _IS_NO_NUMBER.finditer(text):
        parts += [_unknown(text[end : known.start()]), known[0]]
        end = known.end()
    return "".join([*parts, _unknown(text[end:])])


def _unknown(text: str) -> str:
    return _OPAQUE.sub(_opaque, _NUMBER.sub(_number, text))


def _number(found: re.Match[str]) -> str:
    """The last two digits are enough to tell numbers apart."""
    return MASK + re.sub(r"\D", "", found[0])[-2:]


def _opaque(found: re.Match[str]) -> str:
    """A long run that is no word of ours: a token, a key, a signature."""
    return found[0] if _WORDS.fullmatch(found[0]) else MASK
