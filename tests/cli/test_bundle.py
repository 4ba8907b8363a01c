"""`port-out bundle`: everything in one zip, the same bytes for the same, and verified offline."""

import hashlib
import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.bundling.archive import bundled
from cli.bundling.contents import Contents
from port_out.domain.statement import as_file, envelope
from tests.cli.past import Past, PastApi, a_past, completed
from tests.cli.program import Program
from tests.cli.terminal import Ended, piped
from tests.tools.test_verify import STATEMENT, a_pack, saved_key, signed
from tools.archives import sums
from tools.bundles import COMMUNICATIONS, MANIFEST, NOTICES, RECORD, SUMS, VIEW
from tools.verify import FAILS, HOLDS, UNCLEAR, main

PAST = completed(a_past(3))
ID = PAST.port_out.id
UNSIGNED = as_file(envelope(STATEMENT, None)).encode()
SAID = {
    "port_out_id": ID,
    "communications": [
        {
            "communication": "c-1",
            "by": "Amazon Web Services",
            "at": "2026-11-01T10:00:00.000000+00:00",
            "text": "Hello,\n2 of 2, 2026-11-02, ana (Role)\nyour PIN is (PIN).",
            "hidden": ["pin"],
            "attachments": ["form.pdf"],
        }
    ],
}

TOLD = {
    "port_out_id": ID,
    "notices": [
        {
            "notice": "1",
            "at": "2026-11-01T10:00:00.000000+00:00",
            "subject": f"Numbers are to leave Amazon Connect [{ID}]",
            "who": "the program",
            "what": "Connect Port-Out goes on by itself.",
            "sent": {"webhook": "off", "topic": "2026-11-01T10:00:01.000000+00:00"},
            "given_up_at": None,
        }
    ],
}


def a_view(past: Past, listed: list[dict[str, str]]) -> dict[str, Any]:
    """What the program shows of it."""
    port_out = past.port_out
    known = {"port_out_id": port_out.id, "version": port_out.version, "state": port_out.state}
    return known | {"documents": listed}


def answering(
    program: Program, documents: dict[str, bytes], past: Past = PAST, **hashes: str
) -> None:
    """The program has this past with these documents; None content was never uploaded."""
    listed = [
        {"name": name, "sha256": hashes.get(name, hashlib.sha256(each).hexdigest())}
        for name, each in documents.items()
    ]
    id_ = past.port_out.id
    program.on("GET", f"/port-outs/{id_}", (200, a_view(past, listed)))
    program.on("GET", f"/port-outs/{id_}/notices", (200, TOLD))
    program.on("GET", f"/port-outs/{id_}/communications", (200, SAID))
    path = f"/port-outs/{id_}/transitions"
    program.on("GET", path, (200, PastApi([past]).get(path)))
    for each in listed:
        name = each["name"]
        link = {"url": f"{program.url}/files/{name}", "sha256": each["sha256"]}
        if documents[name]:
            program.on("GET", f"/port-outs/{id_}/documents/{name}", (200, link))
            program.on("GET", f"/files/{name}", (200, documents[name]))


@pytest.fixture
def documents(tmp_path: Path) -> dict[str, bytes]:
    return {
        "attempt-1-ownership.json": as_file(signed(STATEMENT)).encode(),
        "attempt-1-carrier-pack.zip": Path(a_pack(tmp_path)).read_bytes(),
        "loa.pdf": b"%PDF- a scan",
    }


Bundle = Callable[..., Ended]


@pytest.fixture
def bundle(environment: dict[str, str], tmp_path: Path) -> Bundle:
    def run(name: str = "bundle.zip", *more: str) -> Ended:
        return piped("bundle", ID, "--to", str(tmp_path / name), *more, environment=environment)

    return run


def test_a_bundle_has_everything_and_holds(
    program: Program, documents: dict[str, bytes], bundle: Bundle, tmp_path: Path
) -> None:
    answering(program, documents)
    ended = bundle("bundle.zip", "--json")
    with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
        files = {name: archive.read(name) for name in archive.namelist()}

    assert ended.code == 0
    assert {f"documents/{name}" for name in documents} < set(files)
    assert {VIEW, RECORD, "record.csv", "communications.txt", "README.txt", SUMS} < set(files)
    assert json.loads(files[NOTICES]) == TOLD
    assert b"topic: 2026-11-01T10:00:01" in files["notices.txt"]
    assert files["record.csv"].count(b"\r\n") == len(PAST.lines) + 1
    assert (
        json.loads(ended.out)["sha256"]
        == hashlib.sha256((tmp_path / "bundle.zip").read_bytes()).hexdigest()
    )
    assert main([str(tmp_path / "bundle.zip"), "--key", saved_key(tmp_path)]) == HOLDS


