"""Turns the sources of a package into compiled files that stand alone."""

import ast
import os
import subprocess
import sys
import tokenize
from pathlib import Path

OURS = "port_out"
# Lambda's folder is read-only: unchecked-hash bytecode holds whatever the file times.
_COMPILE = ("-I", "-m", "compileall", "-q", "-j", "1", "-b", "--invalidation-mode")


def compile_all(target: Path) -> None:
    """Every module as a .pyc in the place of its source, libraries' without their docstrings.

    Sources would be a third of what is sent, and the console shows none of so large a package;
    they are what `make` builds from. Asserts stay: some library may rest on its own.
    """
    for source in sorted(target.rglob("*.py")):
        if source.relative_to(target).parts[0] != OURS:
            _drop_docstrings(source)
    # A process of its own: what else an interpreter has loaded shows in the bytes it writes.
    command = [sys.executable, *_COMPILE, "unchecked-hash", "-s", str(target), "-p", "/var/task"]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    subprocess.run([*command, str(target)], check=True, env=environment)
    for source in target.rglob("*.py"):
        source.unlink()


def without_docstrings(text: str) -> str:
    """The same program with empty docstrings, each statement in the line in which it was."""
    lines = text.encode().splitlines(keepends=True)
    for found in _docstrings(ast.parse(text)):
        first, last = found.lineno - 1, (found.end_lineno or found.lineno) - 1
        before = lines[first][: found.col_offset]
        after = lines[last][found.end_col_offset :]
        lines[first : last + 1] = [before + b'""' + after, *[b"\n"] * (last - first)]
    return b"".join(lines).decode()


def _docstrings(tree: ast.Module) -> list[ast.Constant]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            match node.body:
                case [ast.Expr(value=ast.Constant(value=str()) as text), *_]:
                    found.append(text)
    return found


def _drop_docstrings(source: Path) -> None:
    with source.open("rb") as file:
        encoding, _ = tokenize.detect_encoding(file.readline)
    if encoding == "utf-8":
        source.write_text(without_docstrings(source.read_text("utf-8")), "utf-8")
