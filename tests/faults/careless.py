"""Programs that are not careful enough: the harness must find each of them out."""

from collections.abc import Callable, Sequence
from datetime import datetime

from port_out import wiring
from port_out.domain.case_opening import WantedCase
from port_out.domain.errors import TemporarilyUnavailable
from port_out.domain.port_out import PortOut
from port_out.domain.signals import Signal
from port_out.one_case import OneCase, Opened
from port_out.store.inbox import Inbox
from port_out.store.tokens import TaskTokens


class NoFence(OneCase):
    """Creates a case, then records it; whoever runs again creates another."""

    def open(self, port_out: PortOut, texts: Sequence[str], generation: int = 1) -> Opened:
        """The case that was opened just now."""
        wanted = WantedCase(port_out, generation, texts[0])
        kind = self._support.kind_of_case()
        assert kind is not None
        id_ = self._support.create(port_out.order, kind, wanted.subject, wanted.body)
        return Opened(self._support.cases([id_])[0])


class DroppedRecord(Inbox):
    """Says that a signal is stored without asking whether it was."""

    def keep(self, signal: Signal) -> bool:
        """True, come what may."""
        try:
            return super().keep(signal)
        except TemporarilyUnavailable:
            return True


class LostToken(TaskTokens):
    """Begins a wait without caring whether its token was stored."""

    def keep(self, port_out_id: str, token: str, now: datetime) -> None:
        """Nothing is raised."""
        try:
            super().keep(port_out_id, token, now)
        except TemporarilyUnavailable:
            return


def _no_fence() -> OneCase:
    return NoFence(
        fence=wiring.case_fence(), pace=wiring.case_pace(), support=wiring.support(), now=wiring.now
    )


WAYS: dict[str, tuple[str, Callable[[], object]]] = {
    "fence": ("one_case", _no_fence),
    "record": ("inbox", DroppedRecord),
    "token": ("task_tokens", LostToken),
}
"""By name: what is replaced in the program, and by what."""


def be_careless(way: str) -> None:
    """From now on the program is careless in this way."""
    name, made = WAYS[way]
    setattr(wiring, name, made)
