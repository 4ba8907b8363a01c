"""How large each package is when it is sent, and whether it comes out the same again."""

import hashlib
import importlib.util
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path

from bench.limits import Limit
from infra.package import PACKAGES, build

LARGEST_ZIP_MB = 6.0
UNCHECKED_HASH = 0b01


def shipping() -> list[Limit]:
    """Zip, files that are no valid compiled module, files that differ in a second build."""
    limits = []
    for package in PACKAGES:
        folder, name = build(package), package.folder.name
        with tempfile.TemporaryDirectory() as elsewhere:
            size = zipped(folder, Path(elsewhere, "package.zip")) / 1e6
            again = build(replace(package, folder=Path(elsewhere, "lambda")))
            differing = contents(folder).items() ^ contents(again).items()
        limits += [
            Limit(f"zip of {name}", round(size, 2), LARGEST_ZIP_MB, " MB"),
            Limit(f"modules of {name} without valid bytecode", len(not_compiled(folder)), 0),
            Limit(f"files of {name} that differ in a second build", len(differing), 0),
        ]
    return limits


def zipped(folder: Path, file: Path) -> int:
    """Bytes of the folder as a zip, which is written there."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for each in sorted(folder.rglob("*")):
            archive.write(each, each.relative_to(folder))
    return file.stat().st_size


def contents(folder: Path) -> dict[str, str]:
    """A hash of every file, by its path."""
    return {
        file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in folder.rglob("*")
        if file.is_file()
    }


def not_compiled(folder: Path) -> list[Path]:
    """Modules that the runtime would have to compile, or would refuse or look up."""

    def is_valid(head: bytes) -> bool:
        flags = int.from_bytes(head[4:8], "little")
        return head[:4] == importlib.util.MAGIC_NUMBER and flags == UNCHECKED_HASH

    compiled = [file for file in folder.rglob("*.pyc") if not is_valid(file.read_bytes()[:8])]
    return [*folder.rglob("*.py"), *compiled]
