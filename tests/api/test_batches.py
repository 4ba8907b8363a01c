"""POST /batches and GET /batches/{id}."""

from datetime import timedelta
from typing import Any

import pytest

from port_out.domain.errors import TemporarilyUnavailable
from port_out.steps.confirm_ownership import confirm_ownership
from tests.api.batches import a_batch, items_of, run_batches, run_item
from tests.api.builders import (
    ACCOUNT,
    ALICE,
    ID,
    IDENTITY,
    INSTANCE,
    NUMBERS,
    REGION,
    a_request,
    held,
    inventory,
)
from tests.api.world import World
from tests.fakes import FakeConnect

URL = "/batches"
KEY = {"Idempotency-Key": "spreadsheet-1"}
TOLL_FREE, BRITISH, UNKNOWN = "+18005550100", "+442079460000", "+12065550199"
EVERYTHING = [*NUMBERS, TOLL_FREE, BRITISH]


@pytest.fixture
def mixed(world: World) -> World:
    """Three groups' worth of numbers."""
    numbers = [held(n) for n in NUMBERS]
    numbers += [held(TOLL_FREE, "TOLL_FREE"), held(BRITISH, country="GB")]
    world.connect = FakeConnect(inventory(*numbers))
    return world


def ask(world: World, **changes: Any) -> Any:
    answer = world.post(URL, a_batch(**{"numbers": EVERYTHING} | changes), headers=KEY)
    assert answer.status == 202, answer.text
    return answer.body


def shown(world: World, batch: Any) -> Any:
    return world.get(batch["links"]["self"]).body


def test_a_batch_becomes_one_port_out_for_each_group(mixed: World) -> None:
    batch = ask(mixed)
    assert (batch["listed"], batch["groups"]) == (4, 3)
    assert mixed.port_outs.rows == {}, "the call itself requests nothing"

    (end,) = run_batches(mixed)

    assert end == {"outcome": "requested", "requested": 3, "refused": 0, "not_tried": 0}
    orders = [port_out.order for port_out in mixed.port_outs.rows.values()]
    assert {(o.instance_arn, o.country, o.kind, o.number_count) for o in orders} == {
        (INSTANCE, "US", "geographic", 2),
        (INSTANCE, "US", "toll_free", 1),
        (INSTANCE, "GB", "geographic", 1),
    }
    assert sorted(mixed.workflow.started) == sorted(mixed.port_outs.rows)
    assert {p.requested_by for p in mixed.port_outs.rows.values()} == {ALICE}


def test_the_end_of_a_batch_is_told_with_what_was_refused_and_where_to_look(mixed: World) -> None:
    batch = ask(mixed)
    mixed.locks.held = {TOLL_FREE: ID}
    run_batches(mixed)

    (told,) = mixed.topic.published
    assert told.subject.endswith(f"not all of it: you must act [{batch['batch_id']}]")
    assert len(told.subject) <= 100
    assert "2 of 3 port-outs requested, 1 refused" in told.text
    assert "in another open port-out, or must not leave: 1 group" in told.text
    assert f"Type: port-out batch {batch['batch_id']}" in told.text
    assert told.attributes["who"] == "operator"
    assert not any(number[2:] in told.text for number in EVERYTHING)


def test_a_batch_that_went_whole_asks_nobody_to_act(mixed: World) -> None:
    ask(mixed)
    run_batches(mixed)

    (told,) = mixed.topic.published
    assert "3 of 3 port-outs requested." in told.text
    assert ("must act" in told.subject, told.attributes["who"]) == (False, "nobody")


def test_a_batch_that_nobody_could_be_told_of_is_tried_again(mixed: World) -> None:
    ask(mixed)
    mixed.topic.failing = TemporarilyUnavailable("sns: down")

    with pytest.raises(TemporarilyUnavailable):
        run_batches(mixed)


def test_a_batch_is_asked_of_connect_once_and_its_run_not_at_all(mixed: World) -> None:
    ask(mixed)
    run_batches(mixed)

    assert mixed.connect.calls == 1


