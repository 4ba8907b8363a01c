"""The carrier pack: what lies in it, and what changed since the version before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from port_out.domain.account_details import LABELS as LABELS_OF_GIVEN
from port_out.domain.account_details import AccountDetails
from port_out.domain.billing import Invoice
from port_out.domain.numbers import HeldNumber
from port_out.domain.port_out import PortOut

Manifest = Mapping[str, Any]

LABELS = {
    "company_name": "company",
    "authorized_person": "authorised person",
    "state_or_region": "state",
    "country_code": "country",
}
"""Words for people where the name of a field, without its underscores, is not the usual one."""

_MOST_NAMED = 10


@dataclass(frozen=True)
class SignedLoa:
    """The LOA as it was uploaded and checked; `name` ends as its content demands."""

    name: str
    content: bytes
    signed_on: date


@dataclass(frozen=True)
class PackContent:
    """Everything that a pack is made from.

    `papers` are the proof's documents by file name; `uses` is None where Connect would not say
    what uses the numbers; `before` is the manifest of the version before.
    """

    port_out: PortOut
    version: int
    on: date
    numbers: tuple[HeldNumber, ...]
    statement: Mapping[str, Any]
    papers: Mapping[str, bytes]
    invoice: Invoice | None = None
    payer: str = ""
    signed_loa: SignedLoa | None = None
    uses: str | None = None
    before: Manifest | None = None
    details: AccountDetails = field(default_factory=AccountDetails)

    @property
    def loa(self) -> str:
        """Which LOA lies in it: "draft", or since when it is signed."""
        return f"signed on {self.signed_loa.signed_on}" if self.signed_loa else "draft"


@dataclass
class Pack:
    """What was made: files by name for the carrier and for the operator, and what went wrong."""

    carrier: dict[str, bytes] = field(default_factory=dict)
    operator: dict[str, bytes] = field(default_factory=dict)
    about: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    manifest: dict[str, Any] = field(default_factory=dict)

    def add(self, name: str, content: bytes, about: str) -> None:
        """One more document for the carrier, with a word on what it is."""
        self.carrier[name], self.about[name] = content, about


def manifest(content: PackContent, documents: Mapping[str, str]) -> dict[str, Any]:
    """What this version says and holds; `documents` are file names with their SHA-256 (hex)."""
    port_out = content.port_out
    return {
        "port_out_id": port_out.id,
        "version": content.version,
        "attempt": port_out.attempt,
        "winning_carrier": port_out.order.winning_carrier,
        "identity": port_out.order.identity.as_data(),
        "numbers": [held.number for held in content.numbers],
        "loa": content.loa,
        "given": dict(content.details.sources),
        "documents_sha256": dict(documents),
    }


def compared_with(port_out: PortOut) -> str:
    """The manifest of the version that the carrier had before; empty for the first.

    That is the last one of the attempt before; inside the first attempt, the first version.
    """
    last = port_out.facts.get("pack", {})
    earlier = last.get("attempt") == port_out.attempt and last.get("compared_with")
    return str(earlier or last.get("manifest", ""))


def changes(before: Manifest | None, after: Manifest, refusal: Mapping[str, Any]) -> list[str]:
    """What the reader of the version before has to know, in sentences; nothing for the first."""
    if before is None:
        return []
    found = []
    if refusal:
        found.append(f"It answers the refusal {refusal['code']} by {refusal['by']}.")
    found += _of_identity(before["identity"], after["identity"])
    found += _of_numbers(before["numbers"], after["numbers"])
    if before["loa"] != after["loa"]:
        found.append(f"The LOA is now {after['loa']} (before: {before['loa']}).")
    found += _of_given(before.get("given", {}), after["given"])
    old, new = before["documents_sha256"], after["documents_sha256"]
    for name in sorted(set(old) | set(new)):
        if name not in old:
            found.append(f"{name} is new.")
        elif name not in new:
            found.append(f"{name} is no longer part of it.")
    replaced = sorted(name for name in set(old) & set(new) if old[name] != new[name])
    if replaced:
        found.append(f"Made anew: {', '.join(replaced)}.")
    return found


def _of_identity(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    return [
        f"{label_of(name).capitalize()}: {_quoted(new, name)} instead of {_quoted(old, name)}."
        for name in dict.fromkeys([*new, *old])
        if old.get(name, "") != new.get(name, "")
    ]


def label_of(name: str) -> str:
    """The usual word for a field of the identity."""
    return LABELS.get(name, name.replace("_", " "))


def _of_given(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """That it was given, never what."""
    return [
        f"{label}: as AWS Support gave it{' anew' if kind.value in old else ''}."
        for kind, label in LABELS_OF_GIVEN.items()
        if kind.value in new and old.get(kind.value) != new[kind.value]
    ]


def _quoted(identity: Mapping[str, str], name: str) -> str:
    return f'"{identity[name]}"' if identity.get(name) else "nothing"


def _of_numbers(old: Sequence[str], new: Sequence[str]) -> list[str]:
    found = []
    for verb, some in (
        ("left out", [n for n in old if n not in set(new)]),
        ("added", [n for n in new if n not in set(old)]),
    ):
        if some:
            more = f" and {len(some) - _MOST_NAMED} more" if len(some) > _MOST_NAMED else ""
            found.append(f"Numbers {verb}: {', '.join(some[:_MOST_NAMED])}{more}.")
    return found
