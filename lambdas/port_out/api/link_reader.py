"""Takes fields off a form: texts, choices, numbers and times, and what is wrong with them."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import time

Typed = Mapping[str, Sequence[str]]

_UNSEEN = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_TIME = re.compile(r"[0-9]{2}:[0-9]{2}(:[0-9]{2})?")  # no offset: the zone is a field of its own
_BETWEEN_NUMBERS = re.compile(r"[\r\n,;]+")
_MOST_NAMED = 5


@dataclass(frozen=True)
class Known:
    """What a form is read against: the port-out's numbers, their country, and its time zones."""

    numbers: Collection[str]
    country: str
    zones: Collection[str]


class Reader:
    """Takes fields off a form and remembers what is wrong with them."""

    def __init__(self, typed: Typed, known: Known) -> None:
        self.typed = typed
        self.known = known
        self.errors: dict[str, str] = {}

    def text(self, name: str, longest: int, *, missing: str = "", lines: bool = False) -> str:
        """A text without blanks around it; `missing` is the sentence for an empty one."""
        given = (self.typed.get(name) or [""])[0].strip().replace("\r\n", "\n")
        if not given and missing:
            self.errors[name] = missing
        elif len(given) > longest:
            self.errors[name] = f"Use at most {longest:,} characters; these are {len(given):,}."
        elif _UNSEEN.search(given) or ("\n" in given and not lines):
            self.errors[name] = "Leave out characters that do not show, such as tabs."
        return given

    def choice(self, name: str, known: Collection[str], missing: str) -> str:
        """One of these; `missing` is the sentence for anything else."""
        given = (self.typed.get(name) or [""])[0]
        if given not in known:
            self.errors[name] = missing
            return ""
        return given

    def numbers(self, *, missing: str = "") -> list[str]:
        """Numbers of the port-out, from boxes or from a text, each once."""
        pieces = _BETWEEN_NUMBERS.split("\n".join(self.typed.get("numbers", ())))
        found = {piece: self._number(piece) for given in pieces if (piece := given.strip())}
        strange = [piece for piece, number in found.items() if number not in self.known.numbers]
        if strange:
            self.errors["numbers"] = _strangers(strange)
        elif not found and missing:
            self.errors["numbers"] = missing
        return list(dict.fromkeys(found.values()))

    def moment(self, name: str, missing: str) -> time | None:
        """A time of the day."""
        given = self.text(name, 8)
        if not given:
            if missing:
                self.errors[name] = missing
            return None
        try:
            if _TIME.fullmatch(given):
                return time.fromisoformat(given)
        except ValueError:
            pass
        self.errors[name] = "Write the time with 24 hours, such as 14:30."
        return None

    def _number(self, piece: str) -> str:
        """In E.164; as it is where it is no number."""
        import phonenumbers

        try:
            parsed = phonenumbers.parse(piece[:40], self.known.country)
        except phonenumbers.NumberParseException:
            return piece
        return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _strangers(strange: Sequence[str]) -> str:
    named = ", ".join(piece[:24] for piece in strange[:_MOST_NAMED])
    more = len(strange) - _MOST_NAMED
    return f"Not in this port-out: {named}" + (f" and {more:,} more." if more > 0 else ".")
