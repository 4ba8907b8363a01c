"""A dispute is offered where a simple US port is refused for what 47 CFR 52.36 does not list."""

from dataclasses import replace
from typing import Any

import pytest

from port_out.domain.dispute import dispute
from port_out.domain.life_cycle import State
from port_out.domain.numbers import Kind
from port_out.domain.port_out import PortOut
from tests.api.builders import ORDER, a_port_out


def refused(code: str, state: State = State.AWAIT_CORRECTION, **order: Any) -> PortOut:
    refusal = {"code": code, "reason": "does not match", "numbers": [], "by": "AWS Support"}
    facts = {"refusal": refusal, "former_pons": ["PON-1"]}
    simple = replace(ORDER, country="US", kind=Kind.GEOGRAPHIC, number_count=1)
    return replace(a_port_out(state, facts=facts), order=replace(simple, **order))


@pytest.mark.parametrize(
    "code",
    [
        *("ADDRESS_MISMATCH", "ENTITY_NAME_MISMATCH", "AUTHORIZED_PERSON_MISMATCH"),
        *("BTN_MISMATCH", "LOA_MISSING", "LOA_ILLEGIBLE", "LOA_EXPIRED", "PIN_REQUIRED"),
    ],
)
def test_a_ground_outside_the_list_may_be_disputed(code: str) -> None:
    offered = dispute(refused(code))

    assert offered is not None
    assert "not legal advice" in offered["why"]
    assert "contact centres mostly are not simple" in offered["why"]
    assert code in offered["text"]
    assert "PON-1" in offered["text"]
    assert "does not match" in offered["text"]
    assert "47 CFR 52.36" in offered["text"]


@pytest.mark.parametrize(
    "code",
    [
        *("ACCOUNT_NUMBER_MISMATCH", "ACCOUNT_NUMBER_REQUIRED", "POSTAL_CODE_MISMATCH"),
        *("PIN_INVALID", "NUMBER_NOT_ACTIVE", "NUMBER_LOCKED", "OTHER_ORDER_PENDING", "OTHER"),
    ],
)
def test_what_the_rule_lists_or_does_not_speak_of_is_not_disputed(code: str) -> None:
    assert dispute(refused(code)) is None


@pytest.mark.parametrize(
    "order", [{"country": "CA"}, {"kind": Kind.TOLL_FREE}, {"number_count": 2}], ids=str
)
def test_what_can_be_no_simple_port_is_not_disputed(order: dict[str, Any]) -> None:
    assert dispute(refused("ENTITY_NAME_MISMATCH", **order)) is None


def test_nothing_is_disputed_without_a_refusal_or_after_the_end() -> None:
    simple: dict[str, Any] = {"country": "US", "kind": Kind.GEOGRAPHIC, "number_count": 1}
    waiting = replace(a_port_out(State.AWAIT_APPROVAL), order=replace(ORDER, **simple))

    assert dispute(waiting) is None
    assert dispute(refused("ENTITY_NAME_MISMATCH", State.CANCELLED)) is None


def test_the_order_that_was_refused_is_named_only_where_it_is_the_one() -> None:
    port_out = refused("ENTITY_NAME_MISMATCH")
    several = replace(port_out, facts=dict(port_out.facts) | {"former_pons": ["PON-1", "PON-2"]})

    offered = dispute(several)

    assert offered is not None
    assert offered["text"].startswith("The port of one number was refused (ENTITY_NAME_MISMATCH), ")


def test_a_dispute_names_the_order_the_ground_and_the_rule_and_asks_one_of_three_things() -> None:
    offered = dispute(refused("PIN_REQUIRED"))

    assert offered is not None
    before, _, after = offered["text"].partition(": the ported number, ")
    assert before == (
        "The port of one number under order PON-1 was refused (PIN_REQUIRED), with the words: does "
        "not match. The refusal rests on a passcode that the customer has not asked for. For a "
        "simple port, 47 CFR 52.36 limits what the losing carrier may require to"
    )
    assert after.endswith(
        "and a passcode only if the customer has asked for one. We ask you to say which of these "
        "fields does not match, or to let the port go on. If you treat this port as non-simple, "
        "please say so and why."
    )
    assert offered["why"].startswith(
        "the refusal rests on a passcode that the customer has not asked for, which 47 CFR 52.36 "
        "does not list. This is not legal advice."
    )


def test_a_refusal_without_words_and_without_a_former_order_is_disputed_without_them() -> None:
    port_out = refused("LOA_MISSING")
    bare = replace(port_out, facts={"refusal": {"code": "LOA_MISSING", "by": "AWS Support"}})

    offered = dispute(bare)

    assert offered is not None
    assert offered["text"].startswith(
        "The port of one number was refused (LOA_MISSING). The refusal rests on a signed letter"
    )
