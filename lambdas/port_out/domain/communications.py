"""What is said on a Support case."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from port_out.domain.reading.given import Secret, SecretKind

UNCLEAR = "unclear"
"""What a signal says of a text that neither AWS nor we have signed."""
_CUSTOMER = re.compile(r"(?i)@|\((?:\w+ )?(?:role|root|user)\)")
CARRIER_TEXT = "carrier-"
"""How the id of a text begins that the winning carrier wrote, not anybody on the case."""
_OPENING = "Hello AWS Support,"
"""How the text of a case begins; in a follow-up a paragraph comes before it."""


@dataclass(frozen=True)
class Communication:
    """One text on a Support case. `id` is made of its content, as AWS lists none.

    `text` has a private character for each secret and `hidden` the kind of each. The values are
    in `secrets` while the text is new; they are stored apart from it.
    """

    id: str
    by: str
    at: datetime
    text: str
    attachments: Sequence[str] = ()
    hidden: tuple[SecretKind, ...] = ()
    secrets: tuple[Secret, ...] = field(default=(), repr=False, compare=False)

    @property
    def is_from_aws(self) -> bool:
        """True when AWS wrote it; the customer's entries carry a role or a mail address."""
        return self.by.strip().lower().startswith("amazon web services")


def ours_among(said: Collection[Communication], port_out_id: str) -> set[str]:
    """The ids of what the customer wrote: signed as customers sign, or like a text of ours."""
    bearing = [one for one in said if not one.is_from_aws and _is_our_text(one.text, port_out_id)]
    signers = {one.by for one in bearing if one.by.strip()}
    signed = (one for one in said if one.by in signers or _CUSTOMER.search(one.by))
    return {one.id for one in (*bearing, *signed) if not one.is_from_aws}


def _is_our_text(text: str, port_out_id: str) -> bool:
    """It opens as ours do or bears our mark where ours do, which a quote further in does not."""
    lines = [line.strip() for line in text.strip().split("\n")]
    ends = (lines[0], lines[-1])
    return _OPENING in lines[:3] or any(line.startswith(f"[{port_out_id}") for line in ends)
