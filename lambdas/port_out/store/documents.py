"""The list of documents of a port-out; the files themselves lie in the bucket."""

from dataclasses import dataclass
from datetime import datetime

from pynamodb.exceptions import DoesNotExist

from port_out.domain.record import timestamp
from port_out.store.document_items import DocumentItem
from port_out.store.faults import translated

DOCUMENT = "DOCUMENT#"


@dataclass(frozen=True)
class Document:
    """A document: its name, where it lies, what it is, and the attempt that it belongs to."""

    name: str
    key: str
    content_type: str
    at: datetime
    attempt: int
    sha256: str = ""


class Documents:
    """Which documents each port-out has."""

    def keep(self, port_out_id: str, document: Document) -> None:
        """Note a document; one of the same name is replaced (the bucket keeps versions)."""
        with translated():
            DocumentItem(
                port_out_id,
                DOCUMENT + document.name,
                name=document.name,
                key=document.key,
                content_type=document.content_type,
                at=timestamp(document.at),
                attempt=document.attempt,
                sha256=document.sha256,
            ).save()

    def list(self, port_out_id: str) -> list[Document]:
        """All documents of a port-out, by name."""
        with translated():
            rows = DocumentItem.query(
                port_out_id, DocumentItem.row.startswith(DOCUMENT), consistent_read=True
            )
            return [document_of(row) for row in rows]

    def get(self, port_out_id: str, name: str) -> Document | None:
        """The document of this name, None if there is none."""
        with translated():
            try:
                return document_of(
                    DocumentItem.get(port_out_id, DOCUMENT + name, consistent_read=True)
                )
            except DoesNotExist:
                return None


def document_of(row: DocumentItem) -> Document:
    """The document of a row."""
    return Document(
        row.name,
        row.key,
        row.content_type,
        datetime.fromisoformat(row.at),
        int(row.attempt),
        row.sha256,
    )
