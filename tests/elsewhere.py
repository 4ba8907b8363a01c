"""A machine whose own time is neither UTC nor that of any port-out or text of the tests."""

import time
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="module")
def elsewhere() -> Iterator[None]:
    """Where the machine's own clock shows something else, whoever reads it is found out."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "Asia/Kathmandu")
        time.tzset()
        yield
    time.tzset()
