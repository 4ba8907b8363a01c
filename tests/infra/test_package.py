"""The package holds what runs, runs alone, and comes out the same wherever it is built."""

import hashlib
import importlib.util
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from infra import sdk
from infra.functions import FUNCTIONS
from infra.package import ASSET, SERVICES, build

UNCHECKED_HASH = 0b01
LARGEST_ZIP = 9_000_000
IMPORT_ALONE = """
import importlib, sys
sys.path.insert(0, sys.argv[1])
for module in sys.argv[2:]:
    importlib.import_module(module)
outside = [
    name for name, module in sys.modules.items()
    if "site-packages" in (getattr(module, "__file__", None) or "")
]
assert not outside, outside
"""
CALL = """
import json, sys
sys.path.insert(0, sys.argv[1])
import boto3
for service, operations in json.loads(sys.argv[2]).items():
    client = boto3.client(service, region_name="us-east-1")
    missing = set(operations) - set(client.meta.method_to_api_mapping.values())
    assert not missing, (service, missing)
    for operation in operations:
        shape = client.meta.service_model.operation_model(operation).input_shape
        assert shape is None or shape.members is not None
"""
NAMES = (
    *("PORT_OUTS_TABLE", "TRANSITIONS_TABLE", "NUMBER_LOCKS_TABLE", "TASK_TOKENS_TABLE"),
    *("DOCUMENTS_BUCKET", "ACCOUNT_ID", "SETTLE_WAIT_FUNCTION", "POST_TO_CASE_FUNCTION"),
    *("STATE_MACHINE_ARN", "SUPPORT_SERVICE_CODE", "SUPPORT_CATEGORY_CODE"),
    *("SUPPORT_SEVERITY", "CARRIER_KEYS_PATH"),
)
REGION = {"AWS_REGION": "us-east-1", "AWS_DEFAULT_REGION": "us-east-1"}
SETTINGS = dict.fromkeys(NAMES, "x") | REGION


@pytest.fixture(scope="module")
def asset() -> Path:
    """The package that is deployed."""
    return build()


def _run_alone(script: str, asset: Path, *words: str) -> None:
    """Run a script in an interpreter that has nothing but the standard library and the asset."""
    command = [sys.executable, "-I", "-S", "-c", script, str(asset), *words]
    done = subprocess.run(command, env=SETTINGS, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _contents(folder: Path) -> dict[str, str]:
    """A hash of every file, by its path."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_every_handler_can_be_imported_from_the_package_alone(asset: Path) -> None:
    _run_alone(IMPORT_ALONE, asset, *(f"port_out.{spec.module}" for spec in FUNCTIONS))


def test_every_call_that_a_role_allows_can_be_made_with_what_is_left_of_the_sdk(
    asset: Path,
) -> None:
    calls = {service: sorted(operations) for service, operations in sdk.called().items()}
    assert calls["connect"] == [
        *("DescribeInstance", "ListPhoneNumbersV2", "ListTrafficDistributionGroups"),
    ]
    assert {"PutObject", "GetObject", "HeadObject"} <= set(calls["s3"])
    assert calls["lambda"] == ["Invoke"]
    _run_alone(CALL, asset, json.dumps(calls))


def test_the_sdk_describes_no_call_that_no_role_allows(asset: Path) -> None:
    for service in SERVICES - sdk.KEPT_WHOLE:
        (file,) = (asset / "botocore" / "data" / service).glob("*/service-2.json")
        described = set(json.loads(file.read_text())["operations"])
        assert described == sdk.called()[service]


def test_two_builds_in_two_folders_are_the_same_bytes(asset: Path, tmp_path: Path) -> None:
    one = _contents(asset)
    other = _contents(build(tmp_path / "elsewhere" / "lambda"))
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
    assert str(ASSET.parent).encode() not in compiled.read_bytes()


def test_descriptions_of_other_services_are_left_out(asset: Path) -> None:
    described = {each.name for each in (asset / "botocore" / "data").iterdir() if each.is_dir()}
    assert described == SERVICES


def test_the_package_is_small(asset: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for each in sorted(asset.rglob("*")):
            file.write(each, each.relative_to(asset))
    size = (tmp_path / "a.zip").stat().st_size
    print(f"package: {size / 1e6:.1f} MB zipped")
    assert size <= LARGEST_ZIP
