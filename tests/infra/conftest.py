"""The templates, synthesised once; everything else only reads them."""

import json
from pathlib import Path
from typing import Any

import pytest

from infra.inputs import BUILD, ROOT
from infra.package import PACKAGES, Package, build
from infra.synth import synthesise
from tests.infra.reading import Template


@pytest.fixture(scope="session")
def assembly() -> Path:
    """The folder that is deployed."""
    return synthesise("us-east-1")


@pytest.fixture(scope="session")
def template(assembly: Path) -> Template:
    """The stack ConnectPortOut in us-east-1."""
    return Template.read(assembly / "ConnectPortOut.template.json")


@pytest.fixture(scope="session")
def europe() -> Path:
    """The assembly for a home Region without AWS Support's events, with every switch turned."""
    place = BUILD / "eu-west-1"
    return synthesise("eu-west-1", place, sign=True, keys_in="secrets-manager")


@pytest.fixture(scope="session")
def signing(europe: Path) -> Template:
    """The stack ConnectPortOut with signed statements, and carriers' keys in Secrets Manager."""
    return Template.read(europe / "ConnectPortOut.template.json")


@pytest.fixture(scope="session")
def states() -> dict[str, Any]:
    """The states of the process, by name."""
    machine = json.loads((ROOT / "statemachine" / "port_out.asl.json").read_text())
    return dict(machine["States"])


@pytest.fixture(scope="session", params=PACKAGES, ids=lambda package: package.folder.name)
def package(request: pytest.FixtureRequest) -> Package:
    """Each of the packages that are deployed."""
    one: Package = request.param
    return one


@pytest.fixture(scope="session")
def asset(package: Package) -> Path:
    """The folder of a package."""
    return build(package)
