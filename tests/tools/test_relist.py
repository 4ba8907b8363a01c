"""Rows of an older version are seen by sweep and lists once they have been given a place."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import boto3
import pytest
from moto import mock_aws

from port_out import settings
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.port_out import NEVER, advance, requested
from port_out.domain.record import timestamp
from port_out.store.moves import Moves
from port_out.store.notices import Notices
from tests.builders import NOON, NUMBERS, an_order
from tests.tables import create_tables, rows
from tools.relist import main

OPEN, OVER = "po-open", "po-over"
TABLE = settings.port_outs_table()


@pytest.fixture(autouse=True)
def tables() -> Iterator[None]:
    with mock_aws():
        create_tables()
        outs = Moves()
        for id_ in (OPEN, OVER):
            port_out, line = requested(id_, an_order(), at=NOON, by="ana", facts={})
            outs.add(port_out, line, NUMBERS)
        before = outs.get(OVER)
        failed, line = advance(before, Outcome.FAILED, at=NOON, by="test", because="test")
        outs.record(before, failed, line)
        outs.change(outs.get(OVER), due_at=NEVER)
        for row in rows(TABLE):
            if "in_list" in row:
                client().put_item(TableName=TABLE, Item=older(row))
        yield


def client() -> Any:
    return boto3.client("dynamodb", region_name=settings.region())


def older(row: dict[str, Any]) -> dict[str, Any]:
    """The row as 0.1.0.dev1 wrote it."""
    kept = {name: value for name, value in row.items() if name not in ("in_list", "place")}
    if row["row"] == {"S": "STATE"}:
        return kept | {"due_at": {"S": row["place"]["S"].partition("#")[2]}}
    return kept | {"state": row["in_list"], "due_at": row["place"]}


def test_what_an_older_version_wrote_is_listed_again() -> None:
    outs, at = Moves(), NOON + timedelta(days=1)
    assert (outs.looked_after(), Notices().waiting(at)) == ([], [])

    assert main(["--table", TABLE, "--region", settings.region()]) == 0

    assert [port_out.id for port_out in outs.looked_after()] == [OPEN]
    assert [port_out.id for port_out in outs.in_state(State.FAILED)[0]] == [OVER]
    assert OPEN in Notices().waiting(at)
    assert outs.get(OVER).due_at == NEVER


def test_a_row_that_has_its_place_stays_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--table", TABLE, "--region", settings.region()])
    port_out = Moves().get(OPEN)
    later = port_out.due_at + timedelta(hours=3)
    Moves().change(port_out, due_at=later)

    main(["--table", TABLE, "--region", settings.region()])

    assert "0 rows" in capsys.readouterr().out.splitlines()[-1]
    assert timestamp(Moves().get(OPEN).due_at) == timestamp(later)
