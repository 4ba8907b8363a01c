"""Gathers what a bundle holds from the API."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import quote

from cli.exits import Exit, Stop
from cli.refusal import Refused
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
    documents: Mapping[str, bytes]
    problems: list[str] = field(default_factory=list)
    has_stranger: bool = False
    """True where a document is not the one that the program wrote."""


def gathered(api: Gives, id_: str, tell: Callable[[str], None] = lambda _: None) -> Contents:
    """Everything, of one moment; Stop where the port-out moves again and again meanwhile."""
    for _ in range(LOOKS):
        view = api.get(f"/port-outs/{id_}")
        record = api.get(f"/port-outs/{id_}/transitions")
        if view["version"] == record["version"]:
            said = api.get(f"/port-outs/{id_}/communications")
            return _with_documents(api, view, record, said, tell)
    mend = "repeat the command in a minute"
    raise Stop(Exit.UNREACHABLE, f"{id_} moves right now, no two looks agree", mend=mend)


def _with_documents(
    api: Gives,
    view: Mapping[str, Any],
    record: Mapping[str, Any],
    said: Mapping[str, Any],
    tell: Callable[[str], None],
) -> Contents:
    documents: dict[str, bytes] = {}
    problems, has_stranger = [], False
    for name in sorted(each["name"] for each in view["documents"]):
        tell(name)
        try:
            link = api.get(f"/port-outs/{view['port_out_id']}/documents/{quote(name)}")
        except Refused as error:
            if error.code is not Exit.NOT_FOUND:
                raise
            problems.append(f"{name} is on the list, but was never uploaded")
            continue
        documents[name] = api.download(link["url"])
        if link["sha256"] and link["sha256"] != sha256(documents[name]):
            problems.append(f"{name} is not the document on record: its SHA-256 differs")
            has_stranger = True
    return Contents(view, record, said, documents, problems, has_stranger)
