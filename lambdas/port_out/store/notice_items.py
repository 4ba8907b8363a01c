"""Rows of notices as they lie in the table: data only."""

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex

from port_out.store.items import PortOutRow


class PendingNotices(GlobalSecondaryIndex["NoticeItem"]):
    """The notices that are still to be sent, in the index of port-outs in a state."""

    class Meta:
        index_name = "by_state"
        projection = AllProjection()

    state = UnicodeAttribute(hash_key=True)
    due_at = UnicodeAttribute(range_key=True)


class NoticeItem(PortOutRow):
    """NOTICE#<key>: a notice. `state` and `due_at` show it in the index while it has to be sent, or
    where it was given up.

    `sent` has what became of it on each channel, `tries` how often it was begun in vain.
    """

    class Meta(PortOutRow.Meta):
        pass

    notice = JSONAttribute()
    sent = JSONAttribute(default=dict)
    tries = NumberAttribute(default=0)
    state = UnicodeAttribute(null=True)
    due_at = UnicodeAttribute(null=True)

    by_state = PendingNotices()
