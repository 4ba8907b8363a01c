"""A text of the case without its secrets: only this form of it is ever stored or shown."""

import re
from dataclasses import dataclass, field

from port_out.domain.reading.given import Secret, SecretKind, found, marked, whole_links
from port_out.domain.reading.text import plain

# A message is known by its mark, so no secret's digits are looked for inside of one.
_OUR_MARK = re.compile(r"(\[po-[a-z0-9-]{1,40}(?: [a-z0-9-]{1,80}){0,5}\])")


@dataclass(frozen=True)
class Hidden:
    """The text with a private character for each secret: nobody can write one from outside."""

    text: str
    secrets: tuple[Secret, ...] = field(default=(), repr=False)

    @property
    def kinds(self) -> tuple[SecretKind, ...]:
        """What was hidden, one for each secret."""
        return tuple(secret.kind for secret in self.secrets)


def hidden(text: str) -> Hidden:
    """The text as it may be stored, and apart from it the secrets that it held."""
    body = whole_links(plain(text))
    parts = _OUR_MARK.split(body)
    secrets = found("[]".join(parts[::2]))
    parts[::2] = [marked(part, secrets) for part in parts[::2]]
    return Hidden("".join(parts), secrets)
