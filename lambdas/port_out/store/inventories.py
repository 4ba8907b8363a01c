"""Which inventory of the account's numbers was kept last; the bucket has the inventory itself."""

from dataclasses import dataclass
from datetime import datetime

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist

from port_out.domain.errors import RecordMoved
from port_out.domain.inventory import INVENTORY
from port_out.domain.record import timestamp
from port_out.store.faults import translated
from port_out.store.items import PortOutRow

KEPT = "KEPT"


@dataclass(frozen=True)
class KeptInventory:
    """Where the inventory lies and what it was; `revision` counts those that were kept."""

    revision: int
    at: datetime
    key: str
    sha256: str
    count: int


class InventoryItem(PortOutRow):
    """KEPT: the inventory that was kept last, in one row for the account."""

    class Meta(PortOutRow.Meta):
        pass

    revision = NumberAttribute()
    taken_at = UnicodeAttribute()
    key = UnicodeAttribute()
    sha256 = UnicodeAttribute()
    numbers = NumberAttribute()


class Inventories:
    """The inventory that was kept last."""

    def last(self) -> KeptInventory | None:
        """The last one (strongly consistent), None before the first."""
        with translated():
            try:
                row = InventoryItem.get(INVENTORY, KEPT, consistent_read=True)
            except DoesNotExist:
                return None
        at = datetime.fromisoformat(row.taken_at)
        return KeptInventory(int(row.revision), at, row.key, row.sha256, int(row.numbers))

    def keep(self, kept: KeptInventory) -> bool:
        """Have it be the last one; False where another was kept in its place meanwhile."""
        is_first = kept.revision == 1
        unmoved = InventoryItem.revision == kept.revision - 1
        try:
            with translated():
                InventoryItem(
                    INVENTORY,
                    KEPT,
                    revision=kept.revision,
                    taken_at=timestamp(kept.at),
                    key=kept.key,
                    sha256=kept.sha256,
                    numbers=kept.count,
                ).save(condition=InventoryItem.row.does_not_exist() if is_first else unmoved)
        except RecordMoved:
            return False
        return True
