"""The documents that the program itself writes: into the bucket, and into the list."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import PurePath

from port_out.domain.port_out import PortOut
from port_out.gateways.files import Files
from port_out.store.documents import Document, Documents

CONTENT_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".jpg": "image/jpeg",
    ".json": "application/json",
    ".pdf": "application/pdf",
    ".pem": "application/x-pem-file",
    ".png": "image/png",
    ".tif": "image/tiff",
    ".txt": "text/plain; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
"""What we write, by the ending of its name."""
STEADY = frozenset(
    {"before-you-leave.csv", "bill.pdf", "exact-match.txt", "numbers.csv", "public-key.pem"}
)
"""What is mostly the same when it is written again: a look costs a fortieth of a write."""


class Paper:
    """Writes documents under the attempt that they belong to; the same name replaces.

    A steady one that is there already, to the byte, is not written again.
    """

    def __init__(self, files: Files, documents: Documents, now: Callable[[], datetime]) -> None:
        self._files = files
        self._documents = documents
        self._now = now

    def write(self, port_out: PortOut, name: str, content: bytes) -> Document:
        """Write a document and note it as `attempt-<n>-<name>`."""
        full_name = f"attempt-{port_out.attempt}-{name}"
        key = f"{port_out.id}/attempt-{port_out.attempt}/{name}"
        there = self._documents.get(port_out.id, full_name) if name in STEADY else None
        if there is not None and there.sha256 == hashlib.sha256(content).hexdigest():
            return there
        content_type = CONTENT_TYPES[PurePath(name).suffix]
        sha256 = self._files.write(key, content, content_type)
        document = Document(full_name, key, content_type, self._now(), port_out.attempt, sha256)
        self._documents.keep(port_out.id, document)
        return document
