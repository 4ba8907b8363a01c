"""The carrier pack of a world, opened and read as the winning carrier and the operator read it."""

import io
import json
import zipfile
from typing import Any

from pypdf import PdfReader

from port_out.domain.life_cycle import Outcome, State
from tests.builders import ID, AWorld
from tests.papers import a_signed_loa
from tests.stage import a_world, learned, moved, on_a_case
from tests.steps.running import STEP, answered

S = State
FILE = f"{ID}/attempt-1/carrier-pack.zip"
LOA = a_signed_loa()


def to_issue(world: AWorld | None = None, **known: Any) -> AWorld:
    """A world on a case that AWS Support gave the go-ahead to, whose pack is to be issued."""
    if world is None:
        world = a_world(S.ISSUE_CARRIER_PACK)
    else:
        for outcome in (Outcome.CONFIRMED, Outcome.READY, Outcome.OPENED, Outcome.GO_AHEAD):
            moved(world, outcome)
    on_a_case(world)
    learned(world, go_ahead_at="2026-11-23T12:00:00+00:00", **known)
    return world


def issue(world: AWorld) -> str:
    """How Issue Carrier Pack ends."""
    return str(STEP[S.ISSUE_CARRIER_PACK](world)["outcome"])


def in_zip(world: AWorld, attempt: int = 1) -> dict[str, bytes]:
    """What lies in the pack of the attempt, by path; each file's checksum was looked at."""
    content, type_ = world.files.versions[f"{ID}/attempt-{attempt}/carrier-pack.zip"][-1]
    assert type_ == "application/zip"
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        assert len(names) == len(set(names))
        return {name: archive.read(name) for name in names}


def names_in(world: AWorld, folder: str, attempt: int = 1) -> set[str]:
    """The names in a folder of the pack."""
    paths = [path.partition("/") for path in in_zip(world, attempt)]
    return {name for before, _, name in paths if before == folder}


def manifest(world: AWorld, attempt: int = 1) -> dict[str, Any]:
    """The manifest that lies in the pack."""
    found: dict[str, Any] = json.loads(in_zip(world, attempt)["for-you/pack.json"])
    return found


def letter(world: AWorld, attempt: int = 1) -> str:
    """What the cover letter says, with single spaces."""
    return text_of(in_zip(world, attempt)["for-the-carrier/cover-letter.pdf"])


def text_of(pdf: bytes) -> str:
    """What a PDF says, with single spaces."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def with_signed_loa(world: AWorld, signed_on: str, ending: str = "pdf") -> dict[str, Any]:
    """Our own copy of an LOA lies in the bucket; the facts of the signal that speaks of it."""
    copy = world.paper.write(world.port_outs.get(ID), f"loa-signed-ab12.{ending}", LOA)
    checked = {"document": copy.name, "uploaded_as": f"loa.{ending}", "sha256": copy.sha256}
    return {"document": f"loa.{ending}", "signed_on": signed_on, "checked": checked}


def signed(world: AWorld, signed_on: str, ending: str = "pdf") -> AWorld:
    """The port-out has an LOA with this date."""
    facts = with_signed_loa(world, signed_on, ending)
    learned(world, loa={"signed_on": signed_on, **facts["checked"]})
    return world


def refused_and_corrected(world: AWorld, **facts: Any) -> None:
    """AWS Support refuses, the operator corrects, and the pack of the next attempt is due."""
    answered(world, S.AWAIT_CARRIER_SUBMISSION, "support.refused", code="ENTITY_NAME_MISMATCH")
    answered(world, S.AWAIT_CORRECTION, "operator.corrected", **facts)
    for state in (S.CONFIRM_OWNERSHIP, S.ASSEMBLE_EVIDENCE, S.OPEN_SUPPORT_CASE):
        STEP[state](world)
    assert world.port_outs.get(ID).state is S.ISSUE_CARRIER_PACK
