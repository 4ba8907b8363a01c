"""One local world for all tests of the whole process; each test has numbers of its own."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.world import World
from tests.process.player import Player

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The template as it would be deployed, on the local AWS."""
    with World(ROOT, folder=tmp_path_factory.mktemp("world") / "local") as running:
        yield running


_lots = itertools.count()


@pytest.fixture
def player(world: World) -> Iterator[Player]:
    """All parties, three fresh numbers, no fault and no limit left over from another test."""
    lot = next(_lots)
    numbers = [f"+1415555{100 + 3 * lot + n:04}" for n in range(3)]
    playing = Player(world.facts, numbers)
    yield playing
    playing.calm()
