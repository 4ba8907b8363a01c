"""The options that every command has: how to print, and where the program runs."""

import inspect
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.where import LOCAL_FILE, STACK, Asked

_WHERE = "Where the program runs"
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print one JSON document on stdout, and nothing else.")
]
LocalOption = Annotated[
    bool,
    typer.Option("--local", help="The world of `make local`, not AWS.", rich_help_panel=_WHERE),
]
FileOption = Annotated[
    Path | None,
    typer.Option(
        "--local-file", metavar="FILE", help="Its local.json, if elsewhere.", rich_help_panel=_WHERE
    ),
]
ProfileOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="AWS profile; else AWS's own settings.", rich_help_panel=_WHERE
    ),
]
RegionOption = Annotated[
    str | None,
    typer.Option(
        metavar="REGION", help="AWS Region; else AWS's own settings.", rich_help_panel=_WHERE
    ),
]
StackOption = Annotated[
    str, typer.Option(metavar="NAME", help="Stack with output ApiUrl.", rich_help_panel=_WHERE)
]
UrlOption = Annotated[
    str | None,
    typer.Option(
        metavar="URL",
        envvar="PORT_OUT_API_URL",
        help="Address of the API; then no stack is looked for.",
        rich_help_panel=_WHERE,
    ),
]


COMMON = ("as_json", "local", "local_file", "profile", "region", "stack", "api_url")
"""The names of the options that the frame adds to every command."""


def parameters(offline: bool) -> dict[str, inspect.Parameter]:
    """These options as parameters of a function; `offline`: only --json."""
    options: dict[str, tuple[Any, Any]] = {"as_json": (JsonOption, False)}
    if not offline:
        options |= {
            "local": (LocalOption, False),
            "local_file": (FileOption, None),
            "profile": (ProfileOption, None),
            "region": (RegionOption, None),
            "stack": (StackOption, STACK),
            "api_url": (UrlOption, None),
        }
    kind = inspect.Parameter.KEYWORD_ONLY
    return {
        name: inspect.Parameter(name, kind, default=default, annotation=annotation)
        for name, (annotation, default) in options.items()
    }


def asked(local: bool = False, local_file: Path | None = None, **others: Any) -> Asked:
    """What the options said."""
    return Asked(local=local_file or (LOCAL_FILE if local else None), **others)
