"""Rows of what a port-out is proven with, documents and uses: data only."""

from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute

from port_out.store.items import PortOutRow


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
