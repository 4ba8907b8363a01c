"""Gathers what a bundle holds from the API."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import quote

from cli.exits import Exit, Stop
from cli.refusal import Refused
from cli.together import together
from tools.archives import sha256

LOOKS = 3


class Gives(Protocol):
    """What a bundle needs of a client of the API."""

    def get(self, path: str, **query: object) -> Any:
        """The answer to a GET of this path."""

    def download(self, url: str) -> bytes:
        """A document from where the API said that it lies."""


@dataclass(frozen=True)
class Contents:
    """A port-out as the API shows it; `problems` says what is wrong with its documents."""

    view: Mapping[str, Any]
    record: Mapping[str, Any]
    said: Mapping[str, Any]
    notices: Mapping[str, Any]
    documents: Mapping[str, bytes]
    problems: list[str] = field(default_factory=list)
    has_stranger: bool = False
    """True where a document is not the one that the program wrote."""


def gathered(
    api: Gives, id_: str, read: Callable[[int, int], None] = lambda count, total: None
) -> Contents:
    """Everything, of one moment; Stop where the port-out moves again and again meanwhile.

    Several documents are read at once; `read` is told how many of how many are there so far.
    """
    for _ in range(LOOKS):
        view = api.get(f"/port-outs/{id_}")
        record = api.get(f"/port-outs/{id_}/transitions")
        if view["version"] == record["version"]:
            said = api.get(f"/port-outs/{id_}/communications")
            told = api.get(f"/port-outs/{id_}/notices")
            documents = _documents(api, view, read)
            return Contents(view, record, said, told, *documents)
    mend = "repeat the command in a minute"
    raise Stop(Exit.UNREACHABLE, f"{id_} moves right now, no two looks agree", mend=mend)


def _documents(
    api: Gives, view: Mapping[str, Any], read: Callable[[int, int], None]
) -> tuple[dict[str, bytes], list[str], bool]:
    """By name; what is wrong with them; whether one is not the one that the program wrote."""
    names = sorted({each["name"] for each in view["documents"]})
    found = together(
        lambda name: _document(api, view["port_out_id"], name),
        names,
        lambda count: read(count, len(names)),
    )
    documents: dict[str, bytes] = {}
    problems, has_stranger = [], False
    for name, document in zip(names, found, strict=True):
        if document is None:
            problems.append(f"{name} is on the list, but was never uploaded")
            continue
        documents[name], on_record = document
        if on_record and on_record != sha256(documents[name]):
            problems.append(f"{name} is not the document on record: its SHA-256 differs")
            has_stranger = True
    return documents, problems, has_stranger


def _document(api: Gives, id_: str, name: str) -> tuple[bytes, str] | None:
    """Its content and the SHA-256 on record; None where it was never uploaded."""
    try:
        link = api.get(f"/port-outs/{id_}/documents/{quote(name)}")
    except Refused as error:
        if error.code is not Exit.NOT_FOUND:
            raise
        return None
    return api.download(link["url"]), str(link["sha256"] or "")
