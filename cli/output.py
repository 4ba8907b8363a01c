"""What a command prints: data for programs, tables for people, plain lines into a pipe."""

import json
import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, TextIO

from rich import box
from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from cli.exits import Exit, Stop

_PIPE_WIDTH = 100_000
_WIDE = 110


def clean(value: object) -> str:
    """A text of somebody else, without the characters that steer a terminal."""
    return "".join(
        c if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf") else "\ufffd"
        for c in str(value).replace("\r\n", "\n").replace("\t", " ")
    )


class Output:
    """stdout for what was asked, stderr for what is said meanwhile."""

    def __init__(
        self, *, as_json: bool = False, out: TextIO | None = None, notes: TextIO | None = None
    ) -> None:
        self.as_json = as_json
        self.console, self.notes = _console(out or sys.stdout), _console(notes or sys.stderr)
        self.is_terminal = self.console.is_terminal and not as_json

    @property
    def is_narrow(self) -> bool:
        """A terminal in which a table must do with its most telling columns."""
        return self.is_terminal and self.console.width < _WIDE

    @property
    def _is_unicode(self) -> bool:
        return self.console.encoding.lower().startswith("utf")

    def flush(self) -> None:
        """What was printed is out; OSError where nobody takes it."""
        self.console.file.flush()

    def show(self, data: Any, human: Callable[[], None]) -> None:
        """The answer: `data` as one JSON document with --json, else what `human` prints."""
        if self.as_json:
            text = json.dumps(data, indent=2, ensure_ascii=not self._is_unicode, default=str)
            self.console.file.write(text + "\n")
        else:
            human()

    def line(self, text: object = "", *, style: str = "") -> None:
        """One paragraph on stdout; into a pipe it is never wrapped."""
        shown = Text(clean(text), style=style)
        # A link broken over two lines is no link: then the terminal itself breaks the line.
        is_long = max(map(len, shown.plain.split()), default=0) > self.console.width
        self.console.print(shown, soft_wrap=is_long or not self.console.is_terminal)

    def text(self, text: object) -> None:
        """A text that is there to be copied: broken only where it is itself."""
        self.console.print(Text(clean(text)), soft_wrap=True)

    def say(self, text: object, *, style: str = "dim") -> None:
        """One message on stderr."""
        self.notes.print(Text(clean(text), style=style))

    def table(
        self,
        columns: Sequence[str],
        rows: Iterable[Sequence[object]],
        *,
        whole: Sequence[str] = (),
    ) -> None:
        """Rows under headings; a pipe gets one line each, with tabs. `whole` is never broken."""
        if not self.console.is_terminal:
            for row in [columns, *rows]:
                self.console.file.write("\t".join(_one_line(cell) for cell in row) + "\n")
            return
        table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False)
        for name in columns:
            table.add_column(name, no_wrap=name in whole, overflow="fold")
        for row in rows:
            table.add_row(*(Text(clean(cell)) for cell in row))
        self.console.print(table)

    def facts(self, title: str, pairs: Mapping[str, object], *, style: str = "") -> None:
        """Names and values: a panel on a terminal, `name: value` lines into a pipe."""
        known = {name: value for name, value in pairs.items() if value not in (None, "", [])}
        if not self.console.is_terminal:
            self.console.file.write(f"{_one_line(title)}\n")
            for name, value in known.items():
                self.console.file.write(f"{name}: {_one_line(value)}\n")
            return
        grid = Table.grid(padding=(0, 2))
        grid.add_column(style="dim", no_wrap=True)
        grid.add_column(overflow="fold")
        for name, value in known.items():
            grid.add_row(name, Text(clean(value)))
        heading = Text(clean(title), style="bold")
        self.console.print(Panel(grid, title=heading, title_align="left", border_style=style))

    @contextmanager
    def status(self, title: str) -> Iterator[Callable[[str], None]]:
        """A moving line at the foot of a terminal, which can be changed; nothing elsewhere."""
        if not self.notes.is_terminal:
            yield lambda text: None
            return
        with self.notes.status(Text(clean(title))) as moving:
            yield lambda text: moving.update(Text(clean(text)))

    def confirm(self, question: str) -> bool:
        """What a person says to yes or no; Stop where no person is there to be asked."""
        if not sys.stdin.isatty():
            raise Stop(Exit.USAGE, f"nobody is here to be asked: {question}", mend="give --yes")
        self.notes.print(Text(f"{clean(question)} [y/N] "), end="")
        return sys.stdin.readline().strip().lower() in ("y", "yes")

    def stop(self, error: Stop) -> None:
        """Why the command ends: on stderr for people, and with --json as the one document."""
        if self.as_json:
            self.show({"error": error.as_data()}, lambda: None)
        self.say(f"port-out: {error.message}", style="bold red")
        for entry in error.errors:
            place = f"{entry['field']}: " if entry.get("field") else ""
            self.say(f"  {place}{entry.get('detail', '')}", style="")
            if entry.get("mend"):
                self.say(f"    do: {entry['mend']}", style="")
        if error.mend:
            self.say(f"  do: {error.mend}", style="")


def _console(file: TextIO) -> Console:
    # What a program reads has no colours and no width: an id broken over two lines is no id.
    width = None if file.isatty() else _PIPE_WIDTH
    return Console(
        file=file, width=width, highlight=False, emoji=False, soft_wrap=width is not None
    )


def _one_line(value: object) -> str:
    return " ".join(clean(value).split())
