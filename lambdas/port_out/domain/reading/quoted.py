"""The lines of a text that its writer wrote now, without what is quoted."""

import re
from collections.abc import Iterator, Sequence

OURS = "[po-"
"""How every text of ours is marked."""
BY_A_QUOTE = "[what follows is quoted or answers a quote]"
"""A sentence that no rule understands: what answers a quote means what the quote makes of it."""
_OPENING = "hello aws support"
_CUT = re.compile(
    r"(?i)[-_=* ]{0,20}(?:original|forwarded) message[-_=* ]{0,20}|_{20,}|from: .{1,200}"
)
RULER = re.compile(r"[=\-_*~#\s]{3,}")


def own_lines(lines: Sequence[str]) -> Iterator[str]:
    """The lines that AWS wrote now: a quote ends the message, or is left out where it is marked."""
    at, quotes = 0, False
    while at < len(lines):
        line = lines[at]
        quotes |= line.startswith((">", "_" * 20))
        if skipped := _quote_header(lines, at):
            rest = next((one for one in lines[at + skipped :] if one), "")
            if not rest.startswith(">"):
                return
            at += skipped
            continue
        if _is_cut(lines, at) or line.lower().startswith(_OPENING):
            return
        if not line.startswith(">") and not _is_our_subject(line):
            if quotes and line and not RULER.fullmatch(line):
                yield from ("", BY_A_QUOTE, "")
                quotes = False
            yield line
        at += 1


def _quote_header(lines: Sequence[str], at: int) -> int:
    """How many lines "On ... wrote:" takes here; 0 if it does not stand here."""
    if lines[at].startswith("On "):
        for count in (1, 2, 3):
            if lines[at : at + count] and lines[min(at + count, len(lines)) - 1].endswith("wrote:"):
                return count
    return 0


def _is_cut(lines: Sequence[str], at: int) -> bool:
    if not _CUT.fullmatch(lines[at]):
        return False
    heads = tuple(line.lower() for line in lines[at + 1 : at + 4])
    is_mail = any(head.startswith(("from:", "sent:", "date:", "to:")) for head in heads)
    return is_mail if lines[at].lower().startswith(("from:", "_")) else True


def _is_our_subject(line: str) -> bool:
    return OURS in line and line.lower().startswith(("porting away", "subject:", "case subject:"))
