"""Zips that the program gives out, and carrier packs: is every file in one the one it names?"""

import hashlib
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tools.statements import NotJudged, NotVerified, as_json, of_statement

STATEMENT, PACK, CARRIER = "ownership.json", "for-you/pack.json", "for-the-carrier/"

Files = Mapping[str, bytes]


def sums(files: Files) -> bytes:
    """A line for each file, as `sha256sum --check` reads it."""
    return "".join(f"{sha256(each)}  {name}\n" for name, each in sorted(files.items())).encode()


def sha256(content: bytes) -> str:
    """The SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()


def unzipped(content: bytes, name: str) -> dict[str, bytes]:
    """Its files by name; NotVerified where it is damaged, or has two of one name."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if len(set(archive.namelist())) != len(archive.namelist()):
                raise NotVerified(f"{name} has two files of one name")
            return {each: archive.read(each) for each in archive.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        raise NotVerified(f"{name} is a damaged zip") from None


def of_pack(found: Files, key: Path | None, name: str) -> list[str]:
    """What holds of a carrier pack, in sentences; NotVerified or NotJudged else."""
    if CARRIER + STATEMENT not in found or PACK not in found:
        lacks = f"it lacks {STATEMENT} or {PACK}, and has nothing of a bundle"
        raise NotJudged(f"{name} is neither a carrier pack nor a bundle: {lacks}")
    expected = as_json(found[PACK])["documents_sha256"]
    for each, hashed in expected.items():
        if sha256(found.get(CARRIER + each, b"")) != hashed:
            raise NotVerified(f"{each} in the pack is not the one that its manifest names")
    lines = of_statement(found[CARRIER + STATEMENT], key)
    return [f"{len(expected)} documents are those of the pack's manifest", *lines]
