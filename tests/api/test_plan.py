"""POST /port-outs/plan."""

import pytest

from tests.api.builders import ID, INSTANCE, NUMBERS, held, inventory
from tests.api.world import World
from tests.fakes import FakeConnect

URL = "/port-outs/plan"
CSV = {"Content-Type": "text/csv; charset=utf-8"}
GROUP = INSTANCE.replace("instance/", "traffic-distribution-group/")
OTHER = INSTANCE.replace("aaaaaaaa", "bbbbbbbb")


@pytest.fixture
def mixed(world: World) -> World:
    numbers = [
        held(NUMBERS[0]),
        held(NUMBERS[1], target_arn=OTHER, instance_id=OTHER.rpartition("/")[2]),
        held("+18005550100", "TOLL_FREE"),
        held("+442079460000", country="GB"),
        held("+12065550102", target_arn=GROUP),
        held("+12065550103", target_arn=GROUP, instance_id=""),
        held("+12065550104", "SHORT_CODE"),
        held("+12065550105", "TOLL_FREE_OF_TOMORROW"),
        held("+12065550106", source_arn="arn:aws:sms-voice:us-east-1:1:phone-number/1"),
        held("+12065550107"),
    ]
    world.connect = FakeConnect(inventory(*numbers))
    world.locks.held = {"+12065550107": ID}
    return world


def test_a_list_is_split_by_instance_country_and_kind(mixed: World) -> None:
    listed = [NUMBERS[0], "+18005550100", "+442079460000", NUMBERS[1], "+12065550102"]
    answer = mixed.post(URL, {"numbers": listed})

    assert (answer.status, answer.body["problems"]) == (200, [])
    assert [
        (p["instance_arn"], p["country"], p["kind"], p["numbers"]) for p in answer.body["port_outs"]
    ] == [
        (INSTANCE, "GB", "geographic", ["+442079460000"]),
        (INSTANCE, "US", "geographic", [NUMBERS[0], "+12065550102"]),
        (INSTANCE, "US", "toll_free", ["+18005550100"]),
        (OTHER, "US", "geographic", [NUMBERS[1]]),
    ]
    assert mixed.connect.calls == 1


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("+12065550199", "not claimed"),
        ("+12065550103", "does not say of which instance"),
        ("+12065550104", "can't leave this way (SHORT_CODE)"),
        ("+12065550105", "does not know the type"),
        ("+12065550106", "End User Messaging"),
        ("+12065550107", ID),
        ("2065550100", "not in E.164 form"),
        ("", None),
    ],
)
def test_a_number_that_can_not_go_has_one_problem(
    mixed: World, number: str, said: str | None
) -> None:
    answer = mixed.post(URL, {"numbers": [number]})
    if said is None:
        assert (answer.status, answer.body["errors"][0]["field"]) == (400, "numbers[0]")
        return

    [problem] = answer.body["problems"]
    assert (answer.body["port_outs"], problem["number"]) == ([], number)
    assert problem["field"] == "numbers[0]"
    assert said in problem["detail"]
    assert problem["mend"]


def test_a_number_that_is_listed_twice_goes_once(mixed: World) -> None:
    answer = mixed.post(URL, {"numbers": [NUMBERS[0], NUMBERS[0]]})

    assert answer.body["port_outs"][0]["numbers"] == [NUMBERS[0]]
    assert [p["field"] for p in answer.body["problems"]] == ["numbers[1]"]


def test_a_carrier_that_is_named_stands_with_every_part(mixed: World) -> None:
    carrier = {"name": "Example Telecom"}
    answer = mixed.post(URL, {"numbers": [*NUMBERS], "winning_carrier": carrier})

    assert [p["winning_carrier"] for p in answer.body["port_outs"]] == [carrier, carrier]


def test_a_group_of_more_than_a_port_out_takes_becomes_several(world: World) -> None:
    numbers = [f"+1206{n:07}" for n in range(2_000_000, 2_006_000)]
    world.connect = FakeConnect(inventory(*(held(n) for n in numbers)))
    parts = world.post(URL, {"numbers": numbers}).body["port_outs"]

    assert [len(p["numbers"]) for p in parts] == [5000, 1000]


@pytest.mark.parametrize(
    "text",
    [
        "Name,PhoneNumber\nDesk,+12065550100\nShop,+12065550101\n",
        "\ufeffName;phone_number\r\nDesk;+12065550100\r\n\r\nShop;+12065550101\r\n",
        '"Number"\n"+12065550100"\n" +12065550101 "',
        "+12065550100\n+12065550101",
        "me,+12065550100\nyou,+12065550101",
        "Telefonnummer\tAnlage\n+12065550100\t1\n+12065550101\t2",
    ],
)
def test_a_csv_is_read_whatever_its_separator_heading_or_mark(world: World, text: str) -> None:
    answer = world.post(URL, text, headers=CSV)

    assert answer.body["port_outs"][0]["numbers"] == list(NUMBERS)
    assert answer.body["problems"] == []


def test_a_problem_in_a_csv_names_its_row(world: World) -> None:
    answer = world.post(URL, "Number\n+12065550100\n1.20656E+10\n", headers=CSV)

    assert [p["field"] for p in answer.body["problems"]] == ["row 3"]


@pytest.mark.parametrize(
    "text", ["Number\n", "Number", "\ufeff\n\n", '"' + "x" * 200_000, "Number\n" + "+1\n" * 10_001]
)
def test_a_csv_without_numbers_or_with_too_many_is_refused(world: World, text: str) -> None:
    answer = world.post(URL, text, headers=CSV)

    assert (answer.status, answer.body["errors"][0]["field"]) == (400, "body")
