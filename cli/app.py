"""The frame of all commands: how one is registered, and the options that each has."""

import importlib
import inspect
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, get_type_hints

import typer
from rich.markup import escape

from cli.exits import Exit
from cli.here import Here
from cli.options import asked, parameters
from cli.output import Output
from cli.table import MODULES
from cli.unforeseen import ended

Command = Callable[..., Exit | None]


class Group(StrEnum):
    """Under which heading of the help a command stands."""

    BEGIN = "Begin"
    LOOK = "Look"
    ACT = "Act"
    PROVE = "Prove"
    SHELL = "Shell"


app = typer.Typer(
    name="port-out",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
_EXAMPLES: dict[str, dict[str, str]] = {}


@app.callback()
def _frame() -> None:
    """Take phone numbers from Amazon Connect to another carrier.

    Each command has a page of help: port-out COMMAND --help. What waits for you: port-out next.
    """


def command(
    name: str, *, group: Group, examples: Mapping[str, str], offline: bool = False
) -> Callable[[Command], Command]:
    """Register a command: its first parameter is `Here`, its options follow; it may give an Exit.

    `examples` has command lines and what each does. `offline`: it never calls the program.
    """

    def register(function: Command) -> Command:
        lines = [f"[bold]{escape(line)}[/]\n    {escape(text)}" for line, text in examples.items()]
        epilog = "[bold]Examples[/]\n\n" + "\n".join(lines)
        wrapped = _with_common_options(function, offline=offline)
        _EXAMPLES[name] = dict(examples)
        app.command(name, rich_help_panel=group, epilog=epilog)(wrapped)
        return function

    return register


def examples_of(name: str) -> Mapping[str, str]:
    """The command lines that its help shows, and what each does."""
    return _EXAMPLES[name]


def load() -> typer.Typer:
    """The whole program, every command of the table in its order."""
    for module in MODULES:
        importlib.import_module(f"cli.commands.{module}")
    return app


def _with_common_options(function: Command, *, offline: bool) -> Command:
    common = parameters(offline)

    def run(**given: Any) -> None:
        options = {name: given.pop(name) for name in common}
        out = Output(as_json=options.pop("as_json"))
        raise typer.Exit(int(ended(out, lambda: function(Here(asked(**options), out), **given))))

    hints = get_type_hints(function, include_extras=True)
    own = list(inspect.signature(function).parameters.values())[1:]
    whole = [
        each.replace(annotation=hints[each.name], kind=inspect.Parameter.KEYWORD_ONLY)
        for each in own
    ] + list(common.values())
    run.__signature__ = inspect.Signature(whole)  # type: ignore[attr-defined]  # typer reads it there
    run.__annotations__ = {each.name: each.annotation for each in whole}
    run.__doc__, run.__name__ = _flowing(function.__doc__ or ""), function.__name__
    return run


def _flowing(text: str) -> str:
    """Its paragraphs without the line breaks of the source: the terminal has its own width."""
    return "\n\n".join(" ".join(each.split()) for each in text.split("\n\n"))
