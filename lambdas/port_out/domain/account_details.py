"""The account number and the PIN that AWS gives for the winning carrier: which of them count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from port_out.domain.reading.given import Secret, SecretKind

BY_HAND = "by-hand"
"""Stands for the text where a person keeps the values; what they put there wins."""
KINDS = (SecretKind.ACCOUNT_NUMBER, SecretKind.PIN)
LABELS = {SecretKind.ACCOUNT_NUMBER: "Account number", SecretKind.PIN: "PIN"}
Kept = Mapping[str, Sequence[Secret]]
"""What was kept of each text, by its communication id or BY_HAND."""


@dataclass(frozen=True)
class AccountDetails:
    """The values for the letter, in which texts they came, and why one of them is left out."""

    values: Mapping[SecretKind, str] = field(default_factory=dict, repr=False)
    sources: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()

    @property
    def rows(self) -> list[tuple[str, str]]:
        """What the letter says of them."""
        return [(LABELS[kind], self.values[kind]) for kind in KINDS if kind in self.values]


def account_details(given: Mapping[str, str], kept: Kept, case: str) -> AccountDetails:
    """Of `given` (kind: text) those of which the one value is known; `case` is the display id."""
    texts = dict(given) | {one.kind.value: BY_HAND for one in kept.get(BY_HAND, ())}
    values: dict[SecretKind, str] = {}
    problems = []
    for kind in KINDS:
        if kind.value not in texts:
            continue
        found = {one.value for one in kept.get(texts[kind.value], ()) if one.kind is kind}
        if len(found) == 1:
            values[kind] = found.pop()
        else:
            problems.append(_left_out(kind, many=bool(found), case=case))
    return AccountDetails(values, texts, tuple(problems))


def _left_out(kind: SecretKind, *, many: bool, case: str) -> str:
    why = "AWS Support's text names more than one" if many else "its value is not kept"
    where = f"Support case {case}" if case else "the Support case"
    return f"{LABELS[kind]} is not in the letter, as {why}: read it on {where}"
