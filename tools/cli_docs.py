"""`python -m tools.cli_docs`: writes docs/cli.md from the commands; `--check` only compares."""

import sys
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer

from cli.app import examples_of, load
from cli.exits import Exit
from cli.options import COMMON

FILE = Path(__file__).resolve().parent.parent / "docs" / "cli.md"
_BEGIN = """\
# The command line

`make` installs the command as `.venv/bin/port-out`; `python -m cli` is the same. This page is
made from the commands (`python -m tools.cli_docs`), and `port-out COMMAND --help` says the same.

```sh
export PATH="$PWD/.venv/bin:$PATH"
port-out next                                # on AWS: your usual profile and Region
port-out next --profile work --region us-east-1
port-out next --local                        # the world of `make local`
```

It signs with the credentials that the AWS SDK finds, and takes the address of the API from the
output `ApiUrl` of the stack (`cloudformation:DescribeStacks`), from `--api-url` or from
`PORT_OUT_API_URL`. Where the program asks to wait (429, 503) it waits and repeats the call with the
same key, so nothing is made twice.

On a terminal it prints tables and panels, into a pipe plain lines with tabs. `--json` prints
exactly one JSON document on stdout, errors included (`{"error": ...}`). Messages and progress go
to stderr.
"""


def text() -> str:
    """The whole page as it lies in the repository."""
    found = commands()
    parts = [_BEGIN, *_index(found), *_exit_codes(), *_everywhere(found)]
    for name, command in found.items():
        parts += _page(name, command)
    return "\n".join(parts).rstrip() + "\n"


def commands() -> dict[str, Any]:
    """Every command that is not hidden, in the order of the help."""
    group: Any = typer.main.get_command(load())
    return {name: each for name, each in group.commands.items() if not each.hidden}


def _index(found: dict[str, Any]) -> Iterator[str]:
    yield "| Command | What it does |\n| --- | --- |"
    for name, command in found.items():
        yield f"| [`{name}`](#port-out-{name}) | {_first_line(command)} |"
    yield ""


def _exit_codes() -> Iterator[str]:
    yield "## Exit codes\n\n| Code | Meaning |\n| --- | --- |"
    yield from (f"| {int(code)} | {code.meaning} |" for code in Exit)
    yield ""


def _everywhere(found: dict[str, Any]) -> Iterator[str]:
    yield "## Options of every command\n"
    yield "Those of `Where the program runs` are missing where no program is called.\n"
    yield from _options(next(iter(found.values())), _is_common)
    yield ""


def _page(name: str, command: Any) -> Iterator[str]:
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    usage = " ".join(["port-out", name, "[OPTIONS]", *map(_usage, arguments)])
    yield f"## port-out {name}\n\n```\n{usage}\n```\n\n{_wrapped(command.help)}\n"
    shown = [*(_argument(p) for p in arguments), *_options(command, lambda p: not _is_common(p))]
    yield from [*shown, ""] if shown else []
    lines = (f"# {what}\n{line}" for line, what in examples_of(name).items())
    yield "```sh\n" + "\n".join(lines) + "\n```\n"


def _wrapped(help_text: str) -> str:
    return "\n\n".join(textwrap.fill(each, 110) for each in help_text.split("\n\n"))


def _usage(parameter: Any) -> str:
    shown = _metavar(parameter) + ("..." if parameter.nargs != 1 else "")
    return shown if parameter.required else f"[{shown}]"


def _argument(parameter: Any) -> str:
    return f"- `{_metavar(parameter)}`: {parameter.help}"


def _options(command: Any, wanted: Callable[[Any], bool]) -> Iterator[str]:
    for each in command.params:
        if each.param_type_name == "option" and not each.hidden and wanted(each):
            value = "" if each.is_flag else f" {_metavar(each)}"
            names = ", ".join((*each.opts, *each.secondary_opts))
            yield f"- `{names}{value}`: {each.help}"


def _is_common(parameter: Any) -> bool:
    return parameter.name in COMMON


def _metavar(parameter: Any) -> str:
    return str(parameter.metavar or parameter.name.upper())


def _first_line(command: Any) -> str:
    return str(command.help).split("\n\n")[0].rstrip(".")


def main() -> int:
    """Write the page, or with --check answer 1 when it is not what it should be."""
    if "--check" in sys.argv[1:]:
        return 0 if FILE.is_file() and FILE.read_text("utf-8") == text() else 1
    FILE.write_text(text(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
