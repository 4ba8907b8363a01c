"""One-time links: with one of them a named person at a carrier says one thing, once."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from port_out.domain.record import timestamp

MOST_OPEN = 20
"""So many links of one port-out can be open at a time."""
DAYS = 7
"""How long a link is good where the operator does not say."""

_TOKEN = re.compile(r"(po-[a-z2-7]{26})\.[0-9a-f]{64}")


class Standing(StrEnum):
    """What can be done with a link."""

    OPEN = "open"
    USED = "used"
    REVOKED = "revoked"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Link:
    """A link of one port-out. Its token is not kept, only `hash`, the SHA-256 of it.

    `used_for` is the type of what was said with it, `answer` the digest of the filled-in form.
    """

    port_out_id: str
    hash: str
    name: str
    company: str
    issued_at: datetime
    issued_by: str
    expires_at: datetime
    revoked_at: datetime | None = None
    used_at: datetime | None = None
    used_for: str = ""
    answer: str = ""

    @property
    def id(self) -> str:
        """How the operator names it; nobody can make the token of it."""
        return self.hash[:20]

    @property
    def by(self) -> str:
        """The party that a signal from this link comes from."""
        return f"carrier-person:{self.name}"

    @property
    def signal_id(self) -> str:
        """One link, one signal: whatever is said a second time has the same id."""
        return f"link-{self.hash[:32]}"

    def as_data(self) -> dict[str, str | None]:
        """The link as the operator sees it."""
        return {
            "link": self.id,
            "name": self.name,
            "company": self.company,
            "issued_at": timestamp(self.issued_at),
            "issued_by": self.issued_by,
            "expires_at": timestamp(self.expires_at),
            "revoked_at": timestamp(self.revoked_at) if self.revoked_at else None,
            "used_at": timestamp(self.used_at) if self.used_at else None,
            "used_for": self.used_for or None,
        }

    def standing(self, now: datetime) -> Standing:
        """What can be done with it now; that it was used counts before all else."""
        if self.used_at:
            return Standing.USED
        if self.revoked_at:
            return Standing.REVOKED
        return Standing.EXPIRED if now >= self.expires_at else Standing.OPEN


def issued(token: str, *, name: str, company: str, days: int, at: datetime, by: str) -> Link:
    """The link of a new token."""
    port_out_id = port_out_of(token)
    return Link(port_out_id, hash_of(token), name, company, at, by, at + timedelta(days=days))


def port_out_of(token: str) -> str:
    """The port-out that the token names; empty where it is no token."""
    match = _TOKEN.fullmatch(token)
    return match[1] if match else ""


def hash_of(token: str) -> str:
    """What is kept of a token; it has 256 random bits, so nobody finds it by trying."""
    return hashlib.sha256(token.encode()).hexdigest()


def answer_of(what: str, facts: Mapping[str, Any]) -> str:
    """The digest by which the same form, sent again, is known."""
    said = json.dumps([what, dict(facts)], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()
