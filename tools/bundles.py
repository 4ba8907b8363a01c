"""Is a bundle whole: every file, the record, the texts for people, and the statements in it?"""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from port_out.domain.record import Transition, breaks_in
from tools.archives import STATEMENT, Files, of_pack, sha256, sums, unzipped
from tools.bundle_texts import communications_txt, notices_txt, record_csv
from tools.statements import NotJudged, NotVerified, as_json, of_statement

KIND, VERSION = "Connect Port-Out bundle", 1
MANIFEST, SUMS, VIEW, DOCUMENTS = "manifest.json", "SHA256SUMS", "port-out.json", "documents/"
RECORD, COMMUNICATIONS, NOTICES = "record.json", "communications.json", "notices.json"
SOURCES = {RECORD: "record.csv", COMMUNICATIONS: "communications.txt", NOTICES: "notices.txt"}
"""What programs read, and what people read, which is made from it."""

Lines = Sequence[Transition]


def is_bundle(found: Files) -> bool:
    """True for what was one at least, whatever it lacks now."""
    return not {MANIFEST, SUMS, VIEW, RECORD}.isdisjoint(found)


def readable(sources: Mapping[str, Mapping[str, Any]]) -> dict[str, bytes]:
    """The texts for people, by name, from their sources."""
    return {
        SOURCES[RECORD]: record_csv(sources[RECORD]["transitions"]),
        SOURCES[COMMUNICATIONS]: communications_txt(sources[COMMUNICATIONS]["communications"]),
        SOURCES[NOTICES]: notices_txt(sources[NOTICES]["notices"]),
    }


def of_bundle(found: Files, key: Path | None) -> list[str]:
    """What holds of a bundle, in sentences; NotVerified or NotJudged else."""
    if MANIFEST not in found:
        raise NotVerified(f"the bundle lacks {MANIFEST}, which names its files")
    manifest = as_json(found[MANIFEST])
    if not isinstance(manifest, dict) or (manifest.get("kind"), manifest.get("version")) != (
        KIND,
        VERSION,
    ):
        raise NotJudged(f'the file is no "{KIND}", version {VERSION}')
    _same_files(found, manifest)
    lines = _record(as_json(found[RECORD]), manifest)
    view = as_json(found[VIEW])
    _same_port_out(view, lines)
    _same_texts(found)
    known = _documents(found, view, lines)
    held = [
        f"{len(manifest['files'])} files are those of the manifest",
        f"the record holds: {len(lines)} transitions, each with the hash of the one before",
        "the texts for people say what the files for programs say, and the state is the record's",
        f"{known} documents are those that the program has on record",
    ]
    for name in sorted(found):
        base = PurePosixPath(name).name
        if name.startswith(DOCUMENTS) and base.endswith("-" + STATEMENT):
            held += [f"{base}: {said}" for said in of_statement(found[name], key)]
        elif name.startswith(DOCUMENTS) and base.endswith("-carrier-pack.zip"):
            pack = unzipped(found[name], base)
            held += [f"{base}: {said}" for said in of_pack(pack, key, base)]
    return held


def _same_files(found: Files, manifest: Mapping[str, Any]) -> None:
    files = manifest["files"]
    there = set(found) - {MANIFEST, SUMS}
    if strange := sorted(there ^ set(files)):
        raise NotVerified(f"{strange[0]} is in the bundle or in its manifest only")
    if lacking := sorted({VIEW, *SOURCES, *SOURCES.values()} - there):
        raise NotVerified(f"the bundle lacks {lacking[0]}")
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


def _same_port_out(view: Any, lines: Lines) -> None:
    """What the record says of the port-out as a whole is what is shown of it."""
    if not isinstance(view, dict) or not lines:
        raise NotVerified(f"{VIEW} is no port-out, or the record is empty")
    last = lines[-1]
    shown = {name: view.get(name) for name in ("port_out_id", "state", "version")}
    on_record = {"port_out_id": last.port_out_id, "state": last.went_to, "version": last.sequence}
    for name, value in shown.items():
        if value != on_record[name]:
            raise NotVerified(f"{VIEW} has {name} {value}, the record ends with {on_record[name]}")


def _same_texts(found: Files) -> None:
    """Each text for people is made anew from its source."""
    try:
        made = readable({source: as_json(found[source]) for source in SOURCES})
    except (KeyError, TypeError, AttributeError):
        raise NotVerified(f"one of {', '.join(SOURCES)} lacks what each must have") from None
    for source, name in SOURCES.items():
        if found[name] != made[name]:
            raise NotVerified(f"{name} does not say what {source} says")


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
