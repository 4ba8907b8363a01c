"""The inventory as a file: compressed, in the bucket, and proven by what the table says of it."""

import gzip
import hashlib
import json

from port_out.domain.errors import InventoryBroken
from port_out.domain.inventory import Listing
from port_out.domain.record import timestamp
from port_out.gateways.files import Files
from port_out.store.inventories import Inventories, KeptInventory

FOLDER = "inventory/kept"
LONGEST = 64 * 2**20
"""Bytes of a file; those of a million numbers are fewer."""


def read_inventory(kept: KeptInventory, files: Files) -> Listing:
    """What was kept; InventoryBroken where the file is another one now."""
    content = files.read(kept.key, LONGEST)
    if hashlib.sha256(content).hexdigest() != kept.sha256:
        raise InventoryBroken(kept.key)
    return Listing.from_data(json.loads(gzip.decompress(content)))


def keep_inventory(
    before: KeptInventory | None, listing: Listing, *, files: Files, inventories: Inventories
) -> bool:
    """Keep it in place of the one before; False where another run kept one meanwhile."""
    text = json.dumps(listing.as_data(), separators=(",", ":"))
    content = gzip.compress(text.encode(), mtime=0)
    digest = hashlib.sha256(content).hexdigest()
    key = f"{FOLDER}/{timestamp(listing.at)[:10]}-{digest[:24]}.json.gz"
    files.write(key, content, "application/gzip")
    revision = before.revision + 1 if before else 1
    return inventories.keep(KeptInventory(revision, listing.at, key, digest, len(listing.numbers)))
