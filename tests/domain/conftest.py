"""The domain is told the time and where it counts."""

from tests.elsewhere import elsewhere as elsewhere
