"""A bundle as bytes: the same contents give the same bytes."""

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from cli.bundling.contents import Contents
from cli.bundling.read_me import read_me
from tools.archives import sha256, sums
from tools.bundles import (
    COMMUNICATIONS,
    DOCUMENTS,
    KIND,
    MANIFEST,
    NOTICES,
    RECORD,
    SUMS,
    VERSION,
    VIEW,
    readable,
)

_SAME_TIME = (2000, 1, 1, 0, 0, 0)


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
    sources = {
        RECORD: contents.record,
        COMMUNICATIONS: contents.said,
        NOTICES: contents.notices,
    }
    return {
        "README.txt": read_me(contents.view["port_out_id"], contents.problems).encode(),
        VIEW: _json(contents.view),
        **{name: _json(each) for name, each in sources.items()},
        **readable(sources),
        **{DOCUMENTS + name: each for name, each in contents.documents.items()},
    }


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


def _json(data: Mapping[str, Any]) -> bytes:
    return (json.dumps(data, indent=2, ensure_ascii=False, sort_keys=True) + "\n").encode()
