"""A signed LOA counts once it has been checked, and what was checked is what is kept."""

import hashlib
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from port_out.domain.errors import TemporarilyUnavailable
from port_out.domain.life_cycle import State
from port_out.domain.signals import SignalType
from tests.api.builders import ID, ORDER, a_port_out
from tests.api.world import Answer, World
from tests.fakes import FakeFiles
from tests.papers import a_pdf, a_picture, a_signed_loa

URL = f"/port-outs/{ID}/signals"
S = State
KEY = f"{ID}/uploads/loa.pdf"
LOA = a_signed_loa()


@pytest.fixture
def waiting(world: World) -> World:
    return world.holding(a_port_out(S.AWAIT_CARRIER_SUBMISSION))


def offered(world: World, name: str = "loa.pdf") -> str:
    """Ask for an upload; the answer is where it goes."""
    answer = world.post(
        f"/port-outs/{ID}/documents", {"name": name, "content_type": "application/pdf"}
    )
    assert answer.status == 201
    return f"{ID}/uploads/{name}"


def uploaded(world: World, content: bytes = LOA, name: str = "loa.pdf") -> None:
    """Upload it through the link; what it was said to be is always the same."""
    world.files.write(offered(world, name), content, "application/pdf")


def said(world: World, signed_on: str = "2026-11-24", name: str = "loa.pdf", **more: Any) -> Answer:
    """The operator says that it is there."""
    facts = {"document": name, "signed_on": signed_on}
    return world.post(URL, {"type": "operator.uploaded_loa", "facts": facts, **more})


def copies(world: World) -> list[str]:
    """The names of our own copies."""
    return [d.name for d in world.documents.list(ID) if d.name.startswith("attempt-")]


def kept(world: World) -> list[dict[str, Any]]:
    """The facts of the signals that were kept."""
    return [dict(signal.facts) for signal in world.inbox.signals(ID)]


@pytest.mark.parametrize(
    ("content", "ending", "type_"),
    [
        (LOA, "pdf", "application/pdf"),
        (a_picture("PNG"), "png", "image/png"),
        (a_picture("JPEG"), "jpg", "image/jpeg"),
        (a_picture("TIFF", compression="tiff_lzw"), "tif", "image/tiff"),
    ],
)
def test_what_was_checked_is_kept_as_what_its_content_says_it_is(
    waiting: World, content: bytes, ending: str, type_: str
) -> None:
    uploaded(waiting, content)
    answer = said(waiting)

    sha256 = hashlib.sha256(content).hexdigest()
    name = f"attempt-1-loa-signed-{sha256[:12]}.{ending}"
    document = waiting.documents.get(ID, name)
    assert answer.status == 202
    assert document is not None
    assert (document.content_type, document.sha256) == (type_, sha256)
    assert waiting.files.versions[document.key] == [(content, type_)]
    assert kept(waiting)[0]["checked"] == {
        "document": name,
        "uploaded_as": "loa.pdf",
        "sha256": sha256,
    }
    assert waiting.get(f"/port-outs/{ID}/documents/{name}").status == 200


def test_a_signed_loa_must_have_been_uploaded(waiting: World) -> None:
    unknown = said(waiting)
    offered(waiting)
    offered_only = said(waiting)
    waiting.files.write(KEY, LOA, "application/pdf")
    there = said(waiting)

    assert (unknown.status, offered_only.status, there.status) == (400, 400, 202)
    assert "has not been uploaded" in offered_only.text


def test_a_document_of_the_program_is_no_upload(waiting: World) -> None:
    uploaded(waiting)
    said(waiting)

    answer = said(waiting, name=copies(waiting)[0])

    assert "is no document of yours" in answer.text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "0 bytes"),
        (a_pdf(user_password="x"), "password or restrictions"),
        (a_pdf(user_password="", owner_password="x"), "password or restrictions"),
        (LOA[:300], "cut off"),
        (b"PK\x03\x04word/document.xml", "DOCX"),
        (b"<html></html>", "HTML"),
        (a_picture("PNG", (80, 60)), "LOA_ILLEGIBLE"),
    ],
)
def test_what_a_carrier_could_not_use_is_refused_with_reason_and_mend(
    waiting: World, content: bytes, words: str
) -> None:
    uploaded(waiting, content)
    answer = said(waiting)

    [error] = answer.body["errors"]
    assert (answer.status, error["field"]) == (400, "facts.document")
    assert words in error["detail"]
    assert error["mend"]
    assert (kept(waiting), copies(waiting)) == ([], [])


def test_what_is_too_large_is_refused_without_being_read(waiting: World) -> None:
    offered(waiting)
    waiting.files = TooLarge()
    answer = said(waiting)

    assert "11.0 MB" in answer.body["errors"][0]["detail"]


def test_everything_that_is_wrong_is_said_at_once(waiting: World) -> None:
    uploaded(waiting, b"")
    fields = [e["field"] for e in said(waiting, signed_on="2026-12-24").body["errors"]]

    assert fields == ["facts.document", "facts.signed_on"]


