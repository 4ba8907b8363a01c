"""A text of AWS Support without what is not its message: quotes, greeting, signature, wrapping."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from port_out.domain.reading.given import MARKS
from port_out.domain.reading.quoted import RULER, own_lines

_ENTITIES = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&nbsp;": " ", "&amp;": "&"}
_TAG = re.compile(r"</?(?:br|p|div|li|ul|ol|b|i|strong|em|span)\s?/?>", re.IGNORECASE)
_HEADING = re.compile(r"[=#*]{1,40}\s?(.{1,80}?)\s?[=#*]{0,40}")
_BULLET = re.compile(r"(?:[-*•·●o]|\(?\d{1,2}[.)]|\(?[a-f][.)])\s+")
_GREETING = re.compile(
    r"(?:(?i:hello|hi|hey|dear|greetings|good (?:day|morning|afternoon|evening)))"
    r"((?: (?:(?i:there|team|all|again|everyone|customer|valued|aws|sir|madam|or|and|mr|ms|mrs)"
    r"|(?:[A-Z]|[^\W\x00-\x7f])[\w'-]{0,29})\.?){0,5})\s?[,!.:](?:\s|$)"
)
_CLOSER = re.compile(
    r"(?i)(?:(?:best|kind|warm|kindest|warmest|many)\s)?(?:regards|wishes|sincerely|thanks)"
    r"|yours sincerely|sincerely yours|respectfully|cheers|thank you|thanks and regards|best"
)
_TEAM = re.compile(
    r"(?i)(?:amazon web services|aws support|amazon connect|aws|the amazon connect team"
    r"|amazon connect number management(?: team)?|aws account (?:&|and) billing(?: support)?)"
)
_NAME = re.compile(r"[A-Z][\w'-]{0,20}\.?(?: [A-Z][\w'-]{0,20}\.?){0,2}")
_NO_NAMES = frozenset(
    "not no on hold rejected declined denied refused approved pending wait stop cancelled ps p.s "
    "except only unless if correction update draft sorry disregard withdrawn revoked cancelled "
    "canceled void failed postponed suspended paused delayed error mistake wrong false invalid "
    "incorrect nothing none never yet later ignore retracted reversed conditionally partially this "
    "that it is was are were be been has have had will would can may must please but however do "
    "did we you i the these those in by for to from with without unfortunately test".split()
)
_END = re.compile(r"[.!?]+[\"')\]]*(?=\s|$)|;(?=\s)")
_ABBREVIATIONS = frozenset("e.g i.e inc ltd co corp no st mr ms mrs dr vs approx etc acct".split())


def plain(text: str) -> str:
    """The text in composed, simple characters, without HTML entities and tags."""
    text = re.sub(r"&#(\d{2,5});", lambda found: chr(int(found.group(1))), text)
    for entity, character in _ENTITIES.items():
        text = text.replace(entity, character)
    text = _TAG.sub("\n", unicodedata.normalize("NFKC", text))
    simple = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014", "''\"\"--")
    return "".join(
        char for char in text.translate(simple)
        if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cs")
    )  # fmt: skip


def sentences(text: str) -> list[str]:
    """The sentences of the message itself, each on one line, in order."""
    lines = list(_unsigned(own_lines([line.strip() for line in text.split("\n")])))
    return [sentence for block in _blocks(lines) for sentence in _split(block)]


def _unsigned(lines: Iterator[str]) -> Iterator[str]:
    """Without greetings and signatures; what follows a signature is still read."""
    names_left = 0
    for line in lines:
        if _CLOSER.fullmatch(line.rstrip(",.!")):
            names_left = 2
            yield ""
        elif _TEAM.fullmatch(line.rstrip(",.")) or (names_left and _is_name(line)):
            names_left -= 1 if names_left else 0
        elif line:
            names_left = 0
            greeting = _GREETING.match(line)
            is_one = greeting is not None and not _words(greeting.group(1)) & _NO_NAMES
            yield line[greeting.end() :] if greeting and is_one else line
        else:
            yield ""


def _is_name(line: str) -> bool:
    return bool(_NAME.fullmatch(line.rstrip(","))) and not _words(line) & _NO_NAMES


def _words(line: str) -> set[str]:
    return {word.strip(".,").lower() for word in line.split()}


def _blocks(lines: Sequence[str]) -> Iterator[str]:
    """Paragraphs and list items, each joined to one line."""
    block: list[str] = []
    for line in [*lines, ""]:
        bullet = _BULLET.match(line)
        if (not line or bullet or RULER.fullmatch(line)) and block:
            yield " ".join(block)
            block = []
        heading = None if bullet or RULER.fullmatch(line) else _HEADING.fullmatch(line)
        if heading:
            line = heading.group(1)
        if line and not RULER.fullmatch(line):
            block.append(line[bullet.end() :] if bullet else line)


def _split(block: str) -> Iterator[str]:
    begin = 0
    for end in _END.finditer(block):
        last = block[begin : end.start()].rpartition(" ")[2].lower().lstrip("(")
        if end.group() == "." and (last in _ABBREVIATIONS or (len(last) == 1 and last.isalpha())):
            continue
        yield block[begin : end.end()].strip()
        begin = end.end()
    if block[begin:].strip():
        yield block[begin:].strip()


_SHORT = (
    ("won't", "will not"), ("can't", "cannot"), ("n't", " not"), ("'ve", " have"), ("'ll", " will"),
    ("'re", " are"), ("i'm", "i am"), ("it's", "it is"), ("that's", "that is"), ("'d", " would"),
)  # fmt: skip
_TOKEN = re.compile(
    r"(?P<id>case[ -](?:id |number |no |# ?)?#?[\w-]{0,40}\d[\w-]{0,40})"
    r"|(?P<number>\+\d[\d ().-]{6,20}\d)|(?P<link>https?://\S{1,500})"
    r"|(?P<date>\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{2,4}|(?:january|february|march|april|may|june|july"
    r"|august|september|october|november|december) \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?)"
    r"|(?P<count>\d{1,3}(?!\w))|(?P<word>[a-z]+(?:'s)?|cannot)|(?P<mark>[\ue001-\ue003])"
    r"|(?P<other>[^\s,.:!?()*;-]|\(\s*\))"
)
_MARK_WORDS = {MARKS[kind]: f"<{kind.value}>" for kind in MARKS}


def words(sentence: str, names: Sequence[str] = ()) -> list[str]:
    """The words of a sentence as patterns know them: <number>, <date>, <name>, <id>, <link>."""
    text = sentence.casefold()
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = text.replace(name.casefold(), " \ue004 ")
    for short, whole in _SHORT:
        text = text.replace(short, whole)
    return [_word(found) for found in _TOKEN.finditer(text)]


def _word(found: re.Match[str]) -> str:
    if found.lastgroup in ("word", "other", "mark"):
        return _MARK_WORDS.get(found.group(), found.group().replace("\ue004", "<name>"))
    return f"<{found.lastgroup}>"
