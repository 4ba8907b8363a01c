"""What people are told of numbers that left Amazon Connect and were in no port-out.

It holds no number, like every notice: however many there are, there is one.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from port_out.domain.inventory import INVENTORY
from port_out.domain.notices import Notice, NoticeKind
from port_out.domain.parties import OPERATOR

_DO = (
    "See which numbers they are, and find out who let them go. If nobody of your organization did, "
    "ask AWS Support at once to restore them."
)


def numbers_left(found: Mapping[str, Any]) -> Notice:
    """The notice of this event of the daily comparison."""
    return Notice(
        port_out_id=INVENTORY,
        key=f"left-{found['event']}",
        kind=NoticeKind.NUMBERS_LEFT,
        at=datetime.fromisoformat(found["at"]),
        state=None,
        who=OPERATOR,
        what=" ".join([*_more(found), _DO]),
        command=f"aws s3 cp {found['report']} -",
        count=int(found["count"]),
        date=datetime.fromisoformat(found["since"]),
    )


def _more(found: Mapping[str, Any]) -> list[str]:
    protected, emptied = int(found["protected"]), int(found["emptied"])
    said = [f"{protected} of them had a port lock."] if protected else []
    if emptied == 1:
        said.append("1 instance has no number left that it had.")
    elif emptied:
        said.append(f"{emptied} instances have no number left that they had.")
    return said
