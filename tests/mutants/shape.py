"""Where in a module two texts of it differ: in the body of one function, or elsewhere."""

import ast
from functools import cached_property

ELSEWHERE = ""
"""Where a mutation is that is in no body of a function: a constant, a default, a table."""


class Shape:
    """A module as the bodies of its functions by qualified name, and the rest."""

    def __init__(self, text: str) -> None:
        self._tree = ast.parse(text)

    @cached_property
    def parts(self) -> dict[str, str]:
        """Each part as text in which only changes of the code show."""
        found: dict[str, str] = {}
        self._cut(self._tree, "", found)
        return found | {ELSEWHERE: ast.dump(self._tree)}

    def _cut(self, node: ast.Module | ast.ClassDef, prefix: str, found: dict[str, str]) -> None:
        for child in node.body:
            if isinstance(child, ast.FunctionDef):
                name = f"{prefix}{child.name}"
                found[name] = found.get(name, "") + "".join(map(ast.dump, child.body))
                child.body = []
            elif isinstance(child, ast.ClassDef):
                self._cut(child, f"{prefix}{child.name}.", found)

    def place_of(self, other: "Shape") -> str:
        """The function whose body alone is another there; ELSEWHERE for all else."""
        ours, theirs = self.parts, other.parts
        names = [name for name in ours if ours[name] != theirs.get(name)]
        return names[0] if len(names) == 1 else ELSEWHERE
