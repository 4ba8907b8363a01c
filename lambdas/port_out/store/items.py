"""Rows of port-outs as they lie in the tables: data only."""

import json
from typing import Any

from pynamodb.attributes import (
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
)
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from port_out import settings
from port_out.store.connection import Row


class ByState(GlobalSecondaryIndex["StateItem"]):
    """Port-outs by state, the most urgent first; those that somebody looks after in one list."""

    class Meta:
        index_name = "by_state"
        projection = KeysOnlyProjection()

    in_list = UnicodeAttribute(hash_key=True)
    place = UnicodeAttribute(range_key=True)


class ByCaseId(GlobalSecondaryIndex["StateItem"]):
    """The port-out of a Support case, by the id that the API uses."""

    class Meta:
        index_name = "by_case_id"
        projection = KeysOnlyProjection()

    case_id = UnicodeAttribute(hash_key=True)
    port_out_id = UnicodeAttribute(range_key=True)


class ByDisplayId(GlobalSecondaryIndex["StateItem"]):
    """The port-out of a Support case, by the id that the console shows."""

    class Meta:
        index_name = "by_display_id"
        projection = KeysOnlyProjection()

    display_id = UnicodeAttribute(hash_key=True)
    port_out_id = UnicodeAttribute(range_key=True)


class ByNumber(GlobalSecondaryIndex["NumberItem"]):
    """All port-outs that a number was ever in."""

    class Meta:
        index_name = "by_number"
        projection = KeysOnlyProjection()

    number = UnicodeAttribute(hash_key=True)
    port_out_id = UnicodeAttribute(range_key=True)


class CompactJSON(JSONAttribute):
    """JSON without blanks: DynamoDB charges by the kilobyte."""

    def serialize(self, value: Any) -> str:
        return json.dumps(value, separators=(",", ":"))


class PortOutRow(Row):
    """What all rows of the table of port-outs have."""

    class Meta:
        table_name = settings.port_outs_table()

    port_out_id = UnicodeAttribute(hash_key=True)
    row = UnicodeAttribute(range_key=True)


class StateItem(PortOutRow):
    """STATE: where a port-out is. `revision` counts the writes, `version` the transitions.

    `in_list` and `place` are its place in the index: `place` has the time when it is due.
    """

    class Meta(PortOutRow.Meta):
        pass

    revision = NumberAttribute()
    version = NumberAttribute()
    state = UnicodeAttribute()
    in_list = UnicodeAttribute()
    place = UnicodeAttribute()
    case_id = UnicodeAttribute(null=True)
    display_id = UnicodeAttribute(null=True)
    since = UnicodeAttribute()
    requested_at = UnicodeAttribute()
    requested_by = UnicodeAttribute()
    last_hash = UnicodeAttribute()
    attempt = NumberAttribute()
    came_from = UnicodeAttribute()
    last_outcome = UnicodeAttribute()
    entered_version = NumberAttribute()
    waiting = BooleanAttribute()
    reminders = NumberAttribute()
    release = CompactJSON(null=True)
    order = CompactJSON()
    facts = CompactJSON()

    by_state = ByState()
    by_case_id = ByCaseId()
    by_display_id = ByDisplayId()


class NumberItem(PortOutRow):
    """NUMBER#<number>: one number of the port-out and what became of it.

    `changes` counts the writes with a history.
    """

    class Meta(PortOutRow.Meta):
        pass

    number = UnicodeAttribute()
    outcome = UnicodeAttribute()
    reason = UnicodeAttribute(default="")
    history = JSONAttribute(default=list)
    changes = NumberAttribute(default=0)

    by_number = ByNumber()


class HeldItem(PortOutRow):
    """The id of a number in Connect, and for each of its port-outs a row: which number it is.

    `e164`, as `number` would put it into the index of numbers.
    """

    class Meta(PortOutRow.Meta):
        pass

    e164 = UnicodeAttribute()


class TransitionItem(Row):
    """One line of the record; written once, never changed."""

    class Meta:
        table_name = settings.transitions_table()

    port_out_id = UnicodeAttribute(hash_key=True)
    sequence = NumberAttribute(range_key=True)
    data = JSONAttribute()


class NumberLockItem(Row):
    """Which port-out a number is in; void once that port-out is over."""

    class Meta:
        table_name = settings.number_locks_table()

    number = UnicodeAttribute(hash_key=True)
    port_out_id = UnicodeAttribute()


class TaskTokenItem(Row):
    """The token of the wait in which a port-out stands."""

    class Meta:
        table_name = settings.task_tokens_table()

    port_out_id = UnicodeAttribute(hash_key=True)
    task_token = UnicodeAttribute()
    expires_at = TTLAttribute()
