"""What is said on a Support case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Communication:
    """One text on a Support case. `id` is made of its content, as AWS lists none."""

    id: str
    by: str
    at: datetime
    text: str
    attachments: Sequence[str] = ()

    @property
    def is_from_aws(self) -> bool:
        """True when AWS wrote it; the customer's entries carry a role or a mail address."""
        return self.by.strip().lower().startswith("amazon web services")
