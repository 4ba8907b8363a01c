"""Rows of the Support case as they lie in the table: data only."""

from pynamodb.attributes import BooleanAttribute, JSONAttribute, NumberAttribute, UnicodeAttribute

from port_out.store.items import PortOutRow

MESSAGE = "MESSAGE#"


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
