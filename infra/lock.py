"""Pins every requirement with hashes, one version of each throughout, and no address anywhere."""

import subprocess

from uv import find_uv_bin

from infra.inputs import ROOT

EVERYTHING = "requirements-dev"
OLDEST_PYTHON = "3.11"
# reportlab asks for both: one for pictures, one for texts of unknown encoding. We print neither.
NOT_PRINTED = ("pillow", "charset-normalizer")


def lock(name: str, *options: str) -> None:
    """Write NAME.txt from NAME.in, for every Python from the oldest on and every platform."""
    command = [find_uv_bin(), "pip", "compile", "--quiet", "--universal", "--generate-hashes"]
    command += ["--python-version", OLDEST_PYTHON, "--no-emit-index-url", "--no-annotate"]
    command += ["--custom-compile-command", "make lock", "--upgrade", *options]
    pins = subprocess.run(
        [*command, f"{name}.in"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True
    ).stdout
    target = ROOT / f"{name}.txt"
    # A file written anew, with nothing new in it, would make the next `make` set all up again.
    if not target.exists() or target.read_text() != pins:
        target.write_text(pins)


if __name__ == "__main__":
    lock("requirements-bootstrap")
    lock(EVERYTHING, "--constraint", "requirements-bootstrap.txt")
    pinned = ("--constraint", f"{EVERYTHING}.txt")
    lock("requirements", *pinned)
    lock("lambdas/requirements", *pinned)
    lock(
        "lambdas/requirements-printing",
        *pinned,
        *(f"--no-emit-package={name}" for name in NOT_PRINTED),
    )
    # They pin other versions than the program has: an environment of their own, a lock of its own.
    lock("tools/judges/requirements")
