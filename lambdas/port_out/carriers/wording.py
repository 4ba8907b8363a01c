"""What carriers' messages have in common: numbers, moments and words as our facts want them."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Any

from port_out.carriers.message import Said
from port_out.domain.carrier_words import OTHER, normalised
from port_out.domain.clock import local_moment, zone
from port_out.domain.errors import BadInput
from port_out.domain.plain_json import bad_body
from port_out.domain.signals import SignalType

OLD = timedelta(days=1)
"""What says that it is older than this is old news, and moves nothing by itself."""
_LONGEST_WORDS = 1000
_NUMBER = re.compile(r"\+?[0-9 ().-]{4,}")


def content_id(content: Any) -> str:
    """The identity of a message that has no signed id: the same content is the same message."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def plain_names(body: Mapping[str, Any]) -> dict[str, Any]:
    """The members by names in lower case without joints, for copies of a format disagree on them.

    BadInput where two members come to one name, as nobody knows which of them counts.
    """
    plain = {re.sub(r"[^a-z0-9]", "", name.lower()): value for name, value in body.items()}
    if len(plain) != len(body):
        raise bad_body("gives a member twice", "send each member once")
    return plain


def in_words(value: object, longest: int = _LONGEST_WORDS) -> str:
    """A text or number as one line that can be shown; empty for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    shown = "".join(" " if unicodedata.category(c)[0] == "C" else c for c in str(value))
    return " ".join(shown.split())[:longest].rstrip()


def e164(value: object, country: str) -> str:
    """The number in E.164, read as one of the country's; empty where it is no such number."""
    text = in_words(value, 40)
    if not _NUMBER.fullmatch(text):
        return ""
    import phonenumbers

    try:
        number = phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return ""
    if number.extension or not phonenumbers.is_possible_number(number):
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def numbers_in(values: Iterable[object], country: str) -> list[str]:
    """All of them in E.164, each once; none where one of them can't be read."""
    found = [e164(value, country) for value in values]
    return list(dict.fromkeys(found)) if all(found) else []


def moment(value: object, country: str) -> str:
    """A date with its time and offset (the country's where it names none); empty otherwise.

    Midnight counts as a date without a time: that is how carriers write one in such a field.
    """
    read = _read(value)
    if read is None or read.timetz().replace(tzinfo=None) == time():
        return ""
    if read.tzinfo is not None:
        return read.isoformat()
    try:
        return local_moment(read.date(), read.time(), str(zone(country))).isoformat()
    except BadInput:
        return ""


def is_old(value: object, at: datetime) -> bool:
    """True for a moment that was more than a day before."""
    read = _read(value)
    return read is not None and read.tzinfo is not None and at - read > OLD


def refused(carrier: str, code: str, reason: object, numbers: Iterable[str] = ()) -> Said:
    """A refusal in our vocabulary, with the carrier's own code and words kept as they came."""
    ours = normalised(carrier, code) if code else OTHER
    facts: dict[str, Any] = {"code": ours}
    if code:
        facts["carrier_code"] = code
    if words := in_words(reason) or (f"{carrier} gave no words" if ours == OTHER else ""):
        facts["reason"] = words
    if named := list(numbers):
        facts["numbers"] = named
    return Said(SignalType.CARRIER_REFUSED, facts)


def _read(value: object) -> datetime | None:
    text = in_words(value, 40)
    try:
        read = datetime.fromisoformat(text) if len(text) > len("2026-12-15") else None
    except ValueError:
        return None
    return read if read is not None and 2000 <= read.year <= 2099 else None
