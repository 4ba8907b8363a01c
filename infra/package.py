"""Builds build/lambda: what runs in Lambda and only that, the same bytes wherever it is built."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from uv import find_uv_bin

from infra import sdk
from infra.inputs import BUILD, ROOT, Stamp, alone, digest

ASSET = BUILD / "lambda"
REQUIREMENTS = ROOT / "lambdas" / "requirements.txt"
MADE_BY = ("package.py", "sdk.py", "functions.py")
SOURCE = ROOT / "lambdas" / "port_out"

# The interpreter that compiles the package is the one that runs it: bytecode knows one version.
RUNTIME = f"python{sys.version_info.major}.{sys.version_info.minor}"
SERVICES = frozenset(sdk.called())
# Never asked for: what installers leave behind (METADATA stays: scanners and `holidays` read it),
# boto3's resources, stock exchanges' holidays, emergency numbers, a second time zone table, a web
# page for the API, and the parts of Powertools that need packages which are not here.
NOT_NEEDED = (
    *("*.dist-info/[!M]*", "__pycache__", "bin", "**/tests", "**/*.pyi", "**/py.typed"),
    *("boto3/data", "boto3/examples", "botocore/data/*/*/examples-1.json*"),
    *("botocore/data/lambda/2014-11-11", "dateutil/zoneinfo/*.tar.gz"),
    *("holidays/financial/[!_]*", "phonenumbers/shortdata/region_*"),
    "aws_lambda_powertools/event_handler/openapi/swagger_ui/*.min.*",
    *(
        f"aws_lambda_powertools/utilities/{part}"
        for part in "auth_alpha circuit_breaker data_masking kafka parser streaming".split()
    ),
)
SAME_TIME = 946684800  # 2000-01-01: zip cannot hold times before 1980


def build(target: Path = ASSET) -> Path:
    """The asset's folder, rebuilt only when what goes into it has changed."""
    inputs = (SOURCE, REQUIREMENTS, *(ROOT / "infra" / name for name in MADE_BY))
    with alone("package"):
        stamp = Stamp(target, digest(inputs, RUNTIME), file=target.with_suffix(".inputs"))
        if not stamp.is_fresh():
            print(f"package: {RUNTIME}, arm64, into {target.name}", flush=True)
            _build(target)
            stamp.set()
            print(f"package: {_megabytes(target):.1f} MB unzipped", flush=True)
    return target


def _build(target: Path) -> None:
    """Build beside the old one, then take its place."""
    fresh = target.with_name(f"{target.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    _install(fresh)
    shutil.copytree(SOURCE, fresh / "port_out", ignore=shutil.ignore_patterns("__pycache__"))
    _strip(fresh)
    sdk.cut(fresh / "botocore" / "data")
    _compile(fresh)
    _settle(fresh)
    shutil.rmtree(target, ignore_errors=True)
    fresh.rename(target)


def _install(target: Path) -> None:
    """Unpack the pinned wheels; the set-up has fetched them, so first without network."""
    command = [find_uv_bin(), "pip", "install", "--quiet", "--require-hashes", "--no-deps"]
    command += ["--python", sys.executable, "--target", str(target), "--link-mode", "copy"]
    command += ["--python-platform", "aarch64-manylinux2014", "--only-binary", ":all:"]
    command += ["--python-version", RUNTIME.removeprefix("python"), "-r", str(REQUIREMENTS)]
    offline = subprocess.run([*command, "--offline"], capture_output=True, check=False)
    if offline.returncode:
        subprocess.run(command, check=True)


def _strip(target: Path) -> None:
    """Leave only what runs: of the SDK's descriptions, those of the services that are called."""
    unused = [path for pattern in NOT_NEEDED for path in target.glob(pattern)]
    for service in (target / "botocore" / "data").iterdir():
        if service.is_dir() and service.name not in SERVICES:
            unused.append(service)
    unused += [file for file in target.iterdir() if file.name in {".lock", ".gitignore"}]
    for path in unused:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def _compile(target: Path) -> None:
    """Compile for a read-only folder: unchecked-hash bytecode holds whatever the file times."""
    # A process of its own: what else an interpreter has loaded shows in the bytes it writes.
    command = [sys.executable, "-I", "-m", "compileall", "-q", "-j", "1"]
    command += ["--invalidation-mode", "unchecked-hash", "-s", str(target), "-p", "/var/task"]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    subprocess.run([*command, str(target)], check=True, env=environment)


def _settle(target: Path) -> None:
    """Give every file and folder the same time and rights."""
    for path in sorted(target.rglob("*"), reverse=True):
        path.chmod(0o755 if path.is_dir() else 0o644)
        os.utime(path, (SAME_TIME, SAME_TIME))


def _megabytes(target: Path) -> float:
    """Size of all files, unzipped; bytecode included."""
    return sum(file.stat().st_size for file in target.rglob("*") if file.is_file()) / 1e6


if __name__ == "__main__":
    build()
