"""Once a day: a number that left Amazon Connect without a port-out is on file, told, and rings."""

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from port_out.domain.errors import AccessRefused, InventoryBroken, TemporarilyUnavailable
from port_out.domain.inventory import INVENTORY
from port_out.domain.life_cycle import State
from port_out.domain.notices import Notice, NoticeKind
from port_out.domain.numbers import HeldNumber, Number, NumberOutcome
from port_out.domain.people import Person
from port_out.domain.port_lock import locked
from port_out.domain.signals import Signal, SignalType
from port_out.events.compare_inventory import MOST_AT_ONCE, World, compare_inventory
from port_out.events.record_loss import World as LossWorld
from port_out.events.record_loss import record_loss
from port_out.events.send_notices import World as SendWorld
from port_out.events.send_notices import send_notices
from tests.builders import ACCOUNT, ID, INSTANCE, NOON, NUMBERS, REGION, AWorld, an_inventory, held
from tests.events.running import settle
from tests.fakes.notices import TARGET
from tests.stage import a_world, record_holds

K, S = NoticeKind, State
SPARE = ("+12065550190", "+12065550191")
OTHER = INSTANCE.replace("11111111", "22222222")
SOMEBODY = f"arn:aws:iam::{ACCOUNT}:user/ana"


def with_a_port_out(state: State = S.AWAIT_APPROVAL, **known: Any) -> AWorld:
    """A port-out that has its numbers; two more numbers are in none. The first day has passed."""
    world = a_world(state, waiting=state.startswith("Await"), **known)
    world.port_outs.know_ids(ID, {f"id-{number[1:]}": number for number in NUMBERS})
    world.locks.take(NUMBERS, ID)
    has(world, *NUMBERS, *SPARE)
    compared(world)
    world.now.pass_(hours=24)
    return world


def has(world: AWorld, *numbers: str, **where: Any) -> None:
    """What the account has in Amazon Connect."""
    world.connect.inventories = {}
    world.connect.numbers = [held(number, **where) for number in numbers]


def compared(world: AWorld) -> dict[str, int]:
    """The daily comparison, and every loss that it finds is recorded."""
    world.functions.losses = []
    done = compare_inventory(
        World(
            world.port_outs,
            world.inbox,
            world.locks,
            world.port_locks,
            world.inventories,
            world.files,
            world.connect,
            world.functions,
            world.now,
        )
    )
    for loss in world.functions.losses:
        passed_on(world, loss)
    return done


def passed_on(world: AWorld, loss: dict[str, Any]) -> None:
    """Record Loss, which gets what survives JSON."""
    told = LossWorld(world.port_outs, world.inbox, world.notices, world.functions)
    record_loss(json.loads(json.dumps(loss)), told)


def notices(world: AWorld, id_: str = INVENTORY) -> list[Notice]:
    kinds = (K.NUMBERS_LEFT, K.NUMBER_LOST)
    return [kept.notice for kept in world.notices.of(id_) if kept.notice.kind in kinds]


def reports(world: AWorld) -> list[dict[str, Any]]:
    """What lies in the bucket of every loss that was found."""
    keys = [key for key in sorted(world.files.versions) if key.startswith("inventory/left/")]
    return [json.loads(world.files.versions[key][-1][0]) for key in keys]


def test_on_the_first_day_there_is_nothing_to_compare_with() -> None:
    world = AWorld()
    has(world, *NUMBERS)

    assert compared(world) == {"numbers": 3}

    assert (world.functions.losses, notices(world), reports(world)) == ([], [], [])
    assert world.inventories.kept is not None
    assert world.inventories.kept.count == 3


def test_where_nothing_left_nobody_is_told_and_one_look_is_enough() -> None:
    world = with_a_port_out()
    world.connect.calls = 0

    done = compared(world)

    assert (done, world.functions.losses, world.connect.calls) == ({"numbers": 5}, [], 1)


def test_a_number_that_was_in_no_port_out_is_on_file_and_everybody_is_told_once() -> None:
    world = with_a_port_out()
    has(world, *NUMBERS, SPARE[0])

    done = compared(world)

    assert done == {"numbers": 4, "unasked": 1, "told": 1}
    (notice,) = notices(world)
    assert (notice.kind, notice.is_mandatory, notice.count) == (K.NUMBERS_LEFT, True, 1)
    assert world.functions.notified == [INVENTORY]
    (report,) = reports(world)
    assert report["numbers"] == [
        {
            "number": SPARE[1],
            "phone_number_id": f"id-{SPARE[1][1:]}",
            "instance_id": INSTANCE.rsplit("/", 1)[-1],
            "last_port_out_id": None,
            "protected": False,
        }
    ]
    assert compared(world) == {"numbers": 4}
    assert len(notices(world)) == 1


