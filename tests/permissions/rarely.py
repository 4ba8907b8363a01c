"""Everybody, in a world in which rare things can be had; and how AWS answers rarely."""

from collections.abc import Callable
from typing import Any

from tests.faults.everybody import Everybody
from tests.faults.kinds import Kind, Parts, refusal
from tests.faults.parties import NUMBERS
from tests.permissions.recording import RecordingWorld

CREATE, START = ("support", "CreateCase"), ("sfn", "StartExecution")


class Rarely(Everybody):
    """Everybody, in a world in which rare things can be had."""

    def __init__(self, world: RecordingWorld) -> None:
        super().__init__(world)
        self.rare = world
        self._hidden: list[Any] = []

    def hide(self, before: str) -> None:
        """Connect does not list a number when this function looks."""
        held = self.world.aws.estate.numbers
        self.rare.before[before] = lambda: self._hidden.append(held.pop(NUMBERS[0]))

    def first_case_says(self, id_: str, text: str) -> None:
        """AWS Support writes on the case that stands, and no event tells of it."""
        desk = self.world.aws.desk
        desk.aws_writes(next(one for one in desk.cases.values() if id_ in one.subject), text, 0)
        self.world.sweep()

    def show(self) -> None:
        """And lists it again."""
        self.world.aws.estate.numbers[NUMBERS[0]] = self._hidden.pop()


def refused(effect: Callable[[], Parts]) -> Parts:
    """AWS opens no more cases in this hour."""
    return refusal(Kind.REFUSED, *CREATE)


def doubled(effect: Callable[[], Parts]) -> Parts:
    """AWS opens two cases and says that it failed."""
    effect()
    effect()
    return refusal(Kind.BROKEN, *CREATE)


def failed(effect: Callable[[], Parts]) -> Parts:
    """Step Functions does nothing, and says so."""
    return refusal(Kind.BROKEN, *START)
