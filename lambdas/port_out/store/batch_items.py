"""Rows of batches: they lie under the batch's id."""

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.indexes import GlobalSecondaryIndex, KeysOnlyProjection

from port_out.store.items import PortOutRow


class AllBatches(GlobalSecondaryIndex["BatchItem"]):
    """All batches by when they were requested, in the index of port-outs in a state."""

    class Meta:
        index_name = "by_state"
        projection = KeysOnlyProjection()

    in_list = UnicodeAttribute(hash_key=True)
    place = UnicodeAttribute(range_key=True)


class BatchItem(PortOutRow):
    """BATCH: a batch as it was taken; `in_list` and `place` are there for the index alone."""

    class Meta(PortOutRow.Meta):
        pass

    requested_at = UnicodeAttribute()
    requested_by = UnicodeAttribute()
    caller = UnicodeAttribute()
    request_sha256 = UnicodeAttribute()
    listed = NumberAttribute()
    group_count = NumberAttribute()
    plan_key = UnicodeAttribute()
    requester_id = UnicodeAttribute(null=True)
    in_list = UnicodeAttribute()
    place = UnicodeAttribute()

    by_state = AllBatches()


class GroupItem(PortOutRow):
    """GROUP#<n>: what became of one group of the batch."""

    class Meta(PortOutRow.Meta):
        pass

    group = NumberAttribute()
    outcome = UnicodeAttribute()
    requested_as = UnicodeAttribute()
    at = UnicodeAttribute()
    problems = JSONAttribute()
