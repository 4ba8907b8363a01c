"""What a token opens: its link, its port-out and the numbers, or why it opens nothing."""

from dataclasses import dataclass
from datetime import datetime

from port_out.domain.errors import PortOutNotFound
from port_out.domain.links import Link, Standing, hash_of, port_out_of
from port_out.domain.numbers import Number
from port_out.domain.port_out import PortOut
from port_out.observability import logger
from port_out.store.links import Links
from port_out.store.port_outs import PortOuts

OVER, WRONG = "over", "wrong"


class Closed(Exception):
    """A link that can't be used now, by the reason that the page gives."""

    def __init__(self, reason: str, link: Link | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.link = link


@dataclass(frozen=True)
class Opened:
    """A link that was issued, whatever its standing, with what it is about."""

    link: Link
    port_out: PortOut
    numbers: tuple[Number, ...]

    def why(self, now: datetime) -> Closed:
        """Why it can't be used."""
        standing = self.link.standing(now)
        reason = OVER if standing is Standing.OPEN else standing.value
        return Closed(reason, self.link)

    def or_closed(self, now: datetime) -> "Opened":
        """The same, if something can still be said with it; Closed otherwise."""
        if self.link.standing(now) is not Standing.OPEN or self.port_out.is_over:
            raise self.why(now)
        return self


def opened(token: str, port_outs: PortOuts, links: Links) -> Opened:
    """What the token opens; of whatever was never issued, Closed says the same."""
    id_ = port_out_of(token)
    # The row is found by the hash alone: no part of a guess is ever compared with a secret.
    link = links.get(id_, hash_of(token)) if id_ else None
    if link is None:
        raise Closed(WRONG)
    logger.append_keys(port_out_id=id_, link=link.id)
    try:
        return Opened(link, port_outs.get(id_), tuple(port_outs.numbers(id_)))
    except PortOutNotFound:
        raise Closed(WRONG) from None
