"""What used the numbers of a port-out when Amazon Connect was last asked."""

import json
import zlib
from collections.abc import Sequence

from pynamodb.exceptions import DoesNotExist

from port_out.domain.uses import Use, UseKind, uses_as_data
from port_out.store.document_items import UsesItem
from port_out.store.faults import translated

USES = "USES"


class NumberUses:
    """One row per port-out; compressed, so that 5,000 numbers stay below DynamoDB's 400 KB."""

    def keep(self, port_out_id: str, uses: Sequence[Use] | None) -> None:
        """Keep what uses the numbers, in place of what was kept; None is not known."""
        text = json.dumps(None if uses is None else uses_as_data(uses), separators=(",", ":"))
        with translated():
            UsesItem(port_out_id, USES, uses=zlib.compress(text.encode(), 9)).save()

    def get(self, port_out_id: str) -> list[Use] | None:
        """What was kept last, in order of kind, name and id; None where nothing is known."""
        with translated():
            try:
                row = UsesItem.get(port_out_id, USES, consistent_read=True)
            except DoesNotExist:
                return None
        return uses_of(row)


def uses_of(row: UsesItem) -> list[Use] | None:
    """The uses of a row, None where they are not known."""
    kept = json.loads(zlib.decompress(row.uses))
    return None if kept is None else [_use(one) for one in kept]


def _use(data: dict[str, str]) -> Use:
    return Use(UseKind(data["kind"]), data["id"], data["name"], tuple(data["numbers"]))
