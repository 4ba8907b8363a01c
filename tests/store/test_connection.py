"""All kinds of rows go through one client of DynamoDB, which a function makes as it starts."""

import os
import subprocess
import sys

import pytest

from infra.inputs import ROOT
from port_out.store import (
    batch_items,
    case_items,
    document_items,
    inventories,
    notice_items,
    port_locks,
    signal_items,
    velocity,
)
from port_out.store.connection import Row, connection
from port_out.store.items import PortOutRow

NAME = "AWS_LAMBDA_FUNCTION_NAME"
MADE = """
from port_out.store.connection import connection
print(connection()._client is not None)
"""


def kinds(of: type[Row]) -> set[type[Row]]:
    """Every kind of row below this one."""
    return {each for kind in of.__subclasses__() for each in (kind, *kinds(kind))}


@pytest.mark.parametrize(
    "holder",
    [
        *(batch_items, case_items, document_items, inventories),
        *(notice_items, port_locks, signal_items, velocity),
    ],
    ids=lambda holder: holder.__name__.rpartition(".")[2],
)
def test_the_rows_of_every_file_have_the_one_client(holder: object) -> None:
    classes = [each for each in vars(holder).values() if isinstance(each, type)]
    rows = {each for each in classes if issubclass(each, Row)} - {Row, PortOutRow}

    assert rows
    for row in rows:
        assert row._get_connection().connection.client is connection().client


def test_every_kind_keeps_its_own_keys_and_indexes() -> None:
    real = kinds(Row) - {PortOutRow}
    found = {kind.__name__: kind._get_connection().get_meta_table() for kind in real}

    assert len(found) > 15
    assert found["StateItem"].get_index_hash_keyname("by_case_id") == "case_id"
    assert found["NumberItem"].get_index_hash_keyname("by_number") == "number"
    assert {found[name].hash_keyname for name in ("PortLockItem", "RequestedItem")} == {"number"}


@pytest.mark.parametrize(("where", "made"), [({NAME: "any"}, "True"), ({}, "False")])
def test_a_function_makes_it_while_it_starts_and_a_tool_when_it_needs_it(
    where: dict[str, str], made: str
) -> None:
    told = {name: value for name, value in os.environ.items() if name != NAME}
    told |= where | {"PYTHONPATH": f"{ROOT / 'lambdas'}"}

    done = subprocess.run(
        [sys.executable, "-c", MADE], env=told, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == made
