"""What became of single numbers, where a signal speaks of some and not of all."""

from collections.abc import Sequence

from port_out.domain.life_cycle import Outcome
from port_out.domain.numbers import NumberOutcome
from port_out.domain.port_out import PortOut
from port_out.domain.signals import Signal, SignalType, meaning_of
from port_out.domain.waits import ported_so_far
from port_out.store.port_outs import PortOuts


def write_number_outcomes(
    port_out: PortOut,
    signal: Signal,
    outcome: Outcome | None,
    numbers: Sequence[str],
    port_outs: PortOuts,
) -> None:
    """Write the outcomes before the transition: a step that is killed between writes them again."""
    means, facts = meaning_of(signal)
    if means == SignalType.CARRIER_COMPLETED:
        ported = ported_so_far(port_out, facts, numbers)
        if len(ported) < len(numbers):
            port_outs.set_outcomes(port_out.id, sorted(ported), NumberOutcome.PORTED)
        if outcome is Outcome.PARTLY_PORTED:
            left = [number for number in numbers if number not in ported]
            port_outs.set_outcomes(
                port_out.id, left, NumberOutcome.LEFT_BEHIND, "not in the carrier's completion"
            )
    elif outcome is Outcome.REFUSED and facts.get("numbers"):
        code = facts.get("code", "CARRIER_CANCELLED")
        # A number that was removed meanwhile stays removed, whoever still speaks of it.
        refused = [number for number in facts["numbers"] if number in numbers]
        port_outs.set_outcomes(port_out.id, refused, NumberOutcome.REFUSED, code)
    elif outcome is Outcome.CORRECTED and facts.get("remove_numbers"):
        port_outs.set_outcomes(
            port_out.id, facts["remove_numbers"], NumberOutcome.REMOVED, "removed by correction"
        )