def test_the_folder_of_a_bundle_is_made(program: Program, bundle: Bundle, tmp_path: Path) -> None:
    answering(program, {})

    assert bundle("of/tomorrow/bundle.zip").code == 0
    assert (tmp_path / "of" / "tomorrow" / "bundle.zip").is_file()


def test_the_same_contents_give_the_same_bytes(
    program: Program, documents: dict[str, bytes], bundle: Bundle, tmp_path: Path
) -> None:
    answering(program, documents)
    bundle("one.zip")
    bundle("two.zip")

    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_nobody_on_the_case_can_write_what_looks_like_the_word_of_another(
    program: Program, bundle: Bundle, tmp_path: Path
) -> None:
    answering(program, {})
    bundle()
    text = zipfile.ZipFile(tmp_path / "bundle.zip").read("communications.txt").decode()

    heads = [line for line in text.splitlines() if line and not line.startswith("    ")]
    assert heads == ["1 of 1, 2026-11-01T10:00:00.000000+00:00, Amazon Web Services"]
    assert "    your PIN is (PIN).\n    (attached: form.pdf)\n" in text


def test_without_the_program_the_sums_hold_too(
    program: Program, documents: dict[str, bytes], bundle: Bundle, tmp_path: Path
) -> None:
    answering(program, documents)
    bundle()
    folder = tmp_path / "unpacked"
    zipfile.ZipFile(tmp_path / "bundle.zip").extractall(folder)
    check = ["sha256sum", "--check", "--strict", "SHA256SUMS"]
    done = subprocess.run(check, cwd=folder, capture_output=True, text=True)

    assert done.returncode == 0
    assert done.stdout.count(": OK") == len([f for f in folder.rglob("*") if f.is_file()]) - 1


def test_a_signed_statement_in_a_bundle_needs_its_key(
    program: Program, documents: dict[str, bytes], bundle: Bundle, tmp_path: Path
) -> None:
    answering(program, documents)
    bundle()

    assert main([str(tmp_path / "bundle.zip")]) == UNCLEAR


def test_a_document_that_was_never_uploaded_is_named_and_left_out(
    program: Program, bundle: Bundle, tmp_path: Path
) -> None:
    answering(program, {"loa.pdf": b"", "attempt-1-ownership.json": UNSIGNED})
    ended = bundle()
    manifest = json.loads(zipfile.ZipFile(tmp_path / "bundle.zip").read(MANIFEST))

    assert ended.code == 0
    assert manifest["problems"] == ["loa.pdf is on the list, but was never uploaded"]
    assert main([str(tmp_path / "bundle.zip")]) == HOLDS


def test_a_document_that_is_not_the_one_on_record_is_told_and_fails(
    program: Program, bundle: Bundle, tmp_path: Path
) -> None:
    answering(program, {"attempt-1-ownership.json": UNSIGNED}, **{"attempt-1-ownership.json": "0"})
    ended = bundle()

    assert ended.code == 1
    assert "its SHA-256 differs" in ended.notes
    assert main([str(tmp_path / "bundle.zip")]) == FAILS


def test_a_port_out_that_moves_meanwhile_is_looked_at_again(
    program: Program, bundle: Bundle, tmp_path: Path
) -> None:
    answering(program, {})
    after = a_view(PAST, [])
    before = after | {"version": PAST.port_out.version - 1}
    program.on("GET", f"/port-outs/{ID}", (200, before), (200, after))
    ended = bundle()

    assert ended.code == 0
    assert main([str(tmp_path / "bundle.zip")]) == HOLDS


def test_an_unknown_port_out_gives_no_bundle(bundle: Bundle, tmp_path: Path) -> None:
    ended = bundle()

    assert ended.code == 3
    assert not (tmp_path / "bundle.zip").exists()


Files = dict[str, bytes]


def _record(files: Files, change: Callable[[Any], Any]) -> None:
    data = json.loads(files[RECORD])
    change(data)
    files[RECORD] = json.dumps(data).encode()


