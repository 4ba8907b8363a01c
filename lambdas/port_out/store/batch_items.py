"""Rows of batches: they lie under the batch's id, and no index of port-outs has them."""

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute

from port_out.store.items import PortOutRow


class BatchItem(PortOutRow):
    """BATCH: a batch as it was taken."""

    class Meta(PortOutRow.Meta):
        pass

    requested_at = UnicodeAttribute()
    requested_by = UnicodeAttribute()
    caller = UnicodeAttribute()
    request_sha256 = UnicodeAttribute()
    listed = NumberAttribute()
    group_count = NumberAttribute()
    plan_key = UnicodeAttribute()


class GroupItem(PortOutRow):
    """GROUP#<n>: what became of one group of the batch."""

    class Meta(PortOutRow.Meta):
        pass

    group = NumberAttribute()
    outcome = UnicodeAttribute()
    requested_as = UnicodeAttribute()
    at = UnicodeAttribute()
    problems = JSONAttribute()
