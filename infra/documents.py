"""The bucket for documents, and what in it goes when."""

from constructs import Construct

from infra.bucket import kept_for, private_bucket

BATCHES, BATCHES_KEPT = "batches/", 400
"""What batches leave there, and for how many days."""
INVENTORY, INVENTORIES, INVENTORIES_KEPT = "inventory/", "inventory/kept/", 400
"""What the daily comparison writes, and for how many days its inventories are kept; what it found
stays."""


class Documents(Construct):
    """Where LOAs, packs and evidence lie; read and written through short-lived links."""

    def __init__(self, scope: Construct, id_: str) -> None:
        super().__init__(scope, id_)
        # A plan has every number and the customer's identity; of what was requested the port-outs
        # have it too, of the rest nobody needs it after a year.
        self.bucket = private_bucket(
            self,
            *kept_for(BATCHES_KEPT, BATCHES),
            *kept_for(INVENTORIES_KEPT, INVENTORIES),
        )
