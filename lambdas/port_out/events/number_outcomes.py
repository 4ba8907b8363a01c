"""What became of single numbers, where a signal speaks of some and not of all."""

from collections.abc import Sequence

from port_out.domain.life_cycle import Outcome
from port_out.domain.number_history import spoken, with_event
from port_out.domain.numbers import Number
from port_out.domain.port_out import PortOut
from port_out.domain.signals import Signal
from port_out.store.number_rows import in_order
from port_out.store.port_outs import PortOuts


def write_number_outcomes(
    port_out: PortOut,
    signal: Signal,
    outcome: Outcome | None,
    rows: Sequence[Number],
    port_outs: PortOuts,
) -> None:
    """Write the outcomes before the transition: a step that is killed between writes them again.

    RecordMoved where another run has written one of these numbers meanwhile.
    """
    of_each = spoken(port_out, signal, outcome, in_order(rows)).each
    named = [row for row in rows if row.number in of_each]
    changed = [(row, with_event(row, of_each[row.number])) for row in named]
    port_outs.write_numbers(port_out.id, [after for row, after in changed if after is not row])
