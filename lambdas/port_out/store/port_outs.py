"""Port-outs: state, numbers and record."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from pynamodb.exceptions import DoesNotExist

from port_out.domain.errors import PortOutNotFound
from port_out.domain.life_cycle import State
from port_out.domain.numbers import NumberOutcome
from port_out.domain.port_out import PortOut
from port_out.domain.record import Transition
from port_out.store.faults import translated
from port_out.store.items import NumberItem, StateItem, TransitionItem
from port_out.store.number_rows import NumberRows
from port_out.store.rows import LOOKED_AFTER, STATE, port_out_of, state_item

LEFT_OUT = frozenset({NumberOutcome.REJECTED, NumberOutcome.REMOVED})
"""Numbers that were requested and stay."""


class PortOuts(NumberRows):
    """All port-outs, but for what moves them (`store/moves`). A write that lost a race raises
    RecordMoved and changes nothing."""

    def get(self, port_out_id: str) -> PortOut:
        """The port-out as of now (strongly consistent); PortOutNotFound if there is none."""
        with translated():
            try:
                return port_out_of(StateItem.get(port_out_id, STATE, consistent_read=True))
            except DoesNotExist:
                raise PortOutNotFound(port_out_id) from None

    def many(self, port_out_ids: Sequence[str]) -> dict[str, PortOut]:
        """Those of these port-outs that exist, as of now."""
        with translated():
            keys = [(id_, STATE) for id_ in port_out_ids]
            rows = StateItem.batch_get(keys, consistent_read=True)
            return {row.port_out_id: port_out_of(row) for row in rows}

    def change(self, before: PortOut, **changes: Any) -> PortOut:
        """Change what is no transition (a stored token, a delivery)."""
        after = replace(before, **changes, revision=before.revision + 1)
        with translated():
            state_item(after).save(condition=StateItem.revision == before.revision)
        return after

    def in_state(
        self,
        state: State,
        *,
        due_before: datetime | None = None,
        limit: int | None = None,
        cursor: dict[str, Any] | None = None,
    ) -> tuple[list[PortOut], dict[str, Any] | None]:
        """Port-outs in a state, the most urgent first, and where the next page begins."""
        from port_out.store.lists import listed_in_state

        with translated():
            keys, following = listed_in_state(state, due_before, limit, cursor)
            found = self._rows(keys)
        return [port_out for port_out in found if port_out.state is state], following

    def looked_after(self) -> list[PortOut]:
        """Every port-out with which somebody has still to do something, in one query."""
        with translated():
            return self._rows([row.port_out_id for row in StateItem.by_state.query(LOOKED_AFTER)])

    def by_case(self, *, case_id: str = "", display_id: str = "") -> PortOut | None:
        """The port-out of a Support case, also of a former one, found by either of its ids."""
        with translated():
            for row in StateItem.by_case_id.query(case_id) if case_id else ():
                return self.get(row.port_out_id)
            for row in StateItem.by_display_id.query(display_id) if display_id else ():
                return self.get(row.port_out_id)
        return None

    def with_number(self, number: str) -> list[PortOut]:
        """Every port-out that this number was ever in."""
        with translated():
            ids = [row.port_out_id for row in NumberItem.by_number.query(number)]
        return [found for id_ in ids if (found := self._find(id_)) is not None]

    def needs(self, port_out_id: str, number: str) -> bool:
        """True while the port-out has yet to move this number, and so Connect must have it."""
        found = self.number(port_out_id, number)
        has_it = found is not None and found.outcome not in LEFT_OUT
        return has_it and not self.get(port_out_id).is_over

    def transitions(self, port_out_id: str) -> list[Transition]:
        """The whole record of a port-out, in order."""
        with translated():
            rows = TransitionItem.query(port_out_id, consistent_read=True)
            return [Transition.from_data(row.data) for row in rows]

    @staticmethod
    def _rows(port_out_ids: Sequence[str]) -> list[PortOut]:
        """In the order given; as the index, these may be a moment old."""
        rows = StateItem.batch_get([(id_, STATE) for id_ in port_out_ids])
        known = {row.port_out_id: port_out_of(row) for row in rows}
        return [known[id_] for id_ in port_out_ids if id_ in known]

    def _find(self, port_out_id: str) -> PortOut | None:
        try:
            return self.get(port_out_id)
        except PortOutNotFound:
            return None
