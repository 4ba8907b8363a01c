"""What the demo leaves: the verified record, the documents, and what it cost."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from demo.calls import Operator, Twins
from port_out.domain.record import Transition, breaks_in
from tools.verify import verified

TRANSITION_PRICE = 0.025 / 1000
"""US$ a state transition of Step Functions (us-east-1 list price)."""


def keep(operator: Operator, ids: list[str], folder: Path) -> int:
    """Write record, view and documents of each port-out; answers the number of transitions.

    Record and packs are verified here from what was written, not by asking the program.
    """
    total = 0
    for id_ in ids:
        place = folder / id_
        place.mkdir(parents=True, exist_ok=True)
        record = operator.get(f"/port-outs/{id_}/transitions")
        view = operator.get(f"/port-outs/{id_}")
        _write(place / "record.json", record["transitions"])
        _write(place / "view.json", view)
        for document in view["documents"]:
            (place / document["name"]).write_bytes(operator.download(id_, document["name"]))
        for pack in place.glob("*-carrier-pack.zip"):
            verified(pack, key=None)
        total += _verified(place / "record.json")
    return total


def _verified(record: Path) -> int:
    lines = [Transition.from_data(data) for data in json.loads(record.read_text())]
    breaks = breaks_in(lines)
    if breaks or not lines:
        raise SystemExit(f"demo: {record} does not verify: {breaks}")
    return len(lines)


def cost(twins: Twins, states: dict[str, int], asked: list[str], console: Console) -> None:
    """Show how often a person was asked, the state transitions, and the AWS calls by service."""
    calls = Counter(call["service"] for call in twins.get("/calls")["calls"])
    table = Table(title="what it took", title_justify="left", box=None, padding=(0, 2))
    table.add_column("what", style="cyan")
    table.add_column("how much")
    for what, times in Counter(asked).items():
        table.add_row(f"a person was asked to {what}", f"{times} x")
    for id_, entered in states.items():
        price = entered * TRANSITION_PRICE
        table.add_row(f"states entered by {id_}", f"{entered} = US$ {price:.6f}")
    table.add_row("AWS calls", ", ".join(f"{n} {name}" for name, n in calls.most_common()))
    console.print()
    console.print(table)


def files(folder: Path, root: Path, console: Console) -> None:
    """Say where everything lies."""
    console.print(f"\nleft under {folder.relative_to(root)}/:")
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            console.print(f"  {path.relative_to(folder)} [dim]{path.stat().st_size:,} B[/]")


def _write(path: Path, data: Any) -> None:
    path.write_text(json.dumps(data, indent=2, ensure_ascii=False) + "\n", "utf-8")
