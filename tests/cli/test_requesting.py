"""`port-out plan` and `port-out request`, against the whole API."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.exits import Exit
from tests.api.batches import run_batches
from tests.api.builders import ID, IDENTITY, NUMBERS, held, inventory
from tests.api.world import World
from tests.cli.terminal import in_terminal, piped
from tests.cli.whole import WholeProgram
from tests.fakes import FakeConnect

TOLL_FREE = "+18005550100"
STRANGER = "+12065550199"


@pytest.fixture
def whole() -> Iterator[WholeProgram]:
    listed = [*(held(n) for n in NUMBERS), held(TOLL_FREE, "TOLL_FREE")]
    running = WholeProgram(World(connect=FakeConnect(inventory(*listed))))
    yield running
    running.close()


@pytest.fixture
def shell(environment: dict[str, str], whole: WholeProgram) -> dict[str, str]:
    return environment | {"PORT_OUT_API_URL": whole.url}


@pytest.fixture
def order(tmp_path: Path) -> str:
    file = tmp_path / "order.json"
    file.write_text(json.dumps({"identity": IDENTITY, "winning_carrier": {"name": "Example"}}))
    return str(file)


def a_list(folder: Path, *numbers: str, more: str = "") -> str:
    file = folder / "numbers.csv"
    heading = "PhoneNumber,winning_carrier" if more else "PhoneNumber"
    rows = [f"{number},{more}" if more else number for number in numbers]
    file.write_text("\n".join([heading, *rows]) + "\n")
    return str(file)


def test_a_plan_shows_groups_cases_loas_and_what_can_not_go(
    whole: WholeProgram, shell: dict[str, str], tmp_path: Path
) -> None:
    file = a_list(tmp_path, "12065550100", NUMBERS[1], TOLL_FREE, STRANGER, "1.2E+10")
    shown = in_terminal("plan", file, environment=shell, width=160)

    assert shown.code == 1
    assert "3 numbers in 2 port-outs: 2 Support cases, 2 signed LOAs" in shown.plain
    assert "the lost + was put back" in shown.plain
    assert "the authorized person of `identity`" in shown.plain
    assert "30 days" in shown.plain
    assert "is not claimed in this account" in shown.plain
    assert "has lost digits" in shown.plain
    assert not whole.world.port_outs.rows


def test_a_plan_for_a_program_is_one_document(shell: dict[str, str], tmp_path: Path) -> None:
    file = a_list(tmp_path, "'+12065550100", STRANGER)
    done = piped("plan", file, "--json", environment=shell)

    found = json.loads(done.out)
    assert (done.code, found["cases"], found["numbers"]) == (1, 1, 1)
    assert (found["can_not_go"][0]["row"], found["can_not_go"][0]["number"]) == (3, STRANGER)
    assert found["repaired"][0]["given"] == "'+12065550100"
    assert [(loa["kind"], loa["count"], loa["days"]) for loa in found["loas"]] == [
        ("geographic", 1, 15)
    ]


def test_a_list_may_be_pasted(shell: dict[str, str]) -> None:
    done = piped("plan", "-", "--json", environment=shell, typed="+1 206 555 0100, +12065550101\n")

    assert (done.code, json.loads(done.out)["port_outs"][0]["numbers"]) == (0, list(NUMBERS))


def test_a_list_of_more_than_ten_thousand_is_planned_in_pieces(
    whole: WholeProgram, shell: dict[str, str], tmp_path: Path
) -> None:
    numbers = [f"+1206{last}" for last in range(5_550_000, 5_560_001)]
    whole.world.connect = FakeConnect(inventory(*(held(number) for number in numbers)))
    done = piped("plan", a_list(tmp_path, *numbers), "--json", environment=shell)

    found = json.loads(done.out)
    assert [len(group["numbers"]) for group in found["port_outs"]] == [5000, 5000, 1]
    assert len(whole.calls("POST", "/port-outs/plan")) == 2


def test_one_group_becomes_one_port_out_and_a_second_run_makes_nothing(
    whole: WholeProgram, shell: dict[str, str], tmp_path: Path, order: str
) -> None:
    told = ["request", "--file", a_list(tmp_path, *NUMBERS), "--order", order, "--yes", "--json"]
    first, second = (piped(*told, environment=shell) for _ in range(2))

    assert (first.code, second.code) == (0, 0), first.notes + second.notes
    [made] = json.loads(first.out)["requested"]
    assert json.loads(second.out)["requested"][0]["port_out_id"] == made["port_out_id"]
    assert list(whole.world.port_outs.rows) == [made["port_out_id"]]


def test_what_is_under_way_already_is_named_and_not_requested_again(
    whole: WholeProgram, shell: dict[str, str], tmp_path: Path, order: str
) -> None:
    whole.world.locks.held = dict.fromkeys(NUMBERS, ID)
    told = ["request", "--file", a_list(tmp_path, *NUMBERS), "--order", order, "--yes"]
    done = piped(*told, environment=shell)

    assert (done.code, ID in done.out) == (0, True)
    assert not whole.calls("POST", "/port-outs")


def test_a_person_sees_the_dry_run_and_may_say_no(
    whole: WholeProgram, shell: dict[str, str], tmp_path: Path, order: str
) -> None:
    told = ["request", "--file", a_list(tmp_path, *NUMBERS), "--order", order]
    shown = in_terminal(*told, environment=shell, typed="n\n")

    assert shown.code == 1
    assert "would be accepted" in shown.plain
    assert "[y/N]" in shown.plain
    assert "nothing was requested" in shown.plain
    assert not whole.world.port_outs.rows


def test_a_list_that_was_sorted_and_renamed_meanwhile_makes_nothing_twice(
    whole: WholeProgram, shell: dict[str, str], tmp_path: Path, order: str
) -> None:
    rows = [*NUMBERS, TOLL_FREE, NUMBERS[0]]
    (tmp_path / "numbers.csv").write_text("\n".join(["Phone", *rows]))
    (tmp_path / "sorted.csv").write_text("\n".join(["Telephone", *reversed(rows)]))
    made = []
    for name in ("numbers.csv", "sorted.csv"):
        told = ["request", "--file", str(tmp_path / name), "--order", order, "--yes", "--json"]
        [batch] = json.loads(piped(*told, environment=shell).out)["requested"]
        made.append(batch["batch_id"])

    assert made[0] == made[1]


def test_several_groups_become_a_batch_and_the_same_list_finds_it_again(
    whole: WholeProgram, shell: dict[str, str], tmp_path: Path, order: str
) -> None:
    file = a_list(tmp_path, *NUMBERS, TOLL_FREE)
    told = ["request", "--file", file, "--order", order, "--yes", "--json"]
    first, second = (json.loads(piped(*told, environment=shell).out) for _ in range(2))

    [made] = first["requested"]
    assert made["groups"] == 2
    assert second["requested"][0]["batch_id"] == made["batch_id"]
    shown = piped("batch", made["batch_id"], "--json", environment=shell)
    assert json.loads(shown.out)["numbers"]["in_groups"] == 3


def test_all_batches_are_listed_and_one_shows_whose_turn_it_is(
    shell: dict[str, str], whole: WholeProgram, tmp_path: Path, order: str
) -> None:
    none = piped("batch", environment=shell)
    listed = a_list(tmp_path, *NUMBERS, TOLL_FREE)
    command = ("request", "--file", listed, "--order", order, "--yes", "--json")
    made = json.loads(piped(*command, environment=shell).out)["requested"][0]["batch_id"]
    run_batches(whole.world)

    every = piped("batch", environment=shell)
    one = piped("batch", made, environment=shell)

    assert "there is no batch" in none.notes
    assert [line.split("\t")[0] for line in every.out.splitlines()[1:]] == [made]
    assert "2 requested" in every.out
    assert "2 Connect Port-Out" in one.out
    assert piped("batch", "--wait", "end", environment=shell).code == Exit.USAGE


def test_the_carrier_may_stand_in_the_list(
    whole: WholeProgram, shell: dict[str, str], tmp_path: Path
) -> None:
    file = a_list(tmp_path, *NUMBERS, more="Northwind Voice")
    identity = [part for n, v in IDENTITY.items() for part in ("--identity", f"{n}={v}")]
    done = piped("request", "--file", file, *identity, "--yes", environment=shell)

    assert done.code == 0, done.notes
    [made] = whole.world.port_outs.rows.values()
    assert made.order.winning_carrier == "Northwind Voice"


def test_nothing_is_left_out_silently(
    whole: WholeProgram, shell: dict[str, str], tmp_path: Path, order: str
) -> None:
    file = a_list(tmp_path, NUMBERS[0], STRANGER, "911")
    told = ["request", "--file", file, "--order", order, "--yes"]
    refused = piped(*told, environment=shell)

    assert refused.code == 1
    assert "row 3" in refused.notes
    assert "row 4" in refused.notes
    assert not whole.world.port_outs.rows
    assert piped(*told, "--leave-out", environment=shell).code == 0
    assert len(whole.world.port_outs.rows) == 1


@pytest.mark.parametrize(
    ("told", "mend"),
    [
        (["request"], "--order FILE"),
        (["request", "--identity", "city"], "FIELD=VALUE"),
        (["request", "--identity", "city=Seattle"], "give numbers, or --file"),
        (["request", "+12065550100", "--identity", "city=Seattle"], "--carrier NAME"),
        (["plan", "no-such-file.csv"], "no-such-file.csv can't be read"),
        (["plan", "-", "--country", "XX"], "ISO 3166"),
    ],
)
def test_a_wrong_command_line_ends_with_2_and_the_mend(
    shell: dict[str, str], told: list[str], mend: str
) -> None:
    done = piped(*told, environment=shell, typed="+12065550100\n")

    assert (done.code, done.out.strip()) == (2, "") or mend == "--carrier NAME"
    assert (done.code, mend in done.notes) == (2, True)


def test_numbers_of_another_request_are_named(
    whole: WholeProgram, shell: dict[str, str], order: str
) -> None:
    whole.world.locks.held = {NUMBERS[0]: "po-" + "z" * 26}
    told: list[Any] = ["request", *NUMBERS, "--order", order, "--yes", "--dry-run"]
    done = piped(*told, environment=shell)

    assert done.code == 0
    assert "po-" + "z" * 26 in done.out