def test_it_shows_each_group_its_state_and_the_numbers_that_cannot_go(mixed: World) -> None:
    batch = ask(mixed, numbers=[*EVERYTHING, UNKNOWN, NUMBERS[0]])
    before = shown(mixed, batch)
    run_batches(mixed)
    view = shown(mixed, batch)

    assert (before["is_requested"], before["outcomes"]) == (False, {"not_yet_requested": 3})
    assert (view["is_requested"], view["outcomes"]) == (True, {"requested": 3})
    assert view["numbers"] == {"listed": 6, "in_groups": 4, "cannot_go": 2}
    assert view["states"] == {"Confirm Ownership": 3}
    assert {group["port_out_id"] for group in view["groups"]} == set(mixed.port_outs.rows)
    assert [(p["number"], p["field"]) for p in view["cannot_go"]] == [
        (UNKNOWN, "numbers[4]"),
        (NUMBERS[0], "numbers[5]"),
    ]
    assert all(p["detail"] and p["mend"] for p in view["cannot_go"])


def test_the_same_key_and_body_make_nothing_twice(mixed: World) -> None:
    first = ask(mixed)
    run_batches(mixed)
    mixed.now += timedelta(days=1)

    again = ask(mixed)
    run_batches(mixed)

    assert again == first
    assert len(mixed.port_outs.rows) == len(mixed.workflow.started) == 3
    assert len(mixed.workflow.runs) == 1, "there was nothing left to run"


def test_the_same_key_with_another_content_is_a_conflict(mixed: World) -> None:
    ask(mixed)
    other = mixed.post(URL, a_batch(numbers=[TOLL_FREE]), headers=KEY)

    assert other.status == 422
    assert len(mixed.batches.rows) == 1


def test_a_repetition_goes_on_where_a_run_has_stopped(mixed: World) -> None:
    ask(mixed)
    (run,) = mixed.workflow.runs
    run_item(mixed, items_of(mixed, run)[0])
    mixed.now += timedelta(minutes=5)

    ask(mixed)
    run_batches(mixed)

    assert len(mixed.workflow.runs) == 2
    assert len(mixed.port_outs.rows) == 3


def test_two_repetitions_in_one_minute_are_one_run(mixed: World) -> None:
    ask(mixed)
    ask(mixed)

    assert len(mixed.workflow.runs) == 1


def test_a_group_that_was_cut_off_is_mended_by_the_next_try(mixed: World) -> None:
    ask(mixed)
    (run,) = mixed.workflow.runs
    item = items_of(mixed, run)[0]
    mixed.workflow.failing = TemporarilyUnavailable("states")
    with pytest.raises(TemporarilyUnavailable):
        run_item(mixed, item)
    mixed.workflow.failing = None

    said = run_item(mixed, item)

    assert mixed.workflow.started == [said["port_out_id"]] == list(mixed.port_outs.rows)


def test_numbers_taken_meanwhile_refuse_their_group_and_no_other(mixed: World) -> None:
    batch = ask(mixed)
    mixed.locks.held = {TOLL_FREE: ID}
    (end,) = run_batches(mixed)

    assert (end["outcome"], end["requested"], end["refused"]) == ("requested", 2, 1)
    refused = [group for group in shown(mixed, batch)["groups"] if group["outcome"] == "refused"]
    assert [group["kind"] for group in refused] == ["toll_free"]
    assert ID in refused[0]["problems"][0]["detail"]
    assert refused[0]["port_out_id"] is refused[0]["state"] is None


def test_a_date_that_is_over_when_the_group_comes_up_refuses_it(mixed: World) -> None:
    batch = ask(mixed, target_date="2026-12-01")
    mixed.now += timedelta(days=10)
    run_batches(mixed)

    view = shown(mixed, batch)
    assert view["outcomes"] == {"refused": 3}
    assert view["groups"][0]["problems"][0]["field"] == "target_date"


def confirmed(world: World, id_: str) -> str:
    """What the step Confirm Ownership says of this port-out."""
    done = confirm_ownership(
        id_,
        port_outs=world.port_outs,
        locks=world.locks,
        port_locks=world.port_locks,
        connect=world.connect,
        account=ACCOUNT,
        region=REGION,
        functions=world.functions,
        now=lambda: world.now,
    )
    return str(done["outcome"])


