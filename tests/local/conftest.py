"""One laboratory world for all tests of the local world."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from local.world import World
from tests.local.laboratory import build
from tests.local.reach import Reach


@pytest.fixture(scope="session")
def laboratory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("laboratory") / "cdk.out")


@pytest.fixture(scope="session")
def world(laboratory: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("world") / ".local"
    with World(laboratory.parent, folder=folder, retry_scale=0.01) as running:
        yield running


@pytest.fixture(scope="session")
def clients(world: World) -> Reach:
    return Reach(world.facts)


@pytest.fixture
def reach(clients: Reach) -> Iterator[Reach]:
    """The world as it was at the start, with room for more calls than AWS allows."""
    reach = clients
    reach.steer("PUT", "/support/limits", {"cases_per_hour": 1000, "calls_per_second": 1000})
    reach.steer("PUT", "/connect/limits", {"calls_per_second": 1000, "burst": 1000})
    yield reach
    reach.steer("DELETE", "/faults")
    reach.steer("PUT", "/support/plan", {"plan": "business-plus"})
    reach.steer("DELETE", "/support/habits")
