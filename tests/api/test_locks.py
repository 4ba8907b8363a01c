"""No request, plan or batch takes a protected number, and the record says who protected it."""

import random
from datetime import timedelta

from port_out.domain.people import Person
from port_out.domain.port_lock import locked
from port_out.domain.record import Transition, breaks_in
from tests.api.builders import ACCOUNT, ALICE, NOON, NUMBERS, a_request
from tests.api.world import World

BOB = f"arn:aws:sts::{ACCOUNT}:assumed-role/PortOutApprover/bob"
FIRST = NUMBERS[0]
LOCK = {"number": FIRST, "reason": "our main line"}


def protected(world: World | None = None) -> World:
    """A world in which the first number is protected."""
    world = world or World()
    assert world.post("/locks", LOCK).body["protected"]
    return world


def test_a_request_for_a_protected_number_is_refused_and_says_which_one() -> None:
    world = protected()

    answer = world.post("/port-outs", a_request())

    assert (answer.status, answer.body["type"][-17:]) == (409, "numbers-protected")
    assert [(e["field"], e["detail"]) for e in answer.body["errors"]] == [
        ("numbers[0]", f"***{FIRST[-2:]} has a port lock")
    ]
    assert not world.workflow.started
    assert not world.port_outs.rows


def test_a_plan_a_batch_and_a_dry_run_say_so_too() -> None:
    world = protected()
    body = a_request()
    del body["instance_arn"]

    plan = world.post("/port-outs/plan", {"numbers": list(NUMBERS)}).body
    rehearsal = world.post("/port-outs?dryRun=true", a_request()).body
    batch = world.post("/batches", body)

    assert [(p["number"], p["detail"]) for p in plan["problems"]] == [(FIRST, "has a port lock")]
    assert [part["numbers"] for part in plan["port_outs"]] == [[NUMBERS[1]]]
    assert rehearsal["would_be_accepted"] is False
    assert batch.body["groups"] == 1


def test_of_10000_requests_with_a_protected_number_none_is_stored() -> None:
    world, lots = protected(), random.Random(20261122)
    others = [f"+1206555{n:04}" for n in range(101, 2000)]

    stored = []
    for _ in range(10_000):
        numbers = [FIRST, *lots.sample(others, lots.randint(0, 4))]
        lots.shuffle(numbers)
        # What the route asks before it stores anything; the route itself is tried above.
        stored += [] if world.port_locks.protecting(numbers, NOON) else [numbers]
    tried = [
        world.post("/port-outs", a_request(numbers=lots.sample([FIRST, *others[:3]], 4))).status
        for _ in range(100)
    ]

    assert stored == []
    assert set(tried) == {409}
    assert not world.workflow.started


def test_two_people_and_24_hours_free_the_number() -> None:
    world = protected()
    asked = world.post("/locks/unlock", LOCK).body
    word = LOCK | {"decision": "approve", "seen": asked["seen"]}
    free = world.post("/locks/approvals", word, by=BOB).body

    world.now += timedelta(hours=24) - timedelta(microseconds=1)
    early = world.post("/port-outs", a_request()).status
    world.now += timedelta(microseconds=1)
    late = world.post("/port-outs", a_request()).status

    assert (asked["state"], free["state"], free["protected"]) == ("unlock asked", "unlocked", True)
    assert (early, late) == (409, 202)


def test_the_record_of_a_lock_says_who_did_what_and_is_a_chain() -> None:
    world = protected()
    asked = world.post("/locks/unlock", LOCK).body
    world.post("/locks/approvals", LOCK | {"decision": "decline", "seen": asked["seen"]}, by=BOB)

    shown = world.get(f"/locks?number=%2B{FIRST[1:]}").body

    lines = [Transition.from_data(line) for line in shown["record"]]
    assert [(line.went_to, line.by) for line in lines] == [
        ("locked", ALICE),
        ("unlock asked", ALICE),
        ("locked", BOB),
    ]
    assert breaks_in(lines, last_hash=shown["locks"][0]["seen"]) == []
    assert [lock["number"] for lock in world.get("/locks").body["locks"]] == [FIRST]


def test_where_the_number_was_never_protected_there_is_no_lock() -> None:
    world = World()

    assert world.get(f"/locks?number=%2B{FIRST[1:]}").status == 409
    assert world.post("/locks/unlock", LOCK).status == 409
    assert world.post("/locks", LOCK | {"number": "call me"}).status == 400


def test_a_lock_that_somebody_else_changed_in_the_same_moment_is_not_overwritten() -> None:
    world = World()
    before = world.port_locks.get
    carol = Person(f"arn:aws:iam::{ACCOUNT}:user/carol")

    def slowly(number: str) -> None:
        world.port_locks.record(None, *locked(None, number, carol, NOON, "faster"))
        world.port_locks.get = before  # type: ignore[method-assign]  # only the first is slow

    world.port_locks.get = slowly  # type: ignore[method-assign,assignment]  # the race
    answer = world.post("/locks", LOCK)

    assert answer.status == 503
    assert [line.by for line in world.port_locks.history(FIRST)] == [carol.arn]
