"""What we write to AWS Support: the case, its continuations, and later messages."""

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import urlencode

from port_out.domain.port_out import PortOut

LONGEST_BODY = 8000
"""CreateCase and AddCommunicationToCase take 1 to 8,000 characters."""
LONGEST_TEXT = LONGEST_BODY - 200
"""A later message leaves room for its mark."""
LONGEST_ANSWER = LONGEST_TEXT - 100
"""An answer leaves room for the lines around it too."""

_LINE = "\n"
_FENCE = "----------"
_ANSWER = "Answer from the customer:"
_FENCE_ALIKE = re.compile(r"-{6,}")
# A text of a person that bears a mark of ours would pass for a message that is on the case.
_MARK_ALIKE = re.compile(r"\[(?=\s*po-)", re.IGNORECASE)
_LINK = re.compile(r"(?i)\b(?:(?:https?|ftp|file|data|javascript):|www\.)\S*")


def marker(port_out_id: str) -> str:
    """The text by which the case of a port-out is found again; holds no personal data."""
    return f"[{port_out_id}]"


def subject(port_out: PortOut) -> str:
    """The subject of the case, with the marker."""
    order = port_out.order
    kind = order.kind.replace("_", "-")
    noun = "number" if order.number_count == 1 else "numbers"
    return (
        f"Porting away {order.number_count} {kind} {noun} ({order.country}) "
        f"from Amazon Connect {marker(port_out.id)}"
    )


def bodies(
    port_out: PortOut, numbers: Sequence[str], instance_alias: str, *, intro: str = ""
) -> list[str]:
    """The text of the case and its continuations, each 1 to 8,000 characters, numbers in order.

    An `intro` comes before everything else, with a blank line after it.
    """
    opening = _opening(port_out, len(numbers), instance_alias)
    if intro:
        opening = f"{intro}\n\n{opening}"
    first, rest = _fitting(numbers, LONGEST_BODY - len(opening) - 1)
    texts = [opening + _LINE + _LINE.join(first)]
    while rest:
        head = f"{marker(port_out.id)} Numbers to port away, continued:"
        some, rest = _fitting(rest, LONGEST_TEXT - len(head) - 1)
        texts.append(head + _LINE + _LINE.join(some))
    return texts


def message(port_out_id: str, key: str, text: str) -> str:
    """A later message, whole, with the mark that shows whether it is already on the case.

    ValueError for one that AWS Support would not take: a text that is cut says something else.
    """
    whole = f"{text.strip()}\n\n{message_mark(port_out_id, key)}"
    if len(whole) > LONGEST_BODY:
        raise ValueError(f"{key}: {len(whole)} characters are more than a message can have")
    return whole


def answer(text: str) -> str:
    """A person's text, fenced off from ours and cleaned; never longer than the lines around it."""
    lines = [_FENCE_ALIKE.sub("-----", line) for line in fenced_lines(text)]
    return _LINE.join((_ANSWER, _FENCE, *lines, _FENCE))


def fenced_lines(text: str) -> list[str]:
    """The lines of a person's text without invisible characters and without marks like ours."""
    lines = ("".join(map(_visible, line)).rstrip() for line in text.strip().splitlines())
    return [_MARK_ALIKE.sub("(", line) for line in lines]


def message_mark(port_out_id: str, key: str) -> str:
    """The mark of one message; the same message always has the same mark."""
    return f"[{port_out_id} {key}]"


def console_link(service_code: str, category_code: str) -> str:
    """The deep link of the form that opens such a case by hand (AWS's port-away page)."""
    query = urlencode(
        {
            "issueType": "customer-service",
            "serviceCode": service_code,
            "categoryCode": category_code,
        }
    )
    return f"https://console.aws.amazon.com/support/home#/case/create?{query}"


def case_link(display_id: str) -> str:
    """Where a person reads and answers the case that the console shows under this id."""
    return (
        f"https://console.aws.amazon.com/support/home#/case/?{urlencode({'displayId': display_id})}"
    )


def cleaned(text: str) -> str:
    """User text on one line, without control or invisible characters and without links."""
    plain = "".join(" " if _is_unprintable(character) else character for character in text)
    return _LINK.sub("(link removed)", " ".join(plain.split()))


def _visible(character: str) -> str:
    """The character itself; a space for a tab or another control, nothing for a format."""
    if not _is_unprintable(character):
        return character
    return " " if unicodedata.category(character) == "Cc" else ""


def _is_unprintable(character: str) -> bool:
    """Control, format (bidirectional, zero width) and line separators, by Unicode category."""
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def _opening(port_out: PortOut, count: int, instance_alias: str) -> str:
    order = port_out.order
    region = order.instance_arn.split(":")[3]
    lines = [
        "Hello AWS Support,",
        "",
        "we are porting away phone numbers from Amazon Connect to another carrier.",
        "",
        f"Instance ARN: {order.instance_arn}",
        f"Instance name: {instance_alias or '(none)'}",
        f"Region: {region}",
        f"New (winning) carrier: {cleaned(order.winning_carrier)}",
        f"Country and kind: {order.country}, {order.kind.replace('_', '-')}",
        f"Target date: {order.target_date or 'as soon as possible'}",
        "",
        "Please tell us:",
        "1. when we may begin with the winning carrier,",
        "2. the account number, the PIN (if one is needed) and the carrier of record or RespOrg "
        "that the winning carrier must name,",
        "3. which name and address you compare with the winning carrier's request: those of the "
        "invoice receiver or of the account contact.",
        "",
        "We attach no document with personal data. The numbers stay active until the port is done.",
        "",
        f"Numbers to port away ({count}):",
    ]
    return _LINE.join(lines)


def _fitting(numbers: Sequence[str], room: int) -> tuple[Sequence[str], Sequence[str]]:
    used = 0
    for index, number in enumerate(numbers):
        used += len(number) + 1
        if used > room:
            return numbers[:index], numbers[index:]
    return numbers, ()
