"""The lists of port-outs in the index by state."""

from datetime import datetime
from typing import Any

from port_out.domain.life_cycle import ENDS, State
from port_out.domain.record import timestamp
from port_out.store.items import StateItem
from port_out.store.rows import AT_REST, LOOKED_AFTER, place


def listed_in_state(
    state: State,
    due_before: datetime | None,
    limit: int | None,
    cursor: dict[str, Any] | None,
) -> tuple[list[str], dict[str, Any] | None]:
    """The ids of port-outs in a state, the most urgent first, and where the next page begins.

    An end stands in either list; with whom nobody has anything to do is due last of all.
    """
    lists = [LOOKED_AFTER, AT_REST] if state in ENDS else [LOOKED_AFTER]
    if cursor:
        lists = lists[lists.index(cursor["in_list"]["S"]) :]
    found: list[StateItem] = []
    for listed in lists:
        if limit is not None and len(found) == limit:
            return _ids(found), _key(found[-1])
        rows = StateItem.by_state.query(
            listed,
            _part(state, due_before),
            limit=None if limit is None else limit - len(found),
            last_evaluated_key=cursor,
        )
        found += rows
        if rows.last_evaluated_key:
            return _ids(found), rows.last_evaluated_key
        cursor = None
    return _ids(found), None


def _part(state: State, due_before: datetime | None) -> Any:
    """The part of a list that is this state's, up to this time."""
    if due_before is None:
        return StateItem.place.startswith(place(state))
    return StateItem.place.between(place(state), place(state, timestamp(due_before)))


def _ids(rows: list[StateItem]) -> list[str]:
    return [row.port_out_id for row in rows]


def _key(row: StateItem) -> dict[str, Any]:
    """The key of a row, as DynamoDB writes where a page ended."""
    key = {"port_out_id": row.port_out_id, "row": row.row}
    key |= {"in_list": row.in_list, "place": row.place}
    return {name: {"S": value} for name, value in key.items()}
