"""A bundle as bytes: the same contents give the same bytes."""

import csv
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from cli.bundling.contents import Contents
from cli.bundling.read_me import read_me
from port_out.domain.number_list import safe_cell
from tools.archives import (
    DOCUMENTS,
    KIND,
    MANIFEST,
    RECORD,
    SUMS,
    VERSION,
    VIEW,
    sha256,
    sums,
)

_SAME_TIME = (2000, 1, 1, 0, 0, 0)
COLUMNS = ("sequence", "at", "from", "to", "outcome", "by", "because", "previous_hash", "hash")


def bundled(contents: Contents) -> bytes:
    """The zip, with the hashes of everything that is in it."""
    files = _files(contents)
    files[MANIFEST] = _json(_manifest(contents, files))
    files[SUMS] = sums(files)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, each in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _SAME_TIME), each, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _files(contents: Contents) -> dict[str, bytes]:
    said = contents.said["communications"]
    return {
        "README.txt": read_me(contents.view["port_out_id"], contents.problems).encode(),
        VIEW: _json(contents.view),
        RECORD: _json(contents.record),
        "record.csv": _record_csv(contents.record["transitions"]),
        "communications.json": _json(contents.said),
        "communications.txt": _as_text(said).encode(),
    } | {DOCUMENTS + name: each for name, each in contents.documents.items()}


def _manifest(contents: Contents, files: Mapping[str, bytes]) -> dict[str, Any]:
    lines = contents.record["transitions"]
    return {
        "kind": KIND,
        "version": VERSION,
        "port_out_id": contents.view["port_out_id"],
        "transitions": len(lines),
        "last_hash": lines[-1]["hash"] if lines else "",
        "problems": list(contents.problems),
        "files": {name: sha256(each) for name, each in sorted(files.items())},
    }


def _record_csv(lines: Iterable[Mapping[str, Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*COLUMNS, "facts"])
    for line in lines:
        facts = json.dumps(line["facts"], ensure_ascii=False, sort_keys=True)
        writer.writerow([safe_cell(str(cell)) for cell in (*(line[n] for n in COLUMNS), facts)])
    return out.getvalue().encode("utf-8-sig")


def _as_text(said: list[Mapping[str, Any]]) -> str:
    """Each text under a line that says when and by whom; indented, so that none can forge one."""
    if not said:
        return "Nothing was said on the Support case, or this account has no API to read it.\n"
    parts = []
    for number, one in enumerate(said, start=1):
        by = " ".join(one["by"].split()) or "(nobody is named)"
        head = f"{number} of {len(said)}, {one['at']}, {by}"
        lines = [f"    {line}".rstrip() for line in one["text"].splitlines()]
        lines += [f"    (attached: {name})" for name in one["attachments"]]
        parts.append("\n".join([head, "", *lines]))
    return "\n\n".join(parts) + "\n"


def _json(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, indent=2, ensure_ascii=False, sort_keys=True) + "\n").encode()
