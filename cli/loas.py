"""The letters of authorization that a plan needs: how many of which, and who signs them."""

from collections import Counter
from dataclasses import dataclass

from cli.groups import Planned
from port_out.domain.numbers import Kind
from port_out.domain.order import LOA_DAYS

_SIGNER = "the authorized person of `identity`"


@dataclass(frozen=True)
class Loa:
    """LOAs of one sort: each port-out has its own, and the signature may be so many days old."""

    country: str
    kind: str
    winning_carrier: str
    count: int
    signed_by: str
    days: int


def loas(plan: Planned) -> list[Loa]:
    """One entry for each country, kind and winning carrier."""
    counts = Counter((g.country, g.kind, g.winning_carrier) for g in plan.groups)
    return [
        Loa(country, kind, carrier, count, _SIGNER, LOA_DAYS[Kind(kind)])
        for (country, kind, carrier), count in sorted(counts.items())
    ]