def test_the_notice_leads_to_the_list_and_holds_no_number_itself() -> None:
    world = with_a_port_out()
    has(world, *NUMBERS)
    world.notify_parameters.set = replace(world.notify_parameters.set, webhook=TARGET)

    compared(world)
    send_notices(
        INVENTORY,
        SendWorld(
            world.notices,
            world.topic,
            world.webhook,
            world.notify_parameters,
            world.undelivered,
            world.now,
        ),
    )

    (said,) = world.topic.published
    (key,) = [key for key in world.files.versions if key.startswith("inventory/left/")]
    assert said.subject == "Numbers left Amazon Connect unasked: you must act [inventory]"
    assert "had 2 phone numbers on 2026-11-23 12:00 UTC that it has no longer" in said.text
    assert f"Type: aws s3 cp s3://bucket.test/{key} -\n" in said.text
    assert "Port-out: " not in said.text
    assert "port-out show" not in said.text
    assert said.attributes["kind"] == "inventory.numbers_left"
    ((_, _, event),) = world.webhook.sent
    assert event["data"]["state"] is None
    for number in SPARE:
        assert number[1:] not in said.subject + said.text + json.dumps(event)


def test_a_number_that_an_open_port_out_needs_is_on_its_record_and_told_there() -> None:
    world = with_a_port_out()
    has(world, NUMBERS[1], *SPARE)

    done = compared(world)
    settle(world)

    assert done == {"numbers": 3, "needed": 2, "told": 2}
    line = world.port_outs.transitions(ID)[-1]
    assert (line.by, line.facts["signal"]) == ("Connect Port-Out", "connect.number_lost")
    assert line.facts["numbers"] == [NUMBERS[0], NUMBERS[2]]
    record_holds(world)
    assert [notice.kind for notice in notices(world, ID)] == [K.NUMBER_LOST]
    assert notices(world) == []


def test_what_cloudtrail_has_told_already_is_not_told_again() -> None:
    world = with_a_port_out()
    lost = SignalType.CONNECT_NUMBER_LOST
    facts = {"number": NUMBERS[0], "phone_number_id": "x"}
    world.inbox.keep(Signal("lost-1", ID, lost, SOMEBODY, world.now(), facts))
    has(world, NUMBERS[2], *SPARE)

    compared(world)

    assert [loss["phone_number_ids"] for loss in world.functions.losses] == [
        [f"id-{NUMBERS[1][1:]}"]
    ]


def test_a_call_for_a_loss_has_no_number_in_it_and_not_too_many_ids() -> None:
    world = with_a_port_out()
    many = [f"+1206556{n:04}" for n in range(MOST_AT_ONCE + 1)]
    world.port_outs.number_rows[ID] = {number: Number(number) for number in many}
    world.port_outs.know_ids(ID, {f"id-{number[1:]}": number for number in many})
    world.locks.take(many, ID)
    has(world, *many)
    compared(world)
    has(world, *SPARE)

    done = compared(world)
    settle(world)

    first, second = world.functions.losses
    assert (len(first["phone_number_ids"]), len(second["phone_number_ids"])) == (MOST_AT_ONCE, 1)
    assert not [number for number in many if number in json.dumps([first, second])]
    assert done["told"] == len(many)
    record = [line.facts for line in world.port_outs.transitions(ID)]
    lost = [facts["numbers"] for facts in record if facts.get("signal") == "connect.number_lost"]
    assert sorted(number for numbers in lost for number in numbers) == many


@pytest.mark.parametrize("state", [S.COMPLETED, S.CONFIRM_DEPARTURE, S.CLOSE_SUPPORT_CASE])
def test_numbers_that_left_by_their_port_out_are_no_loss(state: State) -> None:
    world = with_a_port_out(state)
    world.port_outs.set_outcomes(ID, NUMBERS, NumberOutcome.PORTED)
    has(world, *SPARE)

    done = compared(world)

    assert (done, world.functions.losses) == ({"numbers": 2, "moved": 3}, [])


def test_a_number_that_ported_away_came_back_and_left_again_is_a_loss() -> None:
    world = with_a_port_out(S.COMPLETED)
    world.port_outs.set_outcomes(ID, NUMBERS, NumberOutcome.PORTED)
    has(world, *NUMBERS, *SPARE, id="another-claim")
    compared(world)
    has(world, *NUMBERS[1:], *SPARE, id="another-claim")

    assert compared(world) == {"numbers": 4, "unasked": 1, "told": 1}


@pytest.mark.parametrize("state", [S.CANCELLED, S.EXPIRED, S.REJECTED])
def test_numbers_of_a_port_out_that_did_not_happen_are_told_with_all_others(state: State) -> None:
    world = with_a_port_out(state)
    has(world, *NUMBERS[1:])

    done = compared(world)

    assert done == {"numbers": 2, "unasked": 3, "told": 3}
    assert [notice.count for notice in notices(world)] == [3]
    assert {n["last_port_out_id"] for n in reports(world)[0]["numbers"]} == {ID, None}


