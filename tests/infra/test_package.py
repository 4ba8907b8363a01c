"""Each package holds what runs and no more, and comes out the same wherever it is built."""

import hashlib
import importlib.util
import json
import zipfile
from dataclasses import replace
from pathlib import Path

from infra import sdk
from infra.package import LIGHT, PAGES, PRINTING, SERVICES, Package, build

UNCHECKED_HASH = 0b01
LARGEST_ZIP = {LIGHT: 9_000_000, PRINTING: 11_500_000, PAGES: 9_500_000}


def _contents(folder: Path) -> dict[str, str]:
    """A hash of every file, by its path."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_the_sdk_describes_no_call_that_no_role_allows(asset: Path) -> None:
    for service in SERVICES - sdk.KEPT_WHOLE:
        (file,) = (asset / "botocore" / "data" / service).glob("*/service-2.json")
        described = set(json.loads(file.read_text())["operations"])
        assert described == sdk.called()[service]


def test_two_builds_in_two_folders_are_the_same_bytes(
    package: Package, asset: Path, tmp_path: Path
) -> None:
    one = _contents(asset)
    other = _contents(build(replace(package, folder=tmp_path / "elsewhere" / "lambda")))
    assert one == other


def test_nothing_native_is_in_the_package_so_it_runs_here_as_on_arm(asset: Path) -> None:
    assert not [*asset.rglob("*.so"), *asset.rglob("*.so.*")]
    assert not [*asset.rglob("tests"), *asset.glob("bin")]


def test_every_module_is_compiled_for_good(asset: Path) -> None:
    sources = [*asset.rglob("*.py")]
    assert len(sources) > 100
    for source in sources:
        compiled = Path(importlib.util.cache_from_source(str(source))).read_bytes()
        assert compiled[:4] == importlib.util.MAGIC_NUMBER
        assert int.from_bytes(compiled[4:8], "little") == UNCHECKED_HASH, source
        assert compiled[8:16] == importlib.util.source_hash(source.read_bytes()), source


def test_tracebacks_name_the_place_in_lambda_not_where_it_was_built(asset: Path) -> None:
    (compiled,) = (asset / "port_out" / "domain" / "__pycache__").glob("errors.*.pyc")
    assert b"/var/task/port_out/domain/errors.py" in compiled.read_bytes()
    assert str(asset.parent).encode() not in compiled.read_bytes()


def test_descriptions_of_other_services_are_left_out(asset: Path) -> None:
    described = {each.name for each in (asset / "botocore" / "data").iterdir() if each.is_dir()}
    assert described == SERVICES


def test_the_package_is_small(package: Package, asset: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for each in sorted(asset.rglob("*")):
            file.write(each, each.relative_to(asset))
    size = (tmp_path / "a.zip").stat().st_size
    print(f"package: {asset.name}, {size / 1e6:.1f} MB zipped")
    assert size <= LARGEST_ZIP[package]
