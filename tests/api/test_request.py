"""POST /port-outs."""

import re

import pytest

from tests.api.builders import ALICE, INSTANCE, NUMBERS, a_port_out, a_request
from tests.api.world import World

KEY = {"Idempotency-Key": "order-4711"}


def test_a_request_is_put_on_record_and_started(world: World) -> None:
    answer = world.post("/port-outs", a_request(reference="R-1", target_date="2026-12-15"))

    id_ = answer.body["port_out_id"]
    assert (answer.status, answer.body["state"]) == (202, "Confirm Ownership")
    assert re.fullmatch("po-[a-z2-7]{26}", id_)
    assert answer.headers["Location"] == answer.body["links"]["self"] == f"/port-outs/{id_}"
    assert world.workflow.started == [id_]
    port_out = world.port_outs.get(id_)
    assert (port_out.requested_by, port_out.order.reference) == (ALICE, "R-1")
    assert [n.number for n in world.port_outs.numbers(id_)] == list(NUMBERS)
    line = world.port_outs.transitions(id_)[0]
    assert line.facts["request_sha256"] == port_out.facts["request_sha256"]


def test_numbers_in_another_open_port_out_are_named_one_by_one(world: World) -> None:
    other = a_port_out().id
    world.locks.held = {NUMBERS[1]: other}
    answer = world.post("/port-outs", a_request())

    assert answer.status == 409
    assert [e["field"] for e in answer.body["errors"]] == ["numbers[1]"]
    assert other in answer.body["errors"][0]["detail"]
    assert not world.port_outs.rows


def test_every_bad_number_and_field_gets_its_own_entry(world: World) -> None:
    body = a_request(numbers=["12065550100", "+12065550100", "+12065550100", "+1206"])
    body |= {"instance_arn": "arn:aws:s3:::bucket", "target_date": "2026-02-30"}
    body["identity"] = body["identity"] | {"city": "  "}
    answer = world.post("/port-outs", body)

    assert answer.status == 400
    fields = {e["field"] for e in answer.body["errors"]}
    assert fields == {
        *("instance_arn", "identity.city", "target_date"),
        *("numbers[0]", "numbers[2]", "numbers[3]"),
    }
    assert all(e["detail"] and e["mend"] for e in answer.body["errors"])


def test_every_field_of_the_wrong_shape_is_reported_at_once(world: World) -> None:
    body = {
        "numbers": [7, NUMBERS[0]],
        "winning_carrier": {"name": "", "channel": "A B"},
        "identity": {"company_name": "x\ny", "country_code": "usa"},
        "contact": {"language": "de", "cc": ["nobody"]},
        "surprise": 1,
    }
    answer = world.post("/port-outs", body)

    fields = {e["field"] for e in answer.body["errors"]}
    assert answer.status == 400
    assert fields >= {
        *("instance_arn", "numbers[0]", "winning_carrier.name", "winning_carrier.channel"),
        *("identity.company_name", "identity.country_code", "identity.authorized_person"),
        *("contact.language", "contact.cc[0]", "surprise"),
    }


def test_a_target_date_in_the_past_is_refused(world: World) -> None:
    answer = world.post("/port-outs", a_request(target_date="2026-11-23"))

    assert (answer.status, answer.body["errors"][0]["field"]) == (400, "target_date")


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-11-27", "is too early: a port takes 4 business days or more"),
        ("2026-12-05", "is no business day in US"),
        ("2026-12-25", "is no business day in US"),
    ],
)
def test_a_target_date_that_no_carrier_can_keep_is_refused_with_the_earliest(
    world: World, day: str, why: str
) -> None:
    answer = world.post("/port-outs", a_request(target_date=day))

    assert answer.status == 400
    assert answer.body["errors"] == [
        {
            "field": "target_date",
            "detail": why,
            "mend": "give 2026-12-01 or a later business day, or leave it out",
        }
    ]


def test_a_mixed_list_is_shown_in_groups_and_sent_to_the_plan(world: World) -> None:
    numbers = [NUMBERS[0], "+18005550100", "+442079460000"]
    answer = world.post("/port-outs", a_request(numbers=numbers))

    assert (answer.status, answer.body["plan"]) == (400, "/port-outs/plan")
    assert [(g["country"], g["kind"]) for g in answer.body["groups"]] == [
        ("GB", "geographic"),
        ("US", "geographic"),
        ("US", "toll_free"),
    ]


def test_what_the_plan_said_wins_over_the_numbering_plan(world: World) -> None:
    answer = world.post(
        "/port-outs", a_request(numbers=["+18005550100"], country="CA", kind="toll_free")
    )

    order = world.port_outs.get(answer.body["port_out_id"]).order
    assert (order.country, order.kind) == ("CA", "toll_free")


def test_nobody_unsigned_learns_what_is_wrong(world: World) -> None:
    answer = world.post("/port-outs", {"instance_arn": INSTANCE}, by="")

    assert (answer.status, "errors" in answer.body) == (403, False)


def test_a_wrong_shape_does_not_hide_what_is_wrong_with_the_numbers(world: World) -> None:
    body = a_request(numbers=[12, "206-555-0100", "+12065550100"])
    del body["identity"]
    answer = world.post("/port-outs", body)

    assert answer.status == 400
    fields = [e["field"] for e in answer.body["errors"]]
    assert sorted(fields) == ["identity", "numbers[0]", "numbers[1]"]


def test_what_the_carrier_may_ask_for_is_in_the_order(world: World) -> None:
    carrier = {"name": "Example Telecom", "loa_days": 45, "resp_org": "ABC01"}
    contact = {"name": "Ben Porter", "phone": "+1 206 555 9999", "email": "ben@example.com"}

    answer = world.post("/port-outs", a_request(winning_carrier=carrier, contact=contact))

    order = world.port_outs.get(answer.body["port_out_id"]).order
    assert (order.loa_days, order.resp_org) == (45, "ABC01")
    found = {"name": order.contact_name, "phone": order.contact_phone, "email": order.contact_email}
    assert found == contact


@pytest.mark.parametrize(("number", "days"), [("+12065550100", 15), ("+18005550100", 30)])
def test_a_signature_holds_as_long_as_is_usual_for_the_kind_of_number(
    world: World, number: str, days: int
) -> None:
    answer = world.post("/port-outs", a_request(numbers=[number]))

    order = world.port_outs.get(answer.body["port_out_id"]).order
    assert (order.loa_days, order.resp_org, order.contact_name) == (days, "", "")


@pytest.mark.parametrize(
    ("member", "name", "value"),
    [
        *(("winning_carrier", "loa_days", days) for days in (0, -1, 91, 15.5, "15", True, None)),
        *(("winning_carrier", "resp_org", id_) for id_ in ("", "abc01", "ABC0", "ABC012", 12345)),
        *(("contact", "name", name) for name in ("", "x" * 81, "a\nb", 7)),
        *(("contact", "phone", phone) for phone in ("", "1" * 33, "1\r2", 12065550100)),
        *(("contact", "email", mail) for mail in ("", "ben", "ben@", "a b@example.com", "a@b\nc")),
    ],
)
def test_what_the_carrier_may_ask_for_is_refused_where_it_can_not_be_used(
    world: World, member: str, name: str, value: object
) -> None:
    given = {"winning_carrier": {"name": "Example Telecom"}}.get(member, {})

    answer = world.post("/port-outs", a_request(**{member: given | {name: value}}))

    assert answer.status == 400
    [error] = answer.body["errors"]
    assert (error["field"], len(error["mend"]) > 10) == (f"{member}.{name}", True)
    assert not world.port_outs.rows
