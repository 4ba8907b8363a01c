"""The pace of CreateCase: who has which turn, over all executions of the account.

EVERY PORT-OUT / PACE holds the turns that were given last; CASE_TURN is a port-out's own, that of
its first follow-up CASE_TURN#2. Both are written in one transaction, so a step that was killed
finds the turn that it took.
"""

from datetime import datetime
from typing import Any

from pynamodb.exceptions import DoesNotExist
from pynamodb.transactions import TransactWrite

from port_out.domain.case_pace import Turn, kept, next_turn
from port_out.domain.errors import RecordMoved, TemporarilyUnavailable
from port_out.domain.record import timestamp
from port_out.store.case_items import CaseTurnItem, PaceItem
from port_out.store.connection import connection
from port_out.store.faults import translated
from port_out.store.fence import row_of

ALL, PACE = "EVERY PORT-OUT", "PACE"
TURN = "CASE_TURN"
TRIES = 5
"""So often a turn is asked for when others take theirs at the same moment."""


class CasePace:
    """Gives each port-out its turn to open a case; no two takers get one between them."""

    def current(self, port_out_id: str, generation: int = 1) -> Turn | None:
        """The turn that the port-out was given last (strongly consistent)."""
        with translated():
            try:
                row = CaseTurnItem.get(port_out_id, row_of(TURN, generation), consistent_read=True)
            except DoesNotExist:
                return None
        return Turn(int(row.turn), datetime.fromisoformat(row.at))

    def take(
        self, port_out_id: str, asked_at: datetime, *, after: Turn | None, generation: int = 1
    ) -> Turn:
        """The turn that follows `after`; whoever asks again is given the same one."""
        for left in reversed(range(TRIES)):
            stands = self.current(port_out_id, generation)
            if stands is not None and stands != after:
                return stands
            try:
                return self._take(port_out_id, asked_at, after, generation)
            except (RecordMoved, TemporarilyUnavailable):
                if not left:
                    raise
        raise AssertionError("the last try answers or raises")

    def _take(
        self, port_out_id: str, asked_at: datetime, after: Turn | None, generation: int
    ) -> Turn:
        revision, given = self._given()
        turn = Turn(1 if after is None else after.number + 1, next_turn(given, asked_at))
        turns = [timestamp(at) for at in kept(given, turn.at)]
        pace = PaceItem(ALL, PACE, revision=revision + 1, turns=turns)
        row = row_of(TURN, generation)
        own = CaseTurnItem(port_out_id, row, turn=turn.number, at=timestamp(turn.at))
        with translated(), TransactWrite(connection=connection()) as transaction:
            transaction.save(pace, condition=_unmoved(revision))
            transaction.save(own, condition=_standing(after))
        return turn

    def _given(self) -> tuple[int, list[datetime]]:
        """How often the row was written, and the turns that were given last."""
        with translated():
            try:
                row = PaceItem.get(ALL, PACE, consistent_read=True)
            except DoesNotExist:
                return 0, []
        return int(row.revision), [datetime.fromisoformat(at) for at in row.turns]


def _unmoved(revision: int) -> Any:
    return PaceItem.revision == revision if revision else PaceItem.port_out_id.does_not_exist()


def _standing(after: Turn | None) -> Any:
    if after is None:
        return CaseTurnItem.port_out_id.does_not_exist()
    return CaseTurnItem.turn == after.number
