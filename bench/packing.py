"""Makes one carrier pack in a package's folder: its seconds, and the process's peak memory.

The imports stand inside the functions: what is measured lies in the folder that is named first.
"""

import importlib
import json
import os
import resource
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from port_out.domain.numbers import HeldNumber
    from port_out.domain.pack import PackContent

ACCOUNT = "123456789012"
INSTANCE = f"arn:aws:connect:us-east-1:{ACCOUNT}:instance/11111111-1111-1111-1111-111111111111"
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def content(count: int, attached: int) -> "PackContent":
    """What a pack of so many numbers is made from; with a bill, and a signed LOA, of such size."""
    from port_out.domain.billing import Invoice
    from port_out.domain.evidence import Instance, Inventory
    from port_out.domain.numbers import Kind
    from port_out.domain.order import Identity, Order
    from port_out.domain.pack import PackContent, SignedLoa
    from port_out.domain.port_out import requested
    from port_out.domain.statement import as_file, envelope, ownership_statement

    identity = Identity("Example Retail LLC", "A. Example", "1 Main St", "Seattle", "98101", "US")
    order = Order(INSTANCE, "US", Kind.GEOGRAPHIC, count, "Example Telecom", "standard", identity)
    port_out, _ = requested("po-bench", order, at=NOON, by="", facts={})
    numbers = {each.number: each for each in map(_held, range(count))}
    instance = Instance(INSTANCE.rpartition("/")[2], INSTANCE, "example", "ACTIVE")
    seen = Inventory(instance, numbers, NOON, ("request-1",))
    statement = envelope(ownership_statement(port_out, numbers, seen, ACCOUNT), None)
    papers = {
        "ownership.json": as_file(statement).encode(),
        "numbers.csv": b"",
        "exact-match.txt": b"",
    }
    scan = os.urandom(attached)
    return PackContent(
        port_out=port_out,
        version=1,
        on=date(2026, 11, 23),
        numbers=tuple(numbers.values()),
        statement=statement,
        papers=papers | ({"bill.pdf": scan} if attached else {}),
        invoice=Invoice("1", date(2026, 11, 3), ACCOUNT),
        signed_loa=SignedLoa("loa-signed.pdf", scan, NOON.date()) if attached else None,
    )


def _held(place: int) -> "HeldNumber":
    from port_out.domain.numbers import HeldNumber

    number, id_ = f"+1206555{place:04}", f"00000000-0000-0000-0000-{place:012}"
    arn = f"arn:aws:connect:us-east-1:{ACCOUNT}:phone-number/{id_}"
    return HeldNumber(number, id_, arn, "DID", "US", INSTANCE, INSTANCE.rpartition("/")[2])


def pack(count: int, attached: int) -> dict[str, Any]:
    """Makes the pack as the function does, the function's own imports included in the memory."""
    importlib.import_module("port_out.steps.issue_carrier_pack")
    from port_out.printing.pack import print_pack, zipped

    given = content(count, attached)
    began = time.perf_counter()
    made = print_pack(given)
    size = len(zipped(given, made))
    seconds = time.perf_counter() - began
    return {
        "seconds": seconds,
        "peak_mb": _peak_mb(),
        "zip_bytes": size,
        "documents": sorted(made.carrier),
        "problems": made.problems,
    }


def _peak_mb() -> float:
    """Of this process alone: on Linux, getrusage also counts what it was forked from."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(lines["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)  # macOS: bytes


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    print(json.dumps(pack(*map(int, sys.argv[2:]))))