@pytest.mark.parametrize(
    ("signed_on", "now", "days", "status"),
    [
        ("2026-11-24", "2026-11-24T20:00:00+00:00", 15, 202),
        ("2026-11-25", "2026-11-24T20:00:00+00:00", 15, 202),
        ("2026-11-26", "2026-11-24T20:00:00+00:00", 15, 400),
        ("2026-11-09", "2026-11-24T20:00:00+00:00", 15, 202),
        ("2026-11-08", "2026-11-24T16:59:59+00:00", 15, 202),
        ("2026-11-08", "2026-11-24T17:00:00+00:00", 15, 400),
        ("2026-11-04", "2026-11-24T20:00:00+00:00", 30, 202),
        ("2028-02-29", "2028-03-15T20:00:00+00:00", 15, 202),
        ("2028-02-29", "2028-03-17T20:00:00+00:00", 15, 400),
        ("2027-02-29", "2027-03-01T20:00:00+00:00", 15, 400),
    ],
)
def test_a_signature_is_neither_older_than_the_carrier_takes_nor_of_tomorrow(
    world: World, signed_on: str, now: str, days: int, status: int
) -> None:
    world.holding(a_port_out(S.AWAIT_CARRIER_SUBMISSION, order=replace(ORDER, loa_days=days)))
    world.now = datetime.fromisoformat(now)
    uploaded(world)

    answer = said(world, signed_on)

    assert answer.status == status
    if status == 400:
        assert answer.body["errors"][0]["field"] == "facts.signed_on"
        assert copies(world) == []


def test_a_signature_that_is_too_old_says_how_old_the_carrier_takes_it(waiting: World) -> None:
    uploaded(waiting)
    [error] = said(waiting, signed_on="2026-11-04").body["errors"]

    assert error["detail"] == "was signed 20 days ago; Example Telecom takes 15"
    assert "sign it again" in error["mend"]


def test_what_is_uploaded_over_it_after_the_check_changes_nothing(waiting: World) -> None:
    uploaded(waiting)
    said(waiting, id="loa-1")
    waiting.files.write(KEY, b"<html>", "application/pdf")
    again = said(waiting, id="loa-1")

    document = waiting.documents.get(ID, copies(waiting)[0])
    assert (again.status, again.body["stored"]) == (202, False)
    assert document is not None
    assert waiting.files.versions[document.key] == [(LOA, "application/pdf")]
    assert len(kept(waiting)) == 1


def test_the_same_id_with_another_date_is_another_statement(waiting: World) -> None:
    uploaded(waiting)
    said(waiting, id="loa-1")

    assert said(waiting, "2026-11-23", id="loa-1").status == 422


def test_a_call_that_ended_between_copy_and_signal_is_made_whole_by_its_repetition(
    waiting: World,
) -> None:
    uploaded(waiting)
    kept_by = waiting.inbox.keep
    waiting.inbox.keep = unavailable  # type: ignore[method-assign]  # the fake is played otherwise here
    first = said(waiting, id="loa-1")
    waiting.inbox.keep = kept_by  # type: ignore[method-assign]  # the fake is played otherwise here
    second = said(waiting, id="loa-1")

    assert (first.status, second.status) == (503, 202)
    assert len(copies(waiting)) == 1
    assert len(kept(waiting)) == 1


def test_every_signed_loa_stays_retrievable(waiting: World) -> None:
    for words in ("first", "second"):
        uploaded(waiting, a_signed_loa(words))
        said(waiting)

    documents = [waiting.documents.get(ID, name) for name in copies(waiting)]
    contents = {waiting.files.versions[d.key][0][0] for d in documents if d}
    assert contents == {a_signed_loa("first"), a_signed_loa("second")}
    assert [f["checked"]["uploaded_as"] for f in kept(waiting)] == ["loa.pdf"] * 2


def test_nothing_of_a_signed_loa_is_logged(
    waiting: World, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    damaged = a_signed_loa("Zdenka Pfefferminz").replace(b"/Catalog", b"/Kytka")
    with caplog.at_level("DEBUG"):
        for content in (a_signed_loa("Zdenka Pfefferminz"), damaged, damaged[:-30], b"Zdenka"):
            uploaded(waiting, content, "Zdenka-Pfefferminz.pdf")
            said(waiting, name="Zdenka-Pfefferminz.pdf")
            said(waiting, name="Zdenka-Pfefferminz.pdf", signed_on="2026-01-01")

    written = "".join(capfd.readouterr()) + caplog.text
    assert not any(word in written for word in ("Zdenka", "Kytka", "2026-01-01", "authorization"))


def test_other_signals_have_nothing_checked(waiting: World) -> None:
    waiting.post(URL, {"type": "operator.answered", "facts": {"text": "yes"}})

    [signal] = waiting.inbox.signals(ID)
    assert signal.type is SignalType.OPERATOR_ANSWERED
    assert "checked" not in signal.facts


def unavailable(*_: object) -> bool:
    raise TemporarilyUnavailable("dynamodb")


class TooLarge(FakeFiles):
    """A bucket in which everything is large, and nothing may be read."""

    def size(self, key: str) -> int | None:
        return 11_000_000

    def read(self, key: str, longest: int) -> bytes:
        raise AssertionError("it was read")
