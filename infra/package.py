"""Builds what runs in Lambda and only that, the same bytes wherever it is built."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from uv import find_uv_bin

from infra import sdk
from infra.bytecode import compile_all
from infra.inputs import BUILD, ROOT, Stamp, alone, digest
from infra.left_out import NOT_NEEDED, POWERTOOLS
from infra.stand_ins import NO_PICTURES, STAND_INS

SOURCE = ROOT / "lambdas" / "port_out"
MADE_BY = ("package.py", "left_out.py", "stand_ins.py", "bytecode.py", "sdk.py", "functions.py")
# The interpreter that compiles the package is the one that runs it: bytecode knows one version.
RUNTIME = f"python{sys.version_info.major}.{sys.version_info.minor}"
SERVICES = frozenset(sdk.called())
SAME_TIME = 946684800  # 2000-01-01: zip cannot hold times before 1980


@dataclass(frozen=True)
class Package:
    """One code asset: the folder it is built in, what is pinned for it, the part of the program
    that no other asset has, and what others have and none of its functions can come to."""

    folder: Path
    requirements: Path
    part: str = ""
    without: tuple[str, ...] = ()


PINNED = ROOT / "lambdas" / "requirements.txt"
LIGHT = Package(BUILD / "lambda", PINNED)
# Uploads, carriers' own webhooks and the shape of requests are looked at in other packages.
NOT_THERE = (
    *("port_out/events", "port_out/inspection", "port_out/carriers/[!_m]*.py"),
    *("port_out/api/schemas", "pypdf*", "imagesize*", "ecdsa*", "defusedxml*", "fastjsonschema*"),
)
PRINTING = Package(
    BUILD / "lambda-printing",
    PINNED.with_name("requirements-printing.txt"),
    "printing",
    (*NOT_THERE, "port_out/api", f"{POWERTOOLS}/event_handler", f"{POWERTOOLS}/utilities/data_*"),
)
PAGES = Package(BUILD / "lambda-pages", PINNED, "pages", (*NOT_THERE, "port_out/steps"))
PACKAGES = (LIGHT, PRINTING, PAGES)
# Parts that are in one package each, with the libraries that nothing else asks for.
PARTS = {"printing": (), "pages": ("jinja2", "markupsafe")}


def build(package: Package) -> Path:
    """The package's folder, rebuilt only when what goes into it has changed."""
    target = package.folder
    made_by = (ROOT / "infra" / name for name in MADE_BY)
    inputs = digest((SOURCE, package.requirements, *made_by), RUNTIME)
    with alone("package"):
        stamp = Stamp(target, inputs, file=target.with_suffix(".inputs"))
        if not stamp.is_fresh():
            print(f"package: {RUNTIME}, arm64, into {target.name}", flush=True)
            _build(package)
            stamp.set()
            print(f"package: {_megabytes(target):.1f} MB unzipped", flush=True)
    return target


def _build(package: Package) -> None:
    """Build beside the old one, then take its place."""
    fresh = package.folder.with_name(f"{package.folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    _install(package.requirements, fresh)
    shutil.copytree(SOURCE, fresh / "port_out", ignore=shutil.ignore_patterns("__pycache__"))
    if package.part == "printing":
        (fresh / "PIL").mkdir()
        (fresh / "PIL" / "__init__.py").write_text(NO_PICTURES)
    for name, text in STAND_INS.items():
        (fresh / name).write_text(text)
    _leave_out_other_parts(fresh, package.part)
    _strip(fresh, (*NOT_NEEDED, *package.without))
    sdk.cut(fresh / "botocore" / "data")
    compile_all(fresh)
    _settle(fresh)
    shutil.rmtree(package.folder, ignore_errors=True)
    fresh.rename(package.folder)


def _install(requirements: Path, target: Path) -> None:
    """Unpack the pinned wheels; the set-up has fetched them, so first without network."""
    command = [find_uv_bin(), "pip", "install", "--quiet", "--require-hashes", "--no-deps"]
    command += ["--python", sys.executable, "--target", str(target), "--link-mode", "copy"]
    command += ["--python-platform", "aarch64-manylinux2014", "--only-binary", ":all:"]
    command += ["--python-version", RUNTIME.removeprefix("python"), "-r", str(requirements)]
    offline = subprocess.run([*command, "--offline"], capture_output=True, check=False)
    if offline.returncode:
        subprocess.run(command, check=True)


def _leave_out_other_parts(target: Path, part: str) -> None:
    """Take out what the functions of this package never import."""
    for other in PARTS.keys() - {part}:
        shutil.rmtree(target / "port_out" / other)
        for path in (each for library in PARTS[other] for each in target.glob(f"{library}*")):
            shutil.rmtree(path)


def _strip(target: Path, patterns: Iterable[str]) -> None:
    """Leave only what runs: of the SDK's descriptions, those of the services that are called."""
    unused = [path for pattern in patterns for path in target.glob(pattern)]
    for service in (target / "botocore" / "data").iterdir():
        if service.is_dir() and service.name not in SERVICES:
            unused.append(service)
    unused += [file for file in target.iterdir() if file.name in {".lock", ".gitignore"}]
    for path in unused:
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def _settle(target: Path) -> None:
    """Give every file and folder the same time and rights."""
    for path in sorted(target.rglob("*"), reverse=True):
        path.chmod(0o755 if path.is_dir() else 0o644)
        os.utime(path, (SAME_TIME, SAME_TIME))


def _megabytes(target: Path) -> float:
    """Size of all files, unzipped; bytecode included."""
    return sum(file.stat().st_size for file in target.rglob("*") if file.is_file()) / 1e6


if __name__ == "__main__":
    for each in PACKAGES:
        build(each)
