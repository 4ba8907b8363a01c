"""The one client of DynamoDB, for every kind of row.

pynamodb would make one for each kind when it is first read or written: a session, a client and
sockets, a tenth of a second each, in the middle of a call.
"""

from functools import cache

from pynamodb.connection import Connection, TableConnection
from pynamodb.models import Model

from port_out import settings


@cache
def connection() -> Connection:
    """What all rows and transactions go through."""
    return Connection()


class Row(Model):
    """What all rows have: the client."""

    @classmethod
    def _get_connection(cls) -> TableConnection:
        table = super()._get_connection()
        # pynamodb has no way to hand one over (its issue 1245), but takes one that is there.
        table.connection._client = connection().client
        return table


if settings.runs_in_lambda():
    # While a function starts, AWS gives it more of a processor than for its calls.
    _ = connection().client
