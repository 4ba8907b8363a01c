"""What a command is given: where the program runs, how to print, and the clock."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from cli.output import Output
from cli.where import Asked, Where, find

if TYPE_CHECKING:
    from cli.client import Api


@dataclass
class Here:
    """One call of a command; nothing is looked up before it is needed."""

    asked: Asked = field(default_factory=Asked)
    out: Output = field(default_factory=Output)

    @cached_property
    def where(self) -> Where:
        """Where the program runs; Stop where that can't be found out."""
        return find(self.asked)

    @cached_property
    def api(self) -> "Api":
        """The program's API, signed as the operator."""
        # Help and completion answer at once: AWS's SDK takes longer to load than they take.
        from cli.client import Api

        return Api(self.where, say=self.out.say)

    def now(self) -> datetime:
        """The time, with its offset."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Let so much time pass."""
        time.sleep(seconds)
