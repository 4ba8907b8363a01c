"""Are a carrier pack and a bundle whole: every file, the record, and the statements in them?"""

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from port_out.domain.record import Transition, breaks_in
from tools.statements import NotJudged, NotVerified, as_json, of_statement

STATEMENT, PACK, CARRIER = "ownership.json", "for-you/pack.json", "for-the-carrier/"
KIND, VERSION = "Connect Port-Out bundle", 1
MANIFEST, SUMS, VIEW, RECORD = "manifest.json", "SHA256SUMS", "port-out.json", "record.json"
DOCUMENTS = "documents/"

Files = Mapping[str, bytes]
Lines = Sequence[Transition]


def of_archive(file: Path, key: Path | None) -> list[str]:
    """What holds of a carrier pack or a bundle, in sentences; NotVerified or NotJudged else."""
    found = _unzipped(file.read_bytes(), str(file))
    return _of_bundle(found, key) if MANIFEST in found else _of_pack(found, key, str(file))


def sums(files: Files) -> bytes:
    """A line for each file, as `sha256sum --check` reads it."""
    return "".join(f"{sha256(each)}  {name}\n" for name, each in sorted(files.items())).encode()


def sha256(content: bytes) -> str:
    """The SHA-256 in hex."""
    return hashlib.sha256(content).hexdigest()


def _unzipped(content: bytes, name: str) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if len(set(archive.namelist())) != len(archive.namelist()):
                raise NotVerified(f"{name} has two files of one name")
            return {each: archive.read(each) for each in archive.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        raise NotVerified(f"{name} is a damaged zip") from None


def _of_pack(found: Files, key: Path | None, name: str) -> list[str]:
    if CARRIER + STATEMENT not in found or PACK not in found:
        raise NotJudged(f"{name} is no carrier pack: it lacks {STATEMENT} or {PACK}")
    expected = as_json(found[PACK])["documents_sha256"]
    for each, hashed in expected.items():
        if sha256(found.get(CARRIER + each, b"")) != hashed:
            raise NotVerified(f"{each} in the pack is not the one that its manifest names")
    lines = of_statement(found[CARRIER + STATEMENT], key)
    return [f"{len(expected)} documents are those of the pack's manifest", *lines]


def _of_bundle(found: Files, key: Path | None) -> list[str]:
    manifest = as_json(found[MANIFEST])
    if not isinstance(manifest, dict) or (manifest.get("kind"), manifest.get("version")) != (
        KIND,
        VERSION,
    ):
        raise NotJudged(f'the file is no "{KIND}", version {VERSION}')
    _same_files(found, manifest)
    lines = _record(as_json(found[RECORD]), manifest)
    view = as_json(found[VIEW])
    known = _documents(found, view, lines)
    held = [
        f"{len(manifest['files'])} files are those of the manifest",
        f"the record holds: {len(lines)} transitions, each with the hash of the one before",
        f"{known} documents are those that the program has on record",
    ]
    for name in sorted(found):
        base = PurePosixPath(name).name
        if name.startswith(DOCUMENTS) and base.endswith("-" + STATEMENT):
            held += [f"{base}: {said}" for said in of_statement(found[name], key)]
        elif name.startswith(DOCUMENTS) and base.endswith("-carrier-pack.zip"):
            pack = _unzipped(found[name], base)
            held += [f"{base}: {said}" for said in _of_pack(pack, key, base)]
    return held


def _same_files(found: Files, manifest: Mapping[str, Any]) -> None:
    files = manifest["files"]
    there = set(found) - {MANIFEST, SUMS}
    if strange := sorted(there ^ set(files)):
        raise NotVerified(f"{strange[0]} is in the bundle or in its manifest only")
    if not {VIEW, RECORD} <= there:
        raise NotVerified(f"the bundle lacks {VIEW} or {RECORD}")
    for name, hashed in files.items():
        if sha256(found[name]) != hashed:
            raise NotVerified(f"{name} is not the one that the manifest names")
    if found.get(SUMS) != sums({n: each for n, each in found.items() if n != SUMS}):
        raise NotVerified(f"{SUMS} is not the list of these files")


def _record(record: Any, manifest: Mapping[str, Any]) -> Lines:
    try:
        lines = [Transition.from_data(line) for line in record["transitions"]]
        version = int(record["version"])
    except (KeyError, TypeError, ValueError):
        raise NotVerified("the record lacks what each transition must have") from None
    breaks = breaks_in(lines, last_hash=manifest["last_hash"])
    if breaks:
        raise NotVerified(f"the record does not hold: {'; '.join(breaks)}")
    if len(lines) != version or {line.port_out_id for line in lines} != {manifest["port_out_id"]}:
        raise NotVerified("the record is cut off, or of another port-out")
    return lines


def _documents(found: Files, view: Mapping[str, Any], lines: Lines) -> int:
    """How many documents have a hash in the view or, chained, in the record: each must agree."""
    expected = {each["name"]: each["sha256"] for each in view["documents"] if each["sha256"]}
    told = [line.facts for line in lines if {"document", "sha256"} <= set(line.facts)]
    # A document is written anew under its name; the last word on it counts.
    expected |= {facts["document"]: facts["sha256"] for facts in told}
    there = {name: each for name in expected if (each := found.get(DOCUMENTS + name)) is not None}
    for name, content in there.items():
        if sha256(content) != expected[name]:
            raise NotVerified(f"{name} is not the document that the program has on record")
    return len(there)