def test_what_was_not_changed_holds(tmp_path: Path) -> None:
    assert main([zipped(tmp_path, made({"attempt-1-ownership.json": UNSIGNED}))]) == HOLDS


DAMAGES: dict[str, Callable[[Files], Any]] = {
    "a document": lambda f: f.update({"documents/loa.pdf": b"another"}),
    "one less": lambda f: f.pop("documents/loa.pdf"),
    "the text": lambda f: f.update({"communications.txt": b"nothing was said"}),
    "the record": lambda f: _record(f, lambda r: r["transitions"][2].update(by="ana")),
    "its end": lambda f: _record(f, lambda r: r["transitions"].pop()),
    "its beginning": lambda f: _record(f, lambda r: r["transitions"].pop(0)),
    "a member of a transition": lambda f: _record(f, lambda r: r["transitions"][0].pop("at")),
}


@pytest.mark.parametrize("with_new_sums", [False, True])
@pytest.mark.parametrize("name", DAMAGES)
def test_any_change_of_a_bundle_fails(name: str, with_new_sums: bool, tmp_path: Path) -> None:
    files = made({"loa.pdf": b"%PDF- a scan", "attempt-1-ownership.json": UNSIGNED})
    DAMAGES[name](files)
    if with_new_sums:
        # Without the manifest, which only a forger would write anew as well.
        files[SUMS] = sums({each: content for each, content in files.items() if each != SUMS})

    assert main([zipped(tmp_path, files)]) == FAILS


def _changed(name: str, **changes: Any) -> Callable[[Files], Any]:
    def change(files: Files) -> None:
        files[name] = json.dumps(json.loads(files[name]) | changes).encode()

    return change


FORGERIES = {name: DAMAGES[name] for name in ("the record", "its end", "its beginning")} | {
    "the state": _changed(VIEW, state="Port-Out Cancelled"),
    "the version": _changed(VIEW, version=1),
    "the id": _changed(VIEW, port_out_id="po-another"),
    "the record for people": lambda f: f.update({"record.csv": b"sequence,at\r\n"}),
    "what was said, for people": lambda f: f.update({"communications.txt": b"nothing was said"}),
    "what was said, for programs": _changed(COMMUNICATIONS, communications=[]),
    "who was told, for people": lambda f: f.update({"notices.txt": b"Nobody was told anything.\n"}),
    "who was told, for programs": _changed(NOTICES, notices=[]),
    "no list of notices": _changed(NOTICES, notices=None),
    "no text for people": lambda f: f.pop("communications.txt"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_new_sums_and_a_new_manifest_do_not_mend_what_two_files_say_differently(
    name: str, tmp_path: Path
) -> None:
    files = made({"attempt-1-ownership.json": UNSIGNED})
    FORGERIES[name](files)
    manifest = json.loads(files[MANIFEST])
    listed = {each: content for each, content in files.items() if each not in (MANIFEST, SUMS)}
    manifest["files"] = {n: hashlib.sha256(each).hexdigest() for n, each in listed.items()}
    files[MANIFEST] = json.dumps(manifest).encode()
    files[SUMS] = sums({each: content for each, content in files.items() if each != SUMS})

    assert main([zipped(tmp_path, files)]) == FAILS


def test_a_bundle_without_its_manifest_is_called_what_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = made({})
    del files[MANIFEST]

    assert main([zipped(tmp_path, files)]) == FAILS
    assert "the bundle lacks manifest.json" in capsys.readouterr().out


def test_the_bundle_claims_no_more_than_it_proves() -> None:
    said = " ".join(made({})["README.txt"].decode().split())

    assert "The hashes have no key: whoever has the bundle can change the record" in said
    assert "It does not prove that they are true." in said
    assert "It says nothing of the record." in said


def made(documents: Files) -> Files:
    """The files of a bundle that holds."""
    listed = [
        {"name": name, "sha256": hashlib.sha256(each).hexdigest()}
        for name, each in documents.items()
    ]
    view = a_view(PAST, listed)
    record = PastApi([PAST]).get(f"/port-outs/{ID}/transitions")
    with zipfile.ZipFile(
        io.BytesIO(bundled(Contents(view, record, SAID, TOLD, documents)))
    ) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(folder: Path, files: Files) -> str:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    file = folder / "changed.zip"
    file.write_bytes(out.getvalue())
    return str(file)
