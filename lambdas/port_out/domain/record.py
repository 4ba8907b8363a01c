"""The record: one transition, its hash, and the chain that they make."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64
"""What the first transition of a port-out names as the hash before it."""


@dataclass(frozen=True)
class Transition:
    """One line of the record: from where to where, when, by whom, because of what.

    `came_from` equals `went_to` where something was learned that moves nothing (a question, a
    reminder). `because` is the id of the signal, or the name of the step, that was the reason.
    """

    port_out_id: str
    sequence: int
    came_from: str
    went_to: str
    outcome: str
    at: datetime
    by: str
    because: str
    facts: Mapping[str, Any]
    previous_hash: str
    hash: str = ""

    def sealed(self) -> "Transition":
        """The same transition with the hash over everything in it."""
        return replace(self, hash=self.computed_hash())

    def computed_hash(self) -> str:
        """SHA-256 (hex) of the canonical JSON of all fields but the hash itself."""
        return hashlib.sha256(canonical(self.as_data(with_hash=False))).hexdigest()

    def as_data(self, *, with_hash: bool = True) -> dict[str, Any]:
        """The transition as plain data; `at` is ISO 8601 in UTC with microseconds."""
        data = {
            "port_out_id": self.port_out_id,
            "sequence": self.sequence,
            "from": self.came_from,
            "to": self.went_to,
            "outcome": self.outcome,
            "at": timestamp(self.at),
            "by": self.by,
            "because": self.because,
            "facts": dict(self.facts),
            "previous_hash": self.previous_hash,
        }
        return data | {"hash": self.hash} if with_hash else data

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Transition":
        """The inverse of `as_data`."""
        return cls(
            port_out_id=data["port_out_id"],
            sequence=int(data["sequence"]),
            came_from=data["from"],
            went_to=data["to"],
            outcome=data["outcome"],
            at=datetime.fromisoformat(data["at"]),
            by=data["by"],
            because=data["because"],
            facts=data["facts"],
            previous_hash=data["previous_hash"],
            hash=data["hash"],
        )


def canonical(data: Mapping[str, Any]) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces: equal data, equal bytes."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def timestamp(at: datetime) -> str:
    """ISO 8601 in UTC with microseconds, so that text order is time order."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def breaks_in(transitions: Iterable[Transition], *, last_hash: str | None = None) -> list[str]:
    """Every place where the chain does not hold, in words; empty when it holds.

    With `last_hash` (which the state row keeps) a cut-off end is found too.
    """
    found, previous, expected = [], GENESIS, 1
    for transition in transitions:
        where = f"transition {transition.sequence}"
        if transition.sequence != expected:
            found.append(f"{where}: expected number {expected}")
        if transition.previous_hash != previous:
            found.append(f"{where}: does not follow the one before it")
        if transition.hash != transition.computed_hash():
            found.append(f"{where}: was changed after it was written")
        previous, expected = transition.hash, transition.sequence + 1
    if last_hash is not None and previous != last_hash:
        found.append("the end: the last transition is not the one that the state names")
    return found
