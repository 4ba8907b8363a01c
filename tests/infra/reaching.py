"""Every module that a handler can come to, whenever it imports it."""

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

from infra.inputs import ROOT

SOURCE = ROOT / "lambdas"
OURS = "port_out"


def reached(modules: Iterable[str]) -> set[str]:
    """These modules, those that they name at their top or inside a function, and so on."""
    found: set[str] = set()
    ahead = set(modules)
    while ahead:
        name = ahead.pop()
        found.add(name)
        file = _file(name)
        if file is not None:
            ahead |= {*_named(file), *_parents(name)} - found
    return found


def _named(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            within = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (name for name in within if _file(name) is not None)


def _parents(name: str) -> Iterator[str]:
    while "." in name:
        name = name.rpartition(".")[0]
        yield name


def _file(name: str) -> Path | None:
    """The source of one of our own modules."""
    if name.partition(".")[0] != OURS:
        return None
    place = SOURCE.joinpath(*name.split("."))
    return next((f for f in (place / "__init__.py", place.with_suffix(".py")) if f.is_file()), None)
