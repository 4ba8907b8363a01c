"""Rows as they lie in the tables: data only."""

from pynamodb.attributes import (
    BinaryAttribute,
    BooleanAttribute,
    JSONAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
)
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model

from port_out import settings


class ByState(GlobalSecondaryIndex["StateItem"]):
    """Port-outs in a state, the most urgent first."""

    class Meta:
        index_name = "by_state"
        projection = AllProjection()

    state = UnicodeAttribute(hash_key=True)
    due_at = UnicodeAttribute(range_key=True)


class ByCaseId(GlobalSecondaryIndex["StateItem"]):
    """The port-out of a Support case, by the id that the API uses."""

    class Meta:
        index_name = "by_case_id"
        projection = AllProjection()

    case_id = UnicodeAttribute(hash_key=True)
    port_out_id = UnicodeAttribute(range_key=True)


class ByDisplayId(GlobalSecondaryIndex["StateItem"]):
    """The port-out of a Support case, by the id that the console shows."""

    class Meta:
        index_name = "by_display_id"
        projection = AllProjection()

    display_id = UnicodeAttribute(hash_key=True)
    port_out_id = UnicodeAttribute(range_key=True)


class ByNumber(GlobalSecondaryIndex["NumberItem"]):
    """All port-outs that a number was ever in."""

    class Meta:
        index_name = "by_number"
        projection = AllProjection()

    number = UnicodeAttribute(hash_key=True)
    port_out_id = UnicodeAttribute(range_key=True)


class PortOutRow(Model):
    """What all rows of the table of port-outs have."""

    class Meta:
        table_name = settings.port_outs_table()

    port_out_id = UnicodeAttribute(hash_key=True)
    row = UnicodeAttribute(range_key=True)


class StateItem(PortOutRow):
    """STATE: where a port-out is. `revision` counts the writes, `version` the transitions."""

    class Meta(PortOutRow.Meta):
        pass

    revision = NumberAttribute()
    version = NumberAttribute()
    state = UnicodeAttribute()
    due_at = UnicodeAttribute()
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
    release = JSONAttribute(null=True)
    order = JSONAttribute()
    facts = JSONAttribute()

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


class SignalItem(PortOutRow):
    """SIGNAL#<id>: one signal; `used_in` is the transition that used it, 0 before."""

    class Meta(PortOutRow.Meta):
        pass

    signal_id = UnicodeAttribute()
    type = UnicodeAttribute()
    by = UnicodeAttribute()
    received_at = UnicodeAttribute()
    facts = JSONAttribute()
    raw = UnicodeAttribute(default="")
    used_in = NumberAttribute(default=0)


class CommunicationItem(PortOutRow):
    """SAID#<id>: one communication on the Support case."""

    class Meta(PortOutRow.Meta):
        pass

    communication_id = UnicodeAttribute()
    by = UnicodeAttribute()
    at = UnicodeAttribute()
    text = UnicodeAttribute()
    attachments = JSONAttribute()
    hidden = JSONAttribute(default=list)


class MessageItem(PortOutRow):
    """MESSAGE#<key>: a message that has to go onto the Support case."""

    class Meta(PortOutRow.Meta):
        pass

    key = UnicodeAttribute()
    text = UnicodeAttribute()
    pending = BooleanAttribute()
    claimed_until = UnicodeAttribute(null=True)


class MessageIdItem(PortOutRow):
    """MESSAGE_ID: the port-out that a carrier's message is for; its key is a hash of the id."""

    class Meta(PortOutRow.Meta):
        pass

    claimed_by = UnicodeAttribute()
    said_sha256 = UnicodeAttribute()
    at = UnicodeAttribute()


class DocumentItem(PortOutRow):
    """DOCUMENT#<name>: a document in the bucket."""

    class Meta(PortOutRow.Meta):
        pass

    name = UnicodeAttribute()
    key = UnicodeAttribute()
    content_type = UnicodeAttribute()
    at = UnicodeAttribute()
    attempt = NumberAttribute()
    sha256 = UnicodeAttribute(default="")


class UsesItem(PortOutRow):
    """USES: what uses the numbers, as compressed JSON."""

    class Meta(PortOutRow.Meta):
        pass

    uses = BinaryAttribute(legacy_encoding=False)


class CaseAttemptItem(PortOutRow):
    """CASE: the fence before CreateCase; whoever writes a nonce here may call it once."""

    class Meta(PortOutRow.Meta):
        pass

    attempt = NumberAttribute()
    nonce = UnicodeAttribute()
    at = UnicodeAttribute()


class CaseTurnItem(PortOutRow):
    """CASE_TURN: from when on the port-out may open its case.

    `turn` is how many it has had; `number` would be the key of an index, which is a text.
    """

    class Meta(PortOutRow.Meta):
        pass

    turn = NumberAttribute()
    at = UnicodeAttribute()


class PaceItem(PortOutRow):
    """PACE, one for all port-outs: the turns that were given last; `revision` counts the writes."""

    class Meta(PortOutRow.Meta):
        pass

    revision = NumberAttribute()
    turns = JSONAttribute()


class FormerCaseItem(PortOutRow):
    """FORMER_CASE#<n>: the ids of a case that was followed by another; the indexes find it too."""

    class Meta(PortOutRow.Meta):
        pass

    case_id = UnicodeAttribute(null=True)
    display_id = UnicodeAttribute(null=True)


class LinkItem(PortOutRow):
    """LINK#<SHA-256 of its token>: a one-time link for a person at a carrier."""

    class Meta(PortOutRow.Meta):
        pass

    name = UnicodeAttribute()
    company = UnicodeAttribute(default="")
    issued_at = UnicodeAttribute()
    issued_by = UnicodeAttribute()
    expires_at = UnicodeAttribute()
    revoked_at = UnicodeAttribute(null=True)
    used_at = UnicodeAttribute(null=True)
    used_for = UnicodeAttribute(default="")
    answer = UnicodeAttribute(default="")


class TransitionItem(Model):
    """One line of the record; written once, never changed."""

    class Meta:
        table_name = settings.transitions_table()

    port_out_id = UnicodeAttribute(hash_key=True)
    sequence = NumberAttribute(range_key=True)
    data = JSONAttribute()


class NumberLockItem(Model):
    """Which port-out a number is in; void once that port-out is over."""

    class Meta:
        table_name = settings.number_locks_table()

    number = UnicodeAttribute(hash_key=True)
    port_out_id = UnicodeAttribute()


class TaskTokenItem(Model):
    """The token of the wait in which a port-out stands."""

    class Meta:
        table_name = settings.task_tokens_table()

    port_out_id = UnicodeAttribute(hash_key=True)
    task_token = UnicodeAttribute()
    expires_at = TTLAttribute()
