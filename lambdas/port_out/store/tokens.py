"""Task tokens: written by the waits, read by the one role that releases them."""

from datetime import datetime, timedelta

from pynamodb.exceptions import DoesNotExist

from port_out.store.faults import translated
from port_out.store.items import TaskTokenItem

KEPT = timedelta(days=366)


class TaskTokens:
    """The token of the wait in which each port-out stands. Never logged, never answered."""

    def keep(self, port_out_id: str, token: str, now: datetime) -> None:
        """Store the token of the wait that has begun; an older one is of no use any more."""
        with translated():
            TaskTokenItem(port_out_id, task_token=token, expires_at=now + KEPT).save()

    def get(self, port_out_id: str) -> str | None:
        """The token of the newest wait, None if there was none."""
        with translated():
            try:
                return TaskTokenItem.get(port_out_id, consistent_read=True).task_token
            except DoesNotExist:
                return None
