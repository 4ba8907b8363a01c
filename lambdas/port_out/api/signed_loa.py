"""Taking a signed LOA in: what was uploaded is checked, and our own copy of it is what counts."""

import hashlib

from port_out.domain.errors import BadInput, Problem
from port_out.domain.port_out import PortOut
from port_out.domain.signals import Signal
from port_out.domain.signed_loa import date_problem
from port_out.gateways.files import Files
from port_out.inspection import LARGEST, FileKind, Flaw, flaw_of_size, inspected
from port_out.paper import Paper
from port_out.store.documents import Documents

_FIELD = "facts.document"


def take_loa(
    port_out: PortOut, signal: Signal, *, documents: Documents, files: Files, paper: Paper
) -> dict[str, str]:
    """What is to be kept of it beside what the operator said; BadInput where a carrier refuses it.

    The link for the upload works on for minutes, so the checked bytes are written to a place of
    our own. The name has a part of their hash: the same file again makes the same document.
    """
    given = str(signal.facts["document"])
    old = date_problem(signal.facts["signed_on"], port_out.order, signal.received_at)
    problems = [old] if old else []
    try:
        content = _uploaded(port_out, given, documents, files)
        kind = _kind(content)
    except BadInput as error:
        raise BadInput([*error.problems, *problems]) from None
    if problems:
        raise BadInput(problems)
    name = f"loa-signed-{hashlib.sha256(content).hexdigest()[:12]}.{kind.extension}"
    copy = paper.write(port_out, name, content)
    return {"document": copy.name, "uploaded_as": given, "sha256": copy.sha256}


def _kind(content: bytes) -> FileKind:
    kind = inspected(content)
    if isinstance(kind, Flaw):
        raise BadInput([_problem(kind)])
    return kind


def _uploaded(port_out: PortOut, name: str, documents: Documents, files: Files) -> bytes:
    """The content; its size is asked for before anything is read."""
    document = documents.get(port_out.id, name)
    if document is None or not document.key.startswith(f"{port_out.id}/uploads/"):
        mend = "ask for an upload with POST /port-outs/{id}/documents first"
        raise BadInput([Problem(_FIELD, "is no document of yours", mend)])
    size = files.size(document.key)
    if size is None:
        mend = "PUT it to the URL that was given, or ask for a new one"
        raise BadInput([Problem(_FIELD, "has not been uploaded yet", mend)])
    if flaw := flaw_of_size(size):
        raise BadInput([_problem(flaw)])
    # One byte more, so that what has grown meanwhile is seen.
    return files.read(document.key, LARGEST + 1)


def _problem(flaw: Flaw) -> Problem:
    return Problem(_FIELD, flaw.detail, flaw.mend)
