"""Each package holds what runs and no more, and comes out the same wherever it is built."""

import ast
import gzip
import importlib.util
import json
import marshal
import sysconfig
import types
from dataclasses import replace
from pathlib import Path

from bench.shipping import LARGEST_ZIP_MB, contents, not_compiled, zipped
from infra import sdk
from infra.bytecode import OURS, without_docstrings
from infra.inputs import ROOT
from infra.package import SERVICES, Package, build

WITH_DOCSTRINGS = '''"""A module.

With two lines."""
text = "kept"

def said(): """Says nothing."""; return text  # kept

class Number(int):
    """Not kept,
    üäö.
    """
    one = f"""kept"""

    async def later(self):
        """Not kept."""
'''


def _read(file: Path) -> bytes:
    packed = file.with_name(f"{file.name}.gz")
    return file.read_bytes() if file.exists() else gzip.decompress(packed.read_bytes())


def test_the_sdk_describes_no_call_that_no_role_allows(asset: Path) -> None:
    for service in SERVICES:
        (file,) = (asset / "botocore" / "data" / service).glob("*/service-2.json")
        described = set(json.loads(file.read_text())["operations"])
        assert described == sdk.called()[service]


def test_two_builds_in_two_folders_are_the_same_bytes(
    package: Package, asset: Path, tmp_path: Path
) -> None:
    one = contents(asset)
    other = contents(build(replace(package, folder=tmp_path / "elsewhere" / "lambda")))
    assert one == other


def test_nothing_native_is_in_the_package_so_it_runs_here_as_on_arm(asset: Path) -> None:
    assert not [*asset.rglob("*.so"), *asset.rglob("*.so.*")]
    assert not [*asset.rglob("tests"), *asset.glob("bin")]


def test_every_module_is_compiled_for_good(asset: Path) -> None:
    compiled = [*asset.rglob("*.pyc")]

    assert len(compiled) > 100
    assert not_compiled(asset) == []
    for file in compiled:
        code = marshal.loads(file.read_bytes()[16:])  # noqa: S302 - we have just compiled it
        assert isinstance(code, types.CodeType), file


def test_our_own_modules_are_compiled_from_the_sources_as_they_are(asset: Path) -> None:
    ours = [*(asset / OURS).rglob("*.pyc")]
    assert len(ours) > 100

    for file in ours:
        source = (ROOT / "lambdas" / file.relative_to(asset)).with_suffix(".py")
        made_from = importlib.util.source_hash(source.read_bytes())
        assert file.read_bytes()[8:16] == made_from, source


def test_without_docstrings_a_program_is_the_same_in_the_same_lines() -> None:
    less = without_docstrings(WITH_DOCSTRINGS)

    found = {}
    for name, text in (("with", WITH_DOCSTRINGS), ("without", less)):
        lines = [(type(n).__name__, n.lineno) for n in ast.parse(text).body]
        found[name] = (lines, len(text.splitlines()))
        exec(compile(text, name, "exec"), space := {})  # noqa: S102 - the text stands above
        assert (space["said"](), space["Number"].one, space["text"]) == ("kept", "kept", "kept")
    assert found["with"] == found["without"]
    assert "ot kept" not in less
    assert "lines" not in less


def test_tracebacks_name_the_place_in_lambda_not_where_it_was_built(asset: Path) -> None:
    compiled = asset / "port_out" / "domain" / "errors.pyc"
    assert b"/var/task/port_out/domain/errors.py" in compiled.read_bytes()
    assert str(asset.parent).encode() not in compiled.read_bytes()


def test_descriptions_of_other_services_are_left_out(asset: Path) -> None:
    described = {each.name for each in (asset / "botocore" / "data").iterdir() if each.is_dir()}
    assert described == SERVICES


def test_of_a_service_nothing_is_cut_but_operations_that_no_role_may_call(asset: Path) -> None:
    built, whole = (
        folder / "botocore" / "data" for folder in (asset, Path(sysconfig.get_path("purelib")))
    )

    for version in (folder for service in SERVICES for folder in (built / service).iterdir()):
        of = version.relative_to(built)
        kept, given = (
            {file.name.partition(".")[0]: file for file in (data / of).iterdir()}
            for data in (built, whole)
        )
        assert {*kept, "examples-1"} == {*given, "examples-1"}
        assert "endpoint-rule-set-1" in kept
        for name in kept.keys() - {"service-2"}:
            assert kept[name].read_bytes() == given[name].read_bytes()
    for name in ("partitions.json", "_retry.json"):
        assert _read(built / name) == _read(whole / name)


def test_the_hosts_of_what_is_called_are_known_in_every_region_and_no_others(asset: Path) -> None:
    built, whole = (
        json.loads(_read(folder / "botocore" / "data" / "endpoints.json"))["partitions"]
        for folder in (asset, Path(sysconfig.get_path("purelib")))
    )
    called = {"monitoring", "states", *SERVICES - {"cloudwatch", "stepfunctions"}}

    for ours, theirs in zip(built, whole, strict=True):
        known = {name: of for name, of in theirs["services"].items() if name in called}
        assert ours == theirs | {"services": known}
    assert called - {*built[0]["services"]} <= {"invoicing"}


def test_the_package_is_small(asset: Path, tmp_path: Path) -> None:
    size = zipped(asset, tmp_path / "a.zip") / 1e6
    print(f"package: {asset.name}, {size:.1f} MB zipped")
    assert size <= LARGEST_ZIP_MB
