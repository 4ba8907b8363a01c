"""Confirm Ownership: the numbers are ours, here, can leave, and are in no other port-out."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from port_out import settings, wiring
from port_out.domain.evidence import by_reason, number_problems, place_problem
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.numbers import InstanceArn, Number, NumberOutcome
from port_out.domain.plan import PROTECTED
from port_out.domain.port_out import PortOut, advance, result, result_of
from port_out.domain.restart import is_restarted
from port_out.gateways.connect import Connect
from port_out.gateways.functions import Functions
from port_out.observability import count, step
from port_out.store.locks import NumberLocks
from port_out.store.moves import Moves
from port_out.store.number_rows import in_order
from port_out.store.port_locks import PortLocks

STATE = State.CONFIRM_OWNERSHIP


@step
def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    return confirm_ownership(
        event["port_out_id"],
        port_outs=wiring.moves(),
        locks=wiring.number_locks(),
        port_locks=wiring.port_locks(),
        connect=wiring.connect(),
        account=settings.account_id(),
        region=settings.region(),
        functions=wiring.functions(),
        now=wiring.now,
    )


def confirm_ownership(
    port_out_id: str,
    *,
    port_outs: Moves,
    locks: NumberLocks,
    port_locks: PortLocks,
    connect: Connect,
    account: str,
    region: str,
    functions: Functions,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    """Confirmed, or one reason per number: rejected at first, back to the operator later."""
    port_out = port_outs.get(port_out_id)
    if is_restarted(port_out) and port_out.state is not STATE:
        # The first state of every execution: from here the state machine goes on to that one.
        return {"outcome": str(port_out.state), "attempt": port_out.attempt}
    if (done := result_of(port_out, STATE)) is not None:
        return done
    rows = port_outs.numbers(port_out_id)
    numbers = in_order(rows)
    problems, ids = _not_ours(port_out, numbers, connect, account=account, region=region)
    whole = 0 < len(numbers) == port_out.order.number_count
    if not whole:
        problems = dict.fromkeys(numbers, "its request was cut off: request all numbers anew")
    if not port_out.has_case:
        # Once AWS has a case the numbers are on their way: a lock stops what has yet to begin.
        problems |= dict.fromkeys(port_locks.protecting(numbers, now()), PROTECTED)
    good = [number for number in numbers if number not in problems]
    for number, holder in locks.take(good, port_out_id).items():
        problems[number] = f"is in another open port-out: {holder}"
    # A release is known by the id alone, when Connect can no longer be asked whose it was.
    port_outs.know_ids(port_out_id, {id_: n for id_, n in ids.items() if n in good})
    outcome = _outcome(port_out, problems, whole=whole)
    _write_outcomes(port_outs, port_out_id, rows, problems)
    after, line = advance(
        port_out,
        outcome,
        at=now(),
        by="Connect Port-Out",
        because=STATE,
        facts={"numbers": len(numbers)} | ({"problems": by_reason(problems)} if problems else {}),
        learned={"ownership_problems": len(problems) or None},
    )
    port_outs.record(port_out, after, line)
    functions.notify_when_done(port_out_id)
    count("OwnershipConfirmed" if outcome is Outcome.CONFIRMED else "OwnershipNotConfirmed")
    return result(after)


def _not_ours(
    port_out: PortOut, numbers: list[str], connect: Connect, *, account: str, region: str
) -> tuple[dict[str, str], dict[str, str]]:
    """Why a number is not ours, and the ids of those that are held."""
    instance = InstanceArn.parse(port_out.order.instance_arn)
    reason = place_problem(instance, account=account, region=region)
    if reason:
        return dict.fromkeys(numbers, reason), {}
    inventory = connect.seen(instance)
    ids = {inventory.numbers[n].id: n for n in numbers if n in inventory.numbers}
    return number_problems(numbers, port_out.order, inventory), ids


def _outcome(port_out: PortOut, problems: Mapping[str, str], *, whole: bool) -> Outcome:
    if whole and not problems:
        return Outcome.CONFIRMED
    first = port_out.attempt == 1 and not port_out.has_case
    return Outcome.REJECTED if first else Outcome.DIFFERS


def _write_outcomes(
    port_outs: Moves, port_out_id: str, rows: list[Number], problems: Mapping[str, str]
) -> None:
    port_outs.reject(port_out_id, problems)
    mended = [
        row.number
        for row in rows
        if row.outcome in (NumberOutcome.REJECTED, NumberOutcome.REFUSED)
        and row.number not in problems
    ]
    port_outs.set_outcomes(port_out_id, mended, NumberOutcome.REQUESTED)
