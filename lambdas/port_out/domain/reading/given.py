"""What nobody but the carrier pack may show: account numbers, PINs and links in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class SecretKind(StrEnum):
    """What a secret is."""

    ACCOUNT_NUMBER = "account_number"
    PIN = "pin"
    UPLOAD_LINK = "upload_link"


K = SecretKind


@dataclass(frozen=True)
class Secret:
    """A secret found in a text; printed, it keeps its value to itself."""

    kind: SecretKind
    value: str

    def __repr__(self) -> str:
        return f"Secret(kind={self.kind.value!r})"


MARKS = {K.ACCOUNT_NUMBER: "\ue001", K.PIN: "\ue002", K.UPLOAD_LINK: "\ue003"}
"""What stands for a secret where a text is stored and read; `plain` lets nobody else write it."""
SHOWN = {K.ACCOUNT_NUMBER: "(account number)", K.PIN: "(PIN)", K.UPLOAD_LINK: "(link)"}

_PUBLIC = re.compile(
    r"(?i)https?://(?:docs\.aws\.amazon\.com|aws\.amazon\.com|(?:www\.)?repost\.aws"
    r"|console\.aws\.amazon\.com/support)(?:[/?#]|$)"
)
_SIGNED = re.compile(r"(?i)x-amz-|signature=|token=")
_LINKISH = re.compile(r"(?i)https?://|s3://|www\.|amazonaws\.com|x-amz-")
_TRIM = "()<>[]{}\"'.,;!*"
_KEYS = {
    K.ACCOUNT_NUMBER: re.compile(
        r"(?i)\b(?:accounts?|acct|a/c)[ .\n]{0,3}"
        r"(?:numbers?|nbr|nos?\b|num|ids?\b|identifiers?|#|:)"
    ),
    K.PIN: re.compile(
        r"(?i)\b(?:pins?|passcodes?|pass code|passwords?|(?:port(?:ing)?|security|transfer|porting"
        r"|port-out|authori[sz]ation|access) (?:pin|code)s?)\b"
    ),
}
_REVERSED = {
    K.ACCOUNT_NUMBER: re.compile(
        r"(?i)(?:is|as) (?:your |the |our |an? )?(?:aws )?(?:account|acct)\b"
    ),
    K.PIN: re.compile(
        r"(?i)(?:is|as) (?:your |the |our |an? )?(?:port(?:ing|-out)? )?(?:pin|passcode)\b"
    ),
}
_WINDOW = 100
_VALUE = re.compile(
    r"(?<![\w+/.-])[A-Za-z0-9]++(?:-[A-Za-z0-9]++)*+(?:(?<=\d) \d[\d-]*+)*+(?![\w/])"
)
_SENTENCE_END = re.compile(r"[.!?]\s|\n\s*+\n")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}(?:st|nd|rd|th|am|pm)|(?:19|20)\d\d|\d{1,3}(?:days?)?")
_WORDED = re.compile(r"(?::|=|\bis|\bas)\s{1,3}([A-Z0-9]{4,12})(?![\w-])")
_LEAST_DIGITS = {K.ACCOUNT_NUMBER: 4, K.PIN: 3}


def found(text: str) -> tuple[Secret, ...]:
    """Every secret in the text, each once; rather one too many than one too few."""
    links = [Secret(K.UPLOAD_LINK, link) for link in _links(text)]
    plain = text
    for link in sorted((one.value for one in links), key=len, reverse=True):
        plain = plain.replace(link, " " * 3)
    values = [Secret(kind, value) for kind in _KEYS for value in _values(plain, kind)]
    return tuple(dict.fromkeys(links + values))


def marked(text: str, secrets: tuple[Secret, ...]) -> str:
    """The text with a mark for every occurrence of a secret, however its digits are grouped."""
    for secret in sorted(secrets, key=lambda one: len(one.value), reverse=True):
        text = text.replace(secret.value, MARKS[secret.kind])
        digits = re.sub(r"[ -]", "", secret.value)
        if digits.isdigit():
            text = re.sub("[ -]?".join(digits), MARKS[secret.kind], text)
    return text


def shown(text: str) -> str:
    """A marked text as people may read it."""
    for kind, mark in MARKS.items():
        text = text.replace(mark, SHOWN[kind])
    return text


def whole_links(text: str) -> str:
    """The text with links whole again that a mail program broke over lines."""
    lines = text.split("\n")
    for at in range(len(lines) - 1, 0, -1):
        words = lines[at - 1].split()
        if words and _LINKISH.search(words[-1]) and _is_rest(lines[at].strip(), lines[at - 1]):
            lines[at - 1] = lines[at - 1].rstrip() + lines.pop(at).strip()
    return "\n".join(lines)


def _is_rest(line: str, before: str) -> bool:
    if not line or " " in line or _LINKISH.match(line):
        return False
    is_query = len(line) >= 16 and any(char in line for char in "=&%")
    return is_query or (len(before) >= 60 and any(char.isdigit() or char in "=&%" for char in line))


def _links(text: str) -> Iterator[str]:
    for word in re.finditer(r"\S+", text):
        link = word.group().strip(_TRIM)
        begin = _LINKISH.search(link)
        if begin is None:
            continue
        if "://" in begin.group() or begin.group() == "www.":
            link = link[begin.start() :]
        if not _PUBLIC.match(link) or _SIGNED.search(link):
            yield link


def _values(text: str, kind: SecretKind) -> Iterator[str]:
    for key in _KEYS[kind].finditer(text):
        after = _SENTENCE_END.split(text[key.end() : key.end() + _WINDOW], maxsplit=1)[0]
        for other in _KEYS.keys() - {kind}:
            after = _KEYS[other].split(after, maxsplit=1)[0]
        yield from _likely(after, kind)
        if kind is K.PIN and (word := _WORDED.search(after[:40])):
            yield word.group(1)
    for key in _REVERSED[kind].finditer(text):
        before = _likely(text[max(0, key.start() - 40) : key.start()], kind)
        yield from list(before)[-1:]


def _likely(text: str, kind: SecretKind) -> Iterator[str]:
    for value in _VALUE.finditer(text):
        digits = sum(char.isdigit() for char in value.group())
        if digits >= _LEAST_DIGITS[kind] and (kind is K.PIN or not _DATE.fullmatch(value.group())):
            yield value.group()
