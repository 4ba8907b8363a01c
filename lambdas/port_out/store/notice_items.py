"""Rows of notices as they lie in the table: data only."""

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from port_out.store.items import PortOutRow


class PendingNotices(GlobalSecondaryIndex["NoticeItem"]):
    """The notices that are still to be sent, in the index of port-outs in a state."""

    class Meta:
        index_name = "by_state"
        projection = KeysOnlyProjection()

    in_list = UnicodeAttribute(hash_key=True)
    place = UnicodeAttribute(range_key=True)


class NoticeItem(PortOutRow):
    """NOTICE#<key>: a notice. `in_list` and `place` show it in the index while it has to be sent,
    or where it was given up.

    `sent` has what became of it on each channel, `tries` how often it was begun in vain. A claim
    changes no key of the index: it would cost two writes there.
    """

    class Meta(PortOutRow.Meta):
        pass

    notice = JSONAttribute()
    sent = JSONAttribute(default=dict)
    tries = NumberAttribute(default=0)
    claimed_until = UnicodeAttribute(null=True)
    in_list = UnicodeAttribute(null=True)
    place = UnicodeAttribute(null=True)

    by_state = PendingNotices()
