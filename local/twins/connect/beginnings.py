"""What the account holds at the start: only numbers reserved for fiction."""

from __future__ import annotations

from typing import Any

FIRST = "a4f1c5e2-7b3d-4c68-9e10-5d2f8b7a6c31"
SECOND = "b81d20f7-0c9e-4e5a-8a77-19c3e6d4f052"
INSTANCES: list[dict[str, Any]] = [
    {
        "id": FIRST,
        "alias": "example-contact-center",
        "group_id": "c2e9a6b4-3f58-4d71-b0c6-7e1d9a48f263",
    },
    {"id": SECOND, "alias": "example-branch-office"},
]
# (instance, claimed to its traffic distribution group?, numbers)
NUMBERS: list[tuple[str, bool, list[str]]] = [
    (FIRST, False, [f"+1206555010{last}" for last in range(8)]),
    (FIRST, False, ["+18445550140", "+18445550141", "+18445550142", "+18005550199"]),
    (FIRST, False, [f"+44207946095{last}" for last in range(4)]),
    (FIRST, True, ["+12065550108", "+12065550109"]),
    (SECOND, False, ["+12065550110", "+12065550111", "+18445550143"]),
]
# number -> (the flow that it leads to, the queues that call out with it)
USES: dict[str, tuple[str, list[str]]] = {
    "+12065550100": ("Sales inbound", ["Sales"]),
    "+12065550101": ("Sales inbound", []),
    "+18445550140": ("Support inbound", ["Support"]),
    "+12065550108": ("Support inbound", []),
}
