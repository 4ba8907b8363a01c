"""What is forged or repeated changes nothing, and what is good is taken, also while keys rotate."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.api.builders import NOON
from tests.carriers.forging import OTHER, Scheme, a_door, forgeries
from tests.carriers.schemes import STANDARD_V1, STANDARD_V1A, TELNYX

MANY = [(STANDARD_V1, 270), (STANDARD_V1A, 60), (TELNYX, 75)]
"""Schemes, and how many good messages are spoilt: the costly ones less. 10,000 in all."""
SOME = [(STANDARD_V1, 150), (STANDARD_V1A, 25), (TELNYX, 25)]
EACH = ["v1", "v1a", "telnyx"]


def test_the_forgeries_of_all_schemes_are_ten_thousand() -> None:
    spoilt = [
        len(list(forgeries(scheme, scheme.sign(scheme.secrets[0], 1, NOON), 1, random.Random(1))))
        for scheme, _ in MANY
    ]

    assert sum(n * each for (_, n), each in zip(MANY, spoilt, strict=True)) >= 10_000


@pytest.mark.parametrize(("scheme", "how_many"), MANY, ids=EACH)
def test_no_forgery_is_taken_and_every_good_message_is(scheme: Scheme, how_many: int) -> None:
    door, chance = a_door(scheme, bound=True), random.Random(52_36)
    answers = set()

    for number in range(how_many):
        good, before = scheme.sign(scheme.secrets[0], number, NOON), door.holds
        for forged in forgeries(scheme, good, number, chance):
            status, answer = door.send(forged)
            answers.add((status, answer["detail"]))
            assert door.holds == before, forged
        assert door.send(good)[0] == 202
        assert door.holds > before

    assert {status for status, _ in answers} <= {401, 404}
    assert len(answers) == len({status for status, _ in answers}), "all refusals are alike"
    assert not {call for call in door.functions.settled if call == OTHER}


@pytest.mark.parametrize(("scheme", "how_many"), SOME, ids=EACH)
def test_no_repetition_changes_anything_whenever_and_wherever_it_comes(
    scheme: Scheme, how_many: int
) -> None:
    door, key = a_door(scheme), scheme.secrets[0]

    for number in range(how_many):
        door.now = NOON
        good = scheme.sign(key, number, NOON)
        assert door.send(good)[1]["stored"]
        before = door.holds
        for later in (timedelta(), timedelta(minutes=4), timedelta(days=400)):
            door.now = NOON + later
            # The very same bytes, and the carrier's own repetition with a new signature.
            for again in (good, scheme.sign(key, number, door.now)):
                door.send(again)
                door.send(replace(again, carrier="somebody"))
                status, _ = door.send(replace(again, port_out_id=OTHER))
                assert status in (401, 404)
                assert door.holds == before


@pytest.mark.parametrize(("scheme", "how_many"), SOME, ids=EACH)
def test_no_good_message_is_refused_while_keys_rotate(scheme: Scheme, how_many: int) -> None:
    old, new = scheme.secrets
    both: dict[str, str | list[str]] = {scheme.carrier: scheme.on_file((old, new), "")}
    door = a_door(scheme)

    assert door.send(scheme.sign(old, -1, NOON))[0] == 202
    # The carrier begins with the new key before we have looked again.
    door.keys.filed = both
    for number in range(how_many):
        assert door.send(scheme.sign((new, old)[number % 2], number, NOON))[0] == 202
    door.keys.on_file = {scheme.carrier: scheme.on_file((new,), "")}
    assert door.send(scheme.sign(new, how_many, NOON))[0] == 202

    assert door.send(scheme.sign(old, how_many + 1, NOON))[0] == 401
