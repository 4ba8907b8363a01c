"""One local world for all tests of the whole process; each test has numbers of its own."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest

from demo.calls import Facts
from local.world import World
from port_out.store.pace import ALL, PACE
from tests.process.player import Player

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The template as it would be deployed, on the local AWS."""
    with World(ROOT, folder=tmp_path_factory.mktemp("world") / "local") as running:
        yield running


_lots = itertools.count()


def _nobody_opened_a_case(facts: Facts) -> None:
    """The tests open more than ten cases an hour between them; each begins with the first."""
    administrator = facts["administrator"]
    client = boto3.client(
        "dynamodb",
        facts["region"],
        endpoint_url=facts["aws_endpoint_url"],
        verify=facts["ca_bundle"],
        aws_access_key_id=administrator["access_key_id"],
        aws_secret_access_key=administrator["secret_access_key"],
    )
    row = {"port_out_id": {"S": ALL}, "row": {"S": PACE}}
    client.delete_item(TableName=facts["outputs"]["PortOutsTable"], Key=row)


@pytest.fixture
def player(world: World) -> Iterator[Player]:
    """All parties, three fresh numbers, no fault and no limit left over from another test."""
    lot = next(_lots)
    numbers = [f"+1415555{100 + 3 * lot + n:04}" for n in range(3)]
    playing = Player(world.facts, numbers)
    _nobody_opened_a_case(world.facts)
    yield playing
    playing.calm()
