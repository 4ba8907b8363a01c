"""Puts a mutant into the program: into the one that runs, or into one that starts."""

import inspect
import sys
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from types import CodeType, FunctionType, ModuleType
from typing import Any

from tests.mutants.making import PACKAGE, Mutant


def swapped(mutant: Mutant) -> bool:
    """Give the function that is loaded the mutant's code; False where there is none to give.

    Whoever has imported the function has the mutant then, as it stays the same object.
    """
    function = _function(import_module(mutant.module), mutant.where)
    code = _code(compile(mutant.source, str(PACKAGE / mutant.file), "exec"), mutant.where)
    if function is None or code is None:
        return False
    if code.co_freevars != function.__code__.co_freevars:
        return False
    function.__code__ = code
    return True


def _function(module: ModuleType, where: str) -> FunctionType | None:
    found: Any = module
    for name in where.split("."):
        found = vars(found).get(name)
    if isinstance(found, property):
        found = found.fget
    elif isinstance(found, staticmethod | classmethod):
        found = found.__func__
    if hasattr(found, "cache_clear"):
        found.cache_clear()
    found = inspect.unwrap(found) if callable(found) else None
    return found if isinstance(found, FunctionType) else None


def _code(within: CodeType, where: str) -> CodeType | None:
    """The code of the function; the last of this name, as it is the one that stays."""
    found = None
    for inner in within.co_consts:
        if isinstance(inner, CodeType):
            if inner.co_qualname == where:
                found = inner
            elif where.startswith(f"{inner.co_qualname}."):
                found = _code(inner, where)
    return found


class Planted(MetaPathFinder):
    """Whoever imports the module from now on gets the mutant."""

    def __init__(self, mutant: Mutant) -> None:
        self._mutant = mutant

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> ModuleSpec | None:
        """The mutant for its own name only."""
        if fullname != self._mutant.module:
            return None
        file = str(PACKAGE / self._mutant.file)
        return spec_from_file_location(fullname, file, loader=_Loader(fullname, self._mutant))


class _Loader(SourceFileLoader):
    def __init__(self, fullname: str, mutant: Mutant) -> None:
        super().__init__(fullname, str(PACKAGE / mutant.file))
        self._mutant = mutant

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._mutant.source, self.path, "exec")


def plant(mutant: Mutant) -> None:
    """The next import has the mutant; an error where that import already was."""
    assert mutant.module not in sys.modules, f"{mutant.module} runs already"
    sys.meta_path.insert(0, Planted(mutant))
