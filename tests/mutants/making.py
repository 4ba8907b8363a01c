"""The mutants of a file: mutmut's mutations, of everything in it.

mutmut itself leaves out what its trampolines can't reach: constants, tables, the bodies of
classes, and functions with a decorator. Here they are mutated like all else. As with mutmut,
docstrings, annotations and decorators are no mutants' business.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from functools import cached_property
from itertools import islice
from pathlib import Path

import libcst as cst
from mutmut.mutation.file_mutation import Mutation, MutationVisitor, deep_replace
from mutmut.mutation.mutators import mutation_operators, operator_string
from mutmut.mutation.pragma_handling import IgnoredCode

from tests.mutants.shape import Shape

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "lambdas" / "port_out"
Key = tuple[str, str, str, str]
"""File, function, the text before and the text after."""


@dataclass(frozen=True)
class Mutant:
    """A file of the package with one thing changed; `where` is the function that it is in."""

    file: str
    where: str
    line: int
    source: str
    before: str
    after: str

    @property
    def key(self) -> Key:
        """What names it for as long as its code stays as it is."""
        return self.file, self.where, self.before, self.after

    @property
    def module(self) -> str:
        """The name by which the file is imported."""
        path = Path("port_out") / self.file
        parts = path.parent.parts if path.name == "__init__.py" else path.with_suffix("").parts
        return ".".join(parts)

    def words(self) -> str:
        """File, line, and what was made of what."""
        return f"{self.file}:{self.line} {self.where}\n    - {self.before}\n    + {self.after}"


def _other_string(node: cst.BaseString) -> Iterator[cst.BaseString]:
    """Of mutmut's three (XX around it, small, capital) the first: what notices one notices all."""
    yield from islice(operator_string(node), 1)


_OPERATORS = [
    (kind, _other_string if operator is operator_string else operator)
    for kind, operator in mutation_operators
]


class _Everything(MutationVisitor):
    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.FunctionDef):
            return False
        return super()._skip_node_and_children(node)


def mutants_of(file: str, source: str | None = None) -> Iterator[Mutant]:
    """Every mutant of this file of the package, each once, in the order of its text."""
    original = (PACKAGE / file).read_text("utf-8") if source is None else source
    visitor = _Everything(_OPERATORS, IgnoredCode(set(), set(), set()))
    module = cst.MetadataWrapper(cst.parse_module(original)).visit(visitor)
    statements = [_Statement(module, at) for at in range(len(module.body))]
    home = {id(node): one for one in statements for node in _within(module.body[one.at])}
    seen: set[tuple[int, str]] = set()
    for mutation in visitor.mutations:
        statement = home.get(id(mutation.original_node))
        if statement is None:
            continue
        text = statement.with_(mutation)
        if (statement.at, text) not in seen and text != statement.text and _compiles(text):
            seen.add((statement.at, text))
            yield statement.mutant(file, text)


def _within(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    yield node
    for child in node.children:
        yield from _within(child)


def _compiles(text: str) -> bool:
    try:
        compile(text, "mutant", "exec")
    except SyntaxError:
        return False
    return True


class _Statement:
    """One statement of a module, and what is before and after it."""

    def __init__(self, module: cst.Module, at: int) -> None:
        self.at = at
        self._module = module

    @cached_property
    def text(self) -> str:
        """As it is written."""
        return self._module.code_for_node(self._module.body[self.at])

    @cached_property
    def _around(self) -> tuple[str, str]:
        body = self._module.body
        before = self._module.with_changes(body=body[: self.at], footer=()).code
        after = "".join(self._module.code_for_node(each) for each in body[self.at + 1 :])
        return before, after

    @cached_property
    def _shape(self) -> Shape:
        return Shape(self.text)

    def with_(self, mutation: Mutation) -> str:
        """As it reads with the mutation."""
        node = self._module.body[self.at]
        changed = deep_replace(node, mutation.original_node, mutation.mutated_node)
        assert isinstance(changed, cst.CSTNode)
        return self._module.code_for_node(changed)

    def mutant(self, file: str, text: str) -> Mutant:
        """The module with this text in the place of its own."""
        changes = list(unified_diff(self.text.splitlines(), text.splitlines(), n=0, lineterm=""))
        before, after = (
            " / ".join(each[1:].strip() for each in changes[2:] if each.startswith(sign))
            for sign in "-+"
        )
        above, below = self._around
        line = above.count("\n") + int(changes[2].split()[1].partition(",")[0].lstrip("-"))
        where = self._shape.place_of(Shape(text))
        return Mutant(file, where, line, above + text + below, before, after)
