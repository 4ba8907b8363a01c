"""Amazon Connect, as far as its phone numbers go."""

from local.twins.connect.estate import Estate
from local.twins.connect.operations import operations

__all__ = ["Estate", "operations"]
