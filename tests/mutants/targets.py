"""What is mutated, which share of it must be noticed, and the tests that are asked."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch

from tests.mutants.making import PACKAGE, Key, Mutant, mutants_of
from tests.mutants.shape import ELSEWHERE

TESTS = tuple(
    f"tests/{folder}"
    for folder in (
        "domain",
        "reading",
        "carriers",
        "store",
        "steps",
        "api",
        "events",
        "gateways",
        "pages",
    )
)


@dataclass(frozen=True)
class Group:
    """Files of the package, some with the functions of them that count here."""

    name: str
    least: int
    files: dict[str, tuple[str, ...]]
    constants: bool = True

    def mutants(self, only: str = "*") -> Iterator[Mutant]:
        """All mutants of the group whose file matches."""
        for file in self.files:
            if fnmatch(file, only):
                yield from (each for each in mutants_of(file) if self._counts(each))

    def _counts(self, mutant: Mutant) -> bool:
        functions = self.files[mutant.file]
        return mutant.where in functions if functions else self.constants or bool(mutant.where)


def sample(mutants: Iterable[Mutant], every: int, always: Collection[Key]) -> list[Mutant]:
    """Every so-many-th of each file, the same each time, and those that are always played."""
    chosen = []
    seen = Counter[str]()
    for each in mutants:
        if each.key in always:
            chosen.append(each)
            continue
        if seen[each.file] % every == 0:
            chosen.append(each)
        seen[each.file] += 1
    return chosen


FENCE = Group(
    "fence",
    100,
    {
        "domain/case_opening.py": (),
        "one_case.py": (),
        "store/fence.py": (),
        "store/locks.py": (),
        "store/outbox.py": (ELSEWHERE, "Outbox.claim"),
        "store/pace.py": (),
    },
)
"""Exactly one Support case, one port-out of a number, one turn, and one poster of a message."""
SIGNATURE = Group(
    "signature",
    100,
    {
        "carriers/bandwidth.py": ("_sender",),
        "carriers/basic.py": (),
        "carriers/proof.py": (),
        "carriers/sinch.py": ("_sender",),
        "carriers/standard.py": ("_signer", "_is_signed_by", "_hmac_signature"),
        "carriers/telnyx.py": ("_signer",),
        "carriers/twilio_signature.py": (),
        "domain/links.py": (),
        "domain/statement.py": (),
        "gateways/signing.py": (),
    },
)
"""Who says it: carriers' proofs, one-time links, signed statements."""
DOMAIN = Group(
    "domain",
    90,
    {
        file: ()
        for path in sorted((PACKAGE / "domain").rglob("*.py"))
        if (file := path.relative_to(PACKAGE).as_posix()) not in FENCE.files | SIGNATURE.files
    },
    constants=False,
)
"""What a port-out is and how it moves. Its tables of words and codes are data: as in mutmut itself,
only what runs is mutated."""
GROUPS = (DOMAIN, FENCE, SIGNATURE)
