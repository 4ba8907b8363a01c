"""The body of a notification of Bandwidth's, XML (v1) or JSON (v2), as one form."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from port_out.carriers.wording import in_words, plain_names
from port_out.domain.plain_json import bad_body, parsed_object

_DEEPEST = 10


@dataclass(frozen=True)
class Notice:
    """A change of an order, or a note on it; empty where the body says nothing of a thing."""

    order_type: str
    order_id: str
    customer_order_id: str
    status: str
    message: str
    note: str
    foc_date: str
    modified: str
    numbers: tuple[str, ...]


def read(body: bytes) -> tuple[Notice, Any]:
    """The notification, and the content that it is known by; BadInput where it can't be read."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        root = _xml(body)
        content = _content(root)
        fields = {_name(child): child for child in root}
        if len(fields) != len(root):
            raise bad_body("gives an element twice", "send each element of Notification once")
        return _notice({name: _value(child) for name, child in fields.items()}), content
    members = parsed_object(body)
    return _notice(_flat(members)), members


def _xml(body: bytes) -> Element:
    """The root. Without a DTD there are no entities, which could read files or grow for ever."""
    try:
        root: Element = fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise bad_body("is no XML that can be read", "send a Notification without a DTD") from None
    if _name(root) != "Notification":
        raise bad_body("is no Notification", "send the notifications of a subscription")
    return root


def _name(element: Element) -> str:
    """Without a namespace: the documents show none, and one changes nothing."""
    return str(element.tag).rpartition("}")[2]


def _value(element: Element) -> object:
    if len(element):
        return ["".join(child.itertext()) for child in element]
    return element.text or ""


def _content(element: Element, depth: int = 0) -> Any:
    if depth > _DEEPEST:
        raise bad_body("is nested too deeply", "send the notifications of a subscription")
    inside = [_content(child, depth + 1) for child in element]
    return [_name(element), (element.text or "").strip(), sorted(inside, key=repr)]


def _flat(content: Mapping[str, Any]) -> dict[str, Any]:
    """The members, and those of the objects among them: v2's own nesting is not published."""
    inner = [value for value in content.values() if isinstance(value, dict)]
    flat = {name: value for one in inner for name, value in one.items()}
    return flat | {name: value for name, value in content.items() if not isinstance(value, dict)}


def _notice(fields: Mapping[str, Any]) -> Notice:
    plain = plain_names(fields)
    numbers = plain.get("completedtelephonenumbers") or plain.get("telephonenumber") or []
    listed = numbers if isinstance(numbers, list) else [numbers]

    def words(name: str) -> str:
        return in_words(plain.get(name))

    return Notice(
        order_type=words("ordertype"),
        order_id=in_words(plain.get("orderid"), 100),
        customer_order_id=words("customerorderid"),
        status=in_words(plain.get("status") or plain.get("orderstatus"), 60),
        message=words("message"),
        note=words("note"),
        foc_date=in_words(plain.get("actualfocdate"), 40),
        modified=in_words(plain.get("lastmodifieddate"), 40),
        numbers=tuple(in_words(number, 40) for number in listed),
    )
