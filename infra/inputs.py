"""Says whether something built is still true to what it was built from."""

import fcntl
import hashlib
import importlib.util
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
PASSED_OVER = {"__pycache__", ".DS_Store"}


def files_below(top: Path) -> list[Path]:
    """Every file that counts below a folder (or the file itself), in a fixed order."""
    found = [top] if top.is_file() else top.rglob("*")
    return sorted(f for f in found if f.is_file() and not PASSED_OVER & set(f.parts))


def digest(paths: Iterable[Path], *words: str) -> str:
    """One hash over names and bytes of the files, the words, and the interpreter's bytecode."""
    whole = hashlib.sha256(importlib.util.MAGIC_NUMBER)
    for word in words:
        whole.update(word.encode() + b"\0")
    for path in (file for top in paths for file in files_below(top)):
        whole.update(path.relative_to(ROOT).as_posix().encode() + b"\0")
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


class Stamp:
    """Remembers from which inputs a folder was built."""

    def __init__(self, built: Path, inputs: str, *, file: Path) -> None:
        self.built = built
        self.inputs = inputs
        self.file = file

    def is_fresh(self) -> bool:
        """True when the folder stands and was built from these very inputs."""
        return self.built.is_dir() and self.file.is_file() and self.file.read_text() == self.inputs

    def set(self) -> None:
        """Remember that the folder has now been built from these inputs."""
        self.file.write_text(self.inputs)


@contextmanager
def alone(work: str) -> Iterator[None]:
    """Let one process at a time do this work in this folder; the others wait for it."""
    BUILD.mkdir(exist_ok=True)
    with (BUILD / f".{work}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
