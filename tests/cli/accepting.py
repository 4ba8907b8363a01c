"""Is a command line one that the program takes? Asked without doing anything."""

import shlex
from typing import Any

import typer.main

from cli.app import load


def accepts(line: str) -> None:
    """Raises what the command line would complain of, without doing anything."""
    program, verb, *given = shlex.split(line)
    assert program == "port-out"
    _commands()[verb].make_context(verb, list(given))


def verbs() -> set[str]:
    """The names of all commands."""
    return set(_commands())


def _commands() -> Any:
    group = typer.main.get_command(load())
    return group.commands  # type: ignore[attr-defined]  # typer's group has them
