"""The same for the schemes that sign no time: there the content is the identity of a message."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.api.builders import NOON
from tests.carriers.account_schemes import EVERY
from tests.carriers.forging import OTHER, Scheme, Sent, a_door, forgeries

GOOD = 60
AGAIN = 25
each_scheme = pytest.mark.parametrize("scheme", EVERY.values(), ids=EVERY.keys())


def forged(scheme: Scheme, good: Sent, number: int, chance: random.Random) -> Iterator[Sent]:
    """What every scheme must notice, and what only these can get wrong."""
    for one in forgeries(scheme, good, number, chance):
        # The name of the scheme is no secret and has no case (RFC 9110, section 11.1).
        if _plain(one) != _plain(good):
            yield one
    if good.query:
        yield replace(good, query={})
        yield replace(good, query={"bodySHA256": "0" * 64})
    if scheme.covers_body:
        yield replace(good, body=good.body + b"&extra=1")
        yield replace(good, headers=good.headers | {"content-type": "text/plain"}, body=b"")
    for other in EVERY.values():
        if other.carrier != scheme.carrier:
            yield replace(other.sign(other.secrets[0], number, NOON), carrier=scheme.carrier)


def _plain(sent: Sent) -> Sent:
    name, _, rest = sent.headers.get("authorization", "").partition(" ")
    return replace(sent, headers=sent.headers | {"authorization": f"{name.lower()} {rest}"})


@each_scheme
def test_no_forgery_is_taken_and_every_good_message_is(scheme: Scheme) -> None:
    door, chance = a_door(scheme, bound=True), random.Random(12)
    answers = set()

    for number in range(GOOD):
        good, before = scheme.sign(scheme.secrets[0], number, NOON), door.holds
        for one in forged(scheme, good, number, chance):
            status, answer = door.send(one)
            answers.add((status, answer.get("detail")))
            assert door.holds == before, one
        assert door.send(good)[0] == 202
        assert door.holds > before

    assert {status for status, _ in answers} <= {401, 404}
    assert len(answers) == len({status for status, _ in answers}), "all refusals are alike"
    assert OTHER not in door.functions.settled


@each_scheme
def test_no_repetition_changes_anything_whenever_and_wherever_it_comes(scheme: Scheme) -> None:
    door = a_door(scheme)

    for number in range(AGAIN):
        door.now = NOON
        good = scheme.sign(scheme.secrets[0], number, NOON)
        assert door.send(good)[1]["stored"]
        before = door.holds
        for later in (timedelta(), timedelta(minutes=4), timedelta(days=3), timedelta(days=400)):
            door.now = NOON + later
            assert door.send(good)[0] == 202
            assert door.send(replace(good, port_out_id=OTHER))[0] in (401, 404)
            assert door.send(replace(good, carrier="somebody"))[0] in (401, 404)
            assert door.holds == before


def test_a_proven_message_that_says_nothing_is_taken_and_keeps_nothing() -> None:
    scheme = EVERY["bandwidth-v1"]
    door = a_door(scheme)
    draft = scheme.sign(scheme.secrets[0], 1, NOON)
    draft = replace(draft, body=draft.body.replace(b"SUBMITTED", b"DRAFT"))

    assert [door.send(draft)[0] for _ in range(2)] == [202, 202]
    assert door.holds == 0


@each_scheme
def test_no_good_message_is_refused_while_keys_rotate(scheme: Scheme) -> None:
    old, new = scheme.secrets
    door = a_door(scheme)

    assert door.send(scheme.sign(old, -1, NOON))[0] == 202
    door.keys.filed = {scheme.carrier: scheme.on_file((old, new), "")}
    for number in range(AGAIN):
        assert door.send(scheme.sign((new, old)[number % 2], number, NOON))[0] == 202
    door.keys.on_file = {scheme.carrier: scheme.on_file((new,), "")}
    assert door.send(scheme.sign(new, AGAIN, NOON))[0] == 202

    assert door.send(scheme.sign(old, AGAIN + 1, NOON))[0] == 401
