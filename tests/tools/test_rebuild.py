"""The table is lost: what is rebuilt from an export equals it, row for row, chains and all."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from moto import mock_aws

from port_out import settings
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.numbers import NumberOutcome
from port_out.domain.port_out import advance, requested
from port_out.domain.record import breaks_in
from port_out.store.locks import NumberLocks
from port_out.store.moves import Moves
from port_out.store.tokens import TaskTokens
from tests.builders import NOON, NUMBERS, an_order
from tests.tables import create_tables, rows
from tools.rebuild import DIFFERS, EQUAL, NOTHING, main

IDS = [f"po-{n}" for n in range(3)]
TABLES = [
    *(settings.port_outs_table(), settings.transitions_table()),
    *(settings.number_locks_table(), settings.task_tokens_table()),
]


@pytest.fixture(autouse=True)
def lived_in() -> Iterator[None]:
    """Tables with three port-outs in them, two moves each, numbers and a token."""
    with mock_aws():
        create_tables()
        outs = Moves()
        for id_ in IDS:
            port_out, line = requested(id_, an_order(), at=NOON, by="ana", facts={"n": 3})
            outs.add(port_out, line, NUMBERS)
            for outcome in (Outcome.CONFIRMED, Outcome.READY):
                before = outs.get(id_)
                known = {"case_id": f"case-{id_}"}
                after, line = advance(
                    before, outcome, at=NOON, by="test", because="test", learned=known
                )
                outs.record(before, after, line)
            outs.set_outcomes(id_, NUMBERS[:1], NumberOutcome.PORTED)
            locks = NumberLocks(lambda _: False)
            assert locks.take([f"+1206555020{IDS.index(id_)}"], id_) == {}
            TaskTokens().keep(id_, f"token of {id_}", NOON)
        yield


def export(table: str, folder: Path) -> Path:
    """What DynamoDB writes to S3, in two files, no row in any order."""
    (folder / "data").mkdir(parents=True)
    lines = [json.dumps({"Item": row}) + "\n" for row in reversed(rows(table))]
    for part in (0, 1):
        with gzip.open(folder / "data" / f"part{part}.json.gz", "wt", encoding="utf-8") as file:
            file.writelines(lines[part::2])
    return folder


def lose(table: str) -> None:
    """Every row is gone."""
    client = boto3.client("dynamodb", settings.region())
    described = client.describe_table(TableName=table)["Table"]
    names = [key["AttributeName"] for key in described["KeySchema"]]
    for row in rows(table):
        client.delete_item(TableName=table, Key={name: row[name] for name in names})
    assert rows(table) == []


def text(table: str) -> list[str]:
    """The rows in one order, each with its types."""
    return sorted(json.dumps(row, sort_keys=True) for row in rows(table))


@pytest.mark.parametrize("table", TABLES)
def test_a_table_rebuilt_from_an_export_equals_the_one_that_was_lost(
    table: str, tmp_path: Path
) -> None:
    before, folder = text(table), export(table, tmp_path)
    lose(table)

    code = main([str(folder), "--table", table, "--region", settings.region()])

    assert code == EQUAL
    assert text(table) == before


def test_the_program_goes_on_with_what_was_rebuilt(tmp_path: Path) -> None:
    before = {id_: Moves().get(id_) for id_ in IDS}
    for table in TABLES:
        export(table, tmp_path / table)
        lose(table)

    for table in TABLES:
        main([str(tmp_path / table), "--table", table, "--region", settings.region()])

    outs = Moves()
    assert {id_: outs.get(id_) for id_ in IDS} == before
    for id_ in IDS:
        assert breaks_in(outs.transitions(id_), last_hash=before[id_].last_hash) == []
        assert outs.by_case(case_id=f"case-{id_}") == before[id_]
        assert TaskTokens().get(id_) == f"token of {id_}"
    assert len(outs.in_state(State.OPEN_SUPPORT_CASE)[0]) == len(IDS)
    assert len(outs.with_number(NUMBERS[0])) == len(IDS)


def test_a_second_run_writes_nothing_and_nothing_is_written_over(tmp_path: Path) -> None:
    table = settings.port_outs_table()
    folder = export(table, tmp_path)
    Moves().set_outcomes(IDS[0], NUMBERS[1:2], NumberOutcome.PORTED)
    now = text(table)

    code = main([str(folder), "--table", table, "--region", settings.region()])

    assert code == DIFFERS, "the table has moved on since the export"
    assert text(table) == now


def test_a_record_that_was_changed_in_the_export_is_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = settings.transitions_table()
    folder = export(table, tmp_path)
    lose(table)
    file = folder / "data" / "part0.json.gz"
    file.write_bytes(gzip.compress(gzip.decompress(file.read_bytes()).replace(b"test", b"tost")))

    code = main([str(folder), "--table", table, "--region", settings.region()])

    assert code == DIFFERS
    assert "was changed after it was written" in capsys.readouterr().out


def test_a_folder_without_an_export_is_no_empty_table(tmp_path: Path) -> None:
    table = settings.transitions_table()

    assert main([str(tmp_path), "--table", table, "--region", settings.region()]) == NOTHING
