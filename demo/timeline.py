"""What the demo shows while it runs: each new line of the record, and the operator's view."""

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from demo.calls import Operator

PATIENCE = 60.0
"""Seconds until a state that does not come ends the demo."""


class Timeline:
    """Follows the record of the port-outs and prints each line once."""

    def __init__(self, operator: Operator, console: Console) -> None:
        self._operator, self._console = operator, console
        self._names: dict[str, str] = {}
        self._shown: dict[str, int] = {}

    def follow(self, port_out_id: str, name: str) -> None:
        """Follow this port-out under a short name."""
        self._names[port_out_id], self._shown[port_out_id] = name, 0

    def until(self, port_out_id: str, state: str, *, attempt: int = 1) -> Any:
        """Wait until the port-out stands there, a wait with its due time, and give its view."""

        def stands(view: Any) -> bool:
            begun = view["next"]["by"] or not state.startswith("Await")
            return view["state"] == state and view["attempt"] >= attempt and bool(begun)

        return self.when(port_out_id, stands, f"in {state}")

    def when(self, port_out_id: str, is_so: Callable[[Any], Any], what: str) -> Any:
        """Wait until something is so of the port-out, and give its view."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            view = self._operator.get(f"/port-outs/{port_out_id}")
            if view["version"] > self._shown[port_out_id]:
                self.show(port_out_id)
            if is_so(view):
                return view
            time.sleep(0.2)
        raise TimeoutError(f"{port_out_id} is in {view['state']}, not {what}")

    def show(self, port_out_id: str) -> None:
        """Print what is new in the record."""
        record = self._operator.get(f"/port-outs/{port_out_id}/transitions")["transitions"]
        for line in record[self._shown[port_out_id] :]:
            self._print(self._names[port_out_id], line)
        self._shown[port_out_id] = len(record)

    def act(self, who: str, what: str) -> None:
        """Print what somebody does outside the program."""
        self._console.print(f"[dim]{'':>8}[/] [bold yellow]{who}[/]: {escape(what)}")

    def view(self, view: Any) -> None:
        """Print where the port-out is, as its operator sees it."""
        table = Table(show_header=False, box=None, padding=(0, 2), title_justify="left")
        table.title = f"[bold]operator's view of {view['port_out_id']}[/]"
        due = view["next"]["by"]
        rows = [
            ("where", f"{view['state']} (attempt {view['attempt']})"),
            ("who acts next", view["next"]["who"]),
            ("what", view["next"]["what"]),
            ("by", f"{datetime.fromisoformat(due):%a %d %b %Y %H:%M %Z}" if due else "-"),
            ("otherwise", view["next"]["otherwise"] or "-"),
            ("still missing", ", ".join(view["missing"]) or "nothing"),
        ]
        rows += [("Support wrote", said["text"]) for said in view["to_decide"]]
        for name, text in rows:
            table.add_row(f"[cyan]{name}[/]", escape(text))
        self._console.print()
        self._console.print(table)
        self._console.print()

    def text(self, title: str, text: str) -> None:
        """Print a text as the program gives it."""
        self._console.print(f"\n[bold]{title}[/]")
        self._console.print(escape(text.rstrip()) + "\n")

    def _print(self, name: str, line: Any) -> None:
        at = datetime.fromisoformat(line["at"])
        why = line["facts"].get("means") or line["facts"].get("signal") or line["outcome"]
        why = f"{why} by {line['by'].rsplit('/', 1)[-1]}"
        moved = line["from"] != line["to"]
        what = (
            f"[bold green]{line['to']}[/] [dim]<- {why}[/]" if moved else f"[dim]   noted: {why}[/]"
        )
        self._console.print(f"[dim]{at:%H:%M:%S}[/] [cyan]{name:<10}[/] {what}")
