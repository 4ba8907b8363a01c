"""The domain is told the time and where it counts: the machine's own clock shows nothing."""

import time
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="module")
def elsewhere() -> Iterator[None]:
    """A machine whose own time is neither UTC nor that of any port-out here."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Asia/Kathmandu")
        time.tzset()
        yield
    time.tzset()
