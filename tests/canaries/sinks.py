"""Where values leave the program, and what may not be among them."""

import base64
import binascii
import html
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from urllib.parse import unquote_plus

from tests.canaries.planted import ALL, SECRETS, Canary, Kind, Planted, View


class Sink(StrEnum):
    """One way out."""

    LOG = "log"
    METRICS = "metrics"
    HISTORY = "execution history, and the traces made of it"
    INVOCATIONS = "events between functions"
    NOTICES = "notices by e-mail and webhook"
    DEAD_LETTERS = "queue of the undelivered"
    NAMES = "names of executions and parameters"
    ERRORS = "error answers"
    PAGES = "pages behind links"
    ANSWERS = "answers to operators and carriers"


FORBIDDEN: dict[Sink, frozenset[Kind]] = dict.fromkeys(Sink, ALL) | {
    # Whoever may read a port-out may read whom and which numbers it is about, never its secrets.
    Sink.PAGES: SECRETS,
    Sink.ANSWERS: SECRETS,
}
_BETWEEN = re.compile(r"(?<=\d)[\s().\-/\u00a0\u2010-\u2015]{1,3}(?=\d)")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_ENCODED = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")


@dataclass(frozen=True)
class Hit:
    """A canary where it must not be."""

    sink: Sink
    canary: Canary
    around: str

    def words(self) -> dict[str, str]:
        """For a report."""
        one = self.canary
        return {
            "sink": self.sink.name,
            "kind": one.kind.name,
            "planted": one.where,
            "text": one.text,
            "around": self.around,
        }


@dataclass
class Sinks:
    """Everything that left, by the way that it took."""

    texts: dict[Sink, list[str]] = field(default_factory=lambda: defaultdict(list))

    def put(self, sink: Sink, text: Any) -> None:
        """This left."""
        self.texts[sink].append(str(text))

    def hits(self, planted: Planted) -> list[Hit]:
        """Every canary where it must not be."""
        return [hit for sink in Sink for hit in self._hits(sink, planted)]

    def _hits(self, sink: Sink, planted: Planted) -> Iterable[Hit]:
        whole = seen("\n".join(self.texts[sink]))
        for canary in planted:
            if canary.kind in FORBIDDEN[sink] and canary.is_in(whole):
                found = (text for text in self.texts[sink] if canary.is_in(seen(text)))
                yield Hit(sink, canary, next(found, "?")[:600])


def seen(text: str) -> View:
    """As it is, and with every encoding undone that a reader could undo."""
    plain = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    views = [text, plain, html.unescape(plain), unquote_plus(plain), *_decoded(plain)]
    folded = "\n".join(views).casefold()
    return View(folded, _BETWEEN.sub("", folded))


def _decoded(text: str) -> Iterable[str]:
    for run in _ENCODED.findall(text):
        try:
            raw = base64.b64decode(
                run + "=" * (-len(run) % 4), altchars=b"-_" if "_" in run else None
            )
        except (binascii.Error, ValueError):
            continue
        yield raw.decode(errors="replace")
