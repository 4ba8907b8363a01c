"""Rows of what comes in from outside, signals and the ways they come: data only."""

from pynamodb.attributes import JSONAttribute, NumberAttribute, UnicodeAttribute

from port_out.store.items import PortOutRow

SIGNAL = "SIGNAL#"


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
    by_id = UnicodeAttribute(null=True)


class MessageIdItem(PortOutRow):
    """MESSAGE_ID: the port-out that a carrier's message is for; its key is a hash of the id."""

    class Meta(PortOutRow.Meta):
        pass

    claimed_by = UnicodeAttribute()
    said_sha256 = UnicodeAttribute()
    at = UnicodeAttribute()


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
