"""How far a long reading has come: a bar on a terminal, nothing into a pipe."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from cli.output import Output


@contextmanager
def counting(out: Output, title: str) -> Iterator[Callable[[int, int], None]]:
    """Tells how many of how many are done; gone from the screen when it is over."""
    if not out.notes.is_terminal:
        yield lambda done, total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeRemainingColumn(), console=out.notes, transient=True, redirect_stdout=False
    ) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
