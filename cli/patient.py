"""Looks again and again, also while the network is away: a laptop sleeps, a train has tunnels."""

from collections.abc import Callable
from typing import Generic, TypeVar

from cli.exits import Exit, Stop
from cli.here import Here

Seen = TypeVar("Seen")
_PASSING = (Exit.UNREACHABLE, Exit.FAULT)


class Patient(Generic[Seen]):
    """The last thing that was seen; only a first look that fails is an error."""

    def __init__(self, here: Here, look: Callable[[], Seen]) -> None:
        self._here, self._look = here, look
        self.seen = look()
        self._is_away = False

    def again(self) -> Seen:
        """What is seen now, or what was seen last; that it is old is said once."""
        try:
            self.seen = self._look()
        except Stop as error:
            if error.code not in _PASSING:
                raise
            if not self._is_away:
                self._here.out.say(f"{error.message}; looking again until it answers")
            self._is_away = True
        else:
            if self._is_away:
                self._here.out.say("it answers again")
            self._is_away = False
        return self.seen
