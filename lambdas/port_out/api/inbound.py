"""What all senders of signals share: facts of the right kind, about numbers of this port-out."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from port_out.domain.errors import BadInput, Problem
from port_out.domain.facts import checked_facts
from port_out.domain.signals import SignalType
from port_out.store.number_rows import in_order
from port_out.store.port_outs import PortOuts


def facts_of(type_: SignalType, given: Mapping[str, Any], *, within: str) -> dict[str, Any]:
    """The facts as they are stored; the problems name the member of the body that held them."""
    try:
        return checked_facts(type_, given)
    except BadInput as error:
        renamed = [
            replace(problem, field=problem.field.replace("facts", within, 1))
            for problem in error.problems
        ]
        raise BadInput(renamed) from None


def refuse_strangers(
    facts: Mapping[str, Any], port_outs: PortOuts, port_out_id: str, *, within: str
) -> None:
    """BadInput with one problem for each number that is not of this port-out.

    What is said of a number may come after its removal; only a removal needs it in the order.
    """
    if not facts.get("numbers") and not facts.get("remove_numbers"):
        return
    rows = port_outs.numbers(port_out_id)
    every, left = {row.number for row in rows}, in_order(rows)
    problems = _strangers(facts, "numbers", every, within)
    problems += _strangers(facts, "remove_numbers", set(left), within)
    removed = set(facts.get("remove_numbers", ()))
    if removed and not problems and removed >= set(left):
        mend = "keep at least one number, or send operator.cancelled"
        problems.append(Problem(f"{within}.remove_numbers", "leaves no number", mend))
    if problems:
        raise BadInput(problems)


def _strangers(
    facts: Mapping[str, Any], name: str, known: Collection[str], within: str
) -> list[Problem]:
    mend = "name numbers as GET /port-outs/{id} lists them"
    return [
        Problem(f"{within}.{name}[{index}]", "is not in this port-out", mend)
        for index, number in enumerate(facts.get(name, ()))
        if number not in known
    ]
