"""What people are still to be told: dates that come near, and notices that were not sent."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from port_out.domain.notices import dates_near
from port_out.domain.port_out import PortOut
from port_out.events.case_reading import alone
from port_out.gateways.functions import Functions
from port_out.store.notices import Notices


def have_notices_sent(
    waiting: Sequence[PortOut], as_of: datetime, notices: Notices, functions: Functions
) -> Counter[str]:
    """Every date that has come near has its notice, and whatever is due is sent.

    A date that is told once is not told again; one that is moved is another date.
    """
    done: Counter[str] = Counter()
    for port_out in waiting:
        with alone(port_out, done):
            new = [notices.add(notice) for notice in dates_near(port_out, as_of)]
            done["dates_near"] += sum(new)
    for port_out_id in notices.waiting(as_of):
        functions.notify(port_out_id)
    return +done
