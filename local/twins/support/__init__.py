"""AWS Support, as its API behaves; what is not confirmed about it is a setting."""

from local.twins.support.desk import Desk
from local.twins.support.operations import operations

__all__ = ["Desk", "operations"]