def test_a_protected_number_that_left_is_named_as_one() -> None:
    world = with_a_port_out()
    lock, line = locked(None, SPARE[0], Person(SOMEBODY, "id"), NOON, "ours")
    world.port_locks.record(None, lock, line)
    has(world, *NUMBERS)

    compared(world)

    assert [n["protected"] for n in reports(world)[0]["numbers"]] == [True, False]
    assert notices(world)[0].what.startswith("1 of them had a port lock. ")


def test_an_instance_that_is_deleted_is_one_notice_however_many_numbers_it_had() -> None:
    world = AWorld()
    many = [held(f"+1425{n:07}", target_arn=OTHER, instance_id="deleted") for n in range(5000)]
    world.connect = type(world.connect)(an_inventory(), numbers=many)
    compared(world)
    world.connect.numbers = []

    assert compared(world) == {"numbers": 3, "unasked": 5000, "told": 5000}

    (notice,) = notices(world)
    assert notice.count == 5000
    assert "1 instance has no number left that it had." in notice.what
    assert len(world.functions.losses) == 1
    assert len(reports(world)[0]["numbers"]) == 5000


def test_a_number_that_is_moved_or_claimed_anew_is_not_lost() -> None:
    world = with_a_port_out()
    group = f"arn:aws:connect:{REGION}:{ACCOUNT}:traffic-distribution-group/g-1"

    for where in ({"instance_id": "other"}, {"target_arn": group, "instance_id": ""}, {"id": "x"}):
        has(world, *NUMBERS, *SPARE, **where)
        assert compared(world) == {"numbers": 5}


@pytest.mark.parametrize("error", [TemporarilyUnavailable, AccessRefused])
def test_a_list_that_did_not_come_to_its_end_is_neither_compared_nor_kept(
    error: type[Exception],
) -> None:
    world = with_a_port_out()
    before = world.inventories.kept
    has(world, *SPARE)
    world.connect.failing = error("connect")  # type: ignore[assignment]  # both are of ours

    with pytest.raises(error):
        compared(world)

    assert (world.functions.losses, world.inventories.kept) == ([], before)
    world.connect.failing = None
    assert compared(world)["told"] == 3


def test_what_is_missing_is_looked_for_twice() -> None:
    world = with_a_port_out()
    looks = [[held(n) for n in NUMBERS], [held(n) for n in (*NUMBERS[:1], *SPARE)]]
    answering(world, looks)

    done = compared(world)

    assert (done, world.functions.losses) == ({"numbers": 5}, [])
    assert world.inventories.kept is not None
    assert world.inventories.kept.count == 5


def answering(world: AWorld, looks: list[list[HeldNumber]]) -> None:
    """Connect answers each look with the next of these."""

    class Changing(type(world.connect)):  # type: ignore[misc]  # the class of the fake
        def all_numbers(self) -> list[HeldNumber]:
            return looks.pop(0)

    world.connect = Changing()


@pytest.mark.parametrize("cut_off", ["at the call", "at the inventory"])
def test_a_run_that_is_cut_off_is_made_good_by_the_next_and_tells_once(cut_off: str) -> None:
    world = with_a_port_out()
    has(world, *NUMBERS[1:])
    breaking = world.functions if cut_off == "at the call" else world.inventories
    name = "record_loss" if cut_off == "at the call" else "keep"
    setattr(breaking, name, failing(breaking, name))

    with pytest.raises(TemporarilyUnavailable):
        compared(world)
    for loss in world.functions.losses:
        passed_on(world, loss)
    delattr(breaking, name)
    world.now.pass_(minutes=1)
    compared(world)

    assert len(notices(world)) == 1
    assert len([s for s in world.inbox.signals(ID) if s.type == "connect.number_lost"]) == 1
    assert len(notices(world, ID)) == 1
    assert compared(world) == {"numbers": 2}


def failing(of: object, name: str) -> Callable[..., Any]:
    """What it does, and then it is cut off; a second call is as before."""
    real = getattr(type(of), name)

    def act(*given: Any) -> Any:
        if name == "record_loss":
            real(of, *given)
        raise TemporarilyUnavailable(name)

    return act


def test_two_runs_at_once_tell_once_and_the_second_keeps_nothing() -> None:
    world = with_a_port_out()
    has(world, *NUMBERS[1:])
    before = world.inventories.kept
    compared(world)
    after = world.inventories.kept

    overtaken = world.inventories
    overtaken.last = lambda: before  # type: ignore[method-assign]  # it read before the first wrote
    done = compared(world)

    assert done["overtaken"] == 1
    assert overtaken.kept == after
    assert len(notices(world)) == len(notices(world, ID)) == 1


def test_an_inventory_that_was_changed_in_the_bucket_is_not_believed() -> None:
    world = with_a_port_out()
    kept = world.inventories.kept
    assert kept is not None
    fewer = {"at": NOON.isoformat(), "numbers": {}}
    world.files.write(kept.key, gzip.compress(json.dumps(fewer).encode()), "application/gzip")

    with pytest.raises(InventoryBroken):
        compared(world)

    assert world.inventories.kept == kept