def test_of_two_lists_at_once_the_later_is_told_which_port_out_has_its_number(
    mixed: World,
) -> None:
    answers = [
        mixed.post(URL, a_batch(numbers=numbers), headers={"Idempotency-Key": f"list-{key}"})
        for key, numbers in enumerate([NUMBERS, NUMBERS[1:]])
    ]
    run_batches(mixed)
    first, second = (shown(mixed, answer.body)["groups"][0]["port_out_id"] for answer in answers)

    outcomes = [confirmed(mixed, first), confirmed(mixed, second)]

    assert outcomes == ["confirmed", "rejected"]
    assert mixed.get(f"/port-outs/{second}").body["problems"] == [
        {"number": NUMBERS[1], "problem": f"is in another open port-out: {first}"}
    ]
    assert shown(mixed, answers[1].body)["states"] == {"Port-Out Rejected": 1}
    assert mixed.locks.holders(NUMBERS) == dict.fromkeys(NUMBERS, first)


def test_an_override_is_for_the_groups_that_it_names(mixed: World) -> None:
    use = {"winning_carrier": {"name": "Freephone Co", "resp_org": "ABC01"}, "reference": "tf"}
    ask(mixed, reference="all", overrides=[{"for": {"kind": "toll_free"}, "use": use}])
    run_batches(mixed)

    orders = [p.order for p in mixed.port_outs.rows.values()]
    assert {(o.kind, o.winning_carrier, o.resp_org, o.reference) for o in orders} == {
        ("geographic", "Example Telecom", "", "all"),
        ("toll_free", "Freephone Co", "ABC01", "tf"),
    }


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"numbers": []}, "numbers"),
        ({"numbers": [UNKNOWN]}, "numbers[0]"),
        ({"identity": IDENTITY | {"city": " "}}, "identity.city"),
        ({"winning_carrier": {}}, "winning_carrier.name"),
        ({"target_date": "2026-02-30"}, "target_date"),
        ({"target_date": "2020-01-01"}, "target_date"),
        ({"target_date": "2026-11-25"}, "target_date"),
        ({"instance_arn": INSTANCE}, "instance_arn"),
        ({"overrides": [{"for": {"kind": "short"}, "use": {}}]}, "overrides[0].for.kind"),
    ],
)
def test_what_is_wrong_is_said_once_and_nothing_is_kept(
    mixed: World, changes: dict[str, Any], field: str
) -> None:
    answer = mixed.post(URL, a_batch(**{"numbers": EVERYTHING} | changes))

    assert answer.status == 400
    assert [error["field"] for error in answer.body["errors"]] == [field]
    assert (mixed.batches.rows, mixed.workflow.runs, mixed.files.versions) == ({}, {}, {})


@pytest.mark.parametrize("id_", ["ba-aaaaaaaaaaaaaaaaaaaaaaaaaa", "ba-1", ID])
def test_there_is_no_such_batch(world: World, id_: str) -> None:
    assert world.get(f"{URL}/{id_}").status == 404


def test_nobody_unknown_learns_anything(mixed: World) -> None:
    batch = ask(mixed)

    assert mixed.post(URL, a_batch(), by="").status == 403
    assert mixed.get(batch["links"]["self"], by="").status == 403


def test_a_batch_and_a_request_under_the_same_key_do_not_meet(mixed: World) -> None:
    ask(mixed)
    run_batches(mixed)

    mixed.locks.held = {}
    alone = mixed.post("/port-outs", a_request(numbers=[BRITISH]), headers=KEY)

    assert alone.status == 202
    assert len(mixed.port_outs.rows) == 4


def test_what_the_state_machine_is_told_holds_no_number_and_no_name(mixed: World) -> None:
    ask(mixed)
    (run,) = mixed.workflow.runs

    told = f"{mixed.workflow.runs} {items_of(mixed, run)}"
    assert not [word for word in (*EVERYTHING, *IDENTITY.values()) if word in told]
