"""Port-outs for whoever moves them: what people are told of a move is much to import."""

from collections.abc import Iterable

from port_out.domain.errors import RecordMoved
from port_out.domain.follow_up import generation
from port_out.domain.notices import notice_of
from port_out.domain.port_out import PortOut
from port_out.domain.record import Transition
from port_out.domain.signals import Signal
from port_out.store.items import StateItem
from port_out.store.port_outs import PortOuts
from port_out.store.transition_write import write_transition


class Moves(PortOuts):
    """All port-outs, and their moves. One that lost a race raises RecordMoved, changes nothing."""

    def add(self, port_out: PortOut, line: Transition, numbers: Iterable[str]) -> bool:
        """Store a new port-out with the first line of its record; False if its id exists.

        The state row wins the id, then the numbers are written. A call that was cut off between
        the two shows in their count, and `add_numbers` mends it.
        """
        try:
            unknown = StateItem.port_out_id.does_not_exist()
            write_transition(port_out, line, unknown, notice=notice_of(None, port_out, line))
        except RecordMoved:
            return False
        self.add_numbers(port_out.id, numbers)
        return True

    def record(
        self,
        before: PortOut,
        after: PortOut,
        line: Transition,
        *,
        signal: Signal | None = None,
        messages: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Move the port-out and write the line, the used signal and messages in ONE transaction.

        What people are told of it is written too (`domain/notices`). A case that was followed by
        another stays known to `by_case`. RecordMoved when `before` is no longer what is stored.
        """
        unmoved = StateItem.revision == before.revision
        former = before if generation(after) > generation(before) else None
        notice = notice_of(before, after, line)
        write_transition(
            *(after, line, unmoved),
            signal=signal,
            messages=messages,
            former=former,
            notice=notice,
        )
