"""Issue Carrier Pack: what lies in a pack, and what a new version of it says."""

import csv
import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from port_out.domain.billing import BillingReading, Standing
from port_out.domain.life_cycle import State
from port_out.domain.numbers import NumberOutcome
from port_out.domain.uses import Use, UseKind
from tests.builders import (
    ACCOUNT,
    BILL,
    ID,
    IDENTITY,
    INSTANCE,
    NUMBERS,
    AWorld,
    an_inventory,
    an_order,
    held,
)
from tests.fakes import FakeSigning
from tests.printing.samples import numbers
from tests.stage import learned, record_holds
from tests.steps.packs import (
    FILE,
    LOA,
    in_zip,
    issue,
    letter,
    manifest,
    names_in,
    refused_and_corrected,
    signed,
    text_of,
    to_issue,
    with_signed_loa,
)
from tests.steps.running import STEP, Killed, answered, mortal
from tools.verify import FAILS, HOLDS, main

S = State
FOR_THE_CARRIER = {
    *("cover-letter.pdf", "loa-draft.pdf", "ownership.pdf", "ownership.json"),
    *("bill.pdf", "numbers.csv", "numbers.xlsx"),
}
FOR_YOU = {"screenshots.pdf", "exact-match.txt", "before-you-leave.csv", "pack.json"}


def known(world: AWorld) -> dict[str, Any]:
    """What the port-out knows of its last pack."""
    return dict(world.port_outs.get(ID).facts["pack"])


def listed(world: AWorld, attempt: int = 1) -> set[str]:
    """The documents of an attempt in the list, without the prefix."""
    prefix = f"attempt-{attempt}-"
    names = [document.name for document in world.documents.list(ID)]
    return {name.removeprefix(prefix) for name in names if name.startswith(prefix)}


def shown_uses() -> AWorld:
    """A world whose pack is due and in which Connect showed what uses a number."""
    world = to_issue()
    world.uses.keep(ID, [Use(UseKind.FLOW, "flow-1", "Main menu", NUMBERS[:1])])
    return world


def test_the_first_pack_has_every_document_in_its_folder() -> None:
    world = shown_uses()

    assert issue(world) == "issued"

    paths = in_zip(world)
    assert set(paths) == {
        "READ-ME-FIRST.txt",
        *(f"for-the-carrier/{name}" for name in FOR_THE_CARRIER),
        *(f"for-you/{name}" for name in FOR_YOU),
    }
    assert f"Port-out {ID}, carrier pack version 1" in paths["READ-ME-FIRST.txt"].decode()
    assert paths["for-the-carrier/bill.pdf"] == world.billing.pdf
    assert known(world)["problems"] == []


def test_each_document_is_in_the_list_too_and_is_the_one_of_the_pack() -> None:
    world = shown_uses()

    issue(world)

    by_themselves = FOR_THE_CARRIER | FOR_YOU - {"pack.json"}
    assert listed(world) == by_themselves | {"carrier-pack.zip", "pack-1.json"}
    paths = in_zip(world)
    for folder, names in (("for-the-carrier", FOR_THE_CARRIER), ("for-you", FOR_YOU)):
        for name in names - {"pack.json"}:
            [(content, _)] = world.files.versions[f"{ID}/attempt-1/{name}"]
            assert content == paths[f"{folder}/{name}"]


def test_the_manifest_names_each_document_by_the_hash_of_its_content() -> None:
    world = to_issue()

    issue(world)

    found, paths = manifest(world), in_zip(world)
    assert (found["version"], found["attempt"], found["loa"]) == (1, 1, "draft")
    assert found["numbers"] == list(NUMBERS)
    assert set(found["documents_sha256"]) == FOR_THE_CARRIER - {"cover-letter.pdf"}
    for name, sha256 in found["documents_sha256"].items():
        assert hashlib.sha256(paths[f"for-the-carrier/{name}"]).hexdigest() == sha256


def test_the_record_has_the_hash_of_the_pack_and_nobodys_name() -> None:
    world = to_issue()

    issue(world)

    line = world.port_outs.transitions(ID)[-1]
    content, _ = world.files.versions[FILE][-1]
    assert line.facts == {
        "version": 1,
        "document": "attempt-1-carrier-pack.zip",
        "sha256": hashlib.sha256(content).hexdigest(),
        "loa": "draft",
    }
    assert world.port_outs.get(ID).facts["pack_version"] == 1


def test_a_number_that_was_removed_is_nowhere_in_the_pack() -> None:
    world = to_issue()
    world.port_outs.set_outcomes(ID, [NUMBERS[1]], NumberOutcome.REMOVED)

    issue(world)

    paths = in_zip(world)
    assert manifest(world)["numbers"] == [NUMBERS[0], NUMBERS[2]]
    for name in ("ownership.json", "numbers.csv"):
        assert NUMBERS[1] not in paths[f"for-the-carrier/{name}"].decode()
    assert NUMBERS[1] not in text_of(paths["for-the-carrier/loa-draft.pdf"])
    assert "2 geographic numbers" in letter(world)


@pytest.mark.parametrize("ending", ["pdf", "png", "jpg", "tif"])
def test_a_signed_loa_takes_the_place_of_the_draft(ending: str) -> None:
    world = signed(to_issue(), "2026-11-20", ending)

    issue(world)

    assert names_in(world, "for-the-carrier") == FOR_THE_CARRIER - {"loa-draft.pdf"} | {
        f"loa-signed.{ending}"
    }
    assert in_zip(world)[f"for-the-carrier/loa-signed.{ending}"] == LOA
    assert "Use the LOA in this pack, signed on 2026-11-20." in letter(world)
    assert "not signed yet" not in letter(world)
    assert world.port_outs.transitions(ID)[-1].facts["loa"] == "signed on 2026-11-20"


@pytest.mark.parametrize(
    ("signed_on", "days", "name"),
    [
        ("2026-11-07", 15, "loa-draft.pdf"),
        ("2026-11-08", 15, "loa-signed.pdf"),
        ("2026-11-01", 15, "loa-draft.pdf"),
        ("2026-11-01", 30, "loa-signed.pdf"),
    ],
)
def test_an_loa_that_ran_out_at_this_carrier_is_not_sent(
    signed_on: str, days: int, name: str
) -> None:
    world = to_issue(AWorld(order=an_order(loa_days=days)))
    world.now.pass_(days=1)
    signed(world, signed_on)

    issue(world)

    loas = {each for each in names_in(world, "for-the-carrier") if each.startswith("loa")}
    assert loas == {name}


def test_a_second_pack_of_an_attempt_is_its_next_version_and_says_what_changed() -> None:
    world = to_issue()
    issue(world)
    first = manifest(world)
    facts = with_signed_loa(world, "2026-11-20")

    answered(world, S.AWAIT_CARRIER_SUBMISSION, "operator.uploaded_loa", **facts)
    assert issue(world) == "issued"

    assert (known(world)["version"], known(world)["document"]) == (2, "attempt-1-carrier-pack.zip")
    assert len(world.files.versions[FILE]) == 2
    assert {"pack-1.json", "pack-2.json"} <= listed(world)
    [(kept, _)] = world.files.versions[f"{ID}/attempt-1/pack-1.json"]
    assert json.loads(kept) == first
    said = letter(world)
    assert "version 2, replaces version 1" in said
    assert "The LOA is now signed on 2026-11-20 (before: draft)." in said
    assert "loa-signed.pdf is new." in said
    assert "loa-draft.pdf is no longer part of it." in said


def test_the_same_loa_said_again_makes_no_further_version() -> None:
    world = to_issue()
    issue(world)
    facts = with_signed_loa(world, "2026-11-20")
    answered(world, S.AWAIT_CARRIER_SUBMISSION, "operator.uploaded_loa", **facts)
    issue(world)

    answered(world, S.AWAIT_CARRIER_SUBMISSION, "operator.uploaded_loa", **facts)

    assert world.port_outs.get(ID).state is S.AWAIT_CARRIER_SUBMISSION
    again = facts | {"signed_on": "2026-11-21"}
    answered(world, S.AWAIT_CARRIER_SUBMISSION, "operator.uploaded_loa", **again)
    assert world.port_outs.get(ID).state is S.ISSUE_CARRIER_PACK


def test_the_pack_of_the_next_attempt_says_what_was_mended() -> None:
    world = signed(to_issue(), "2026-11-20")
    issue(world)
    world.billing.answer = replace(BILL, fields={**BILL.fields, "company_name": "New Name Inc."})

    refused_and_corrected(
        world, identity={"company_name": "New Name Inc."}, remove_numbers=[NUMBERS[1]]
    )
    assert issue(world) == "issued"

    said = letter(world, attempt=2)
    assert "version 2, replaces version 1" in said
    assert "It answers the refusal ENTITY_NAME_MISMATCH by AWS Support." in said
    assert 'Company: "New Name Inc." instead of "Example Retail LLC".' in said
    assert f"Numbers left out: {NUMBERS[1]}." in said
    assert "The LOA is now draft (before: signed on 2026-11-20)." in said
    assert manifest(world, attempt=2)["attempt"] == 2
    assert len(world.files.versions[FILE]) == 1, "the first pack stays as it was sent"


def test_a_step_that_was_killed_before_its_record_writes_the_same_pack_again() -> None:
    world = mortal(signed(shown_uses(), "2026-11-20"))

    with pytest.raises(Killed):
        issue(world)
    world.now.pass_(seconds=30)
    assert issue(world) == "issued"

    written = {key: {one for one, _ in each} for key, each in world.files.versions.items()}
    assert all(len(contents) == 1 for contents in written.values())
    assert len(world.files.versions[FILE]) == 2
    lines = [t for t in world.port_outs.transitions(ID) if t.because == S.ISSUE_CARRIER_PACK]
    assert [line.facts["version"] for line in lines] == [1]
    assert record_holds(world)


def test_a_new_version_that_was_killed_once_is_still_the_one_after_the_last() -> None:
    world = to_issue()
    issue(world)
    facts = with_signed_loa(world, "2026-11-20")
    answered(world, S.AWAIT_CARRIER_SUBMISSION, "operator.uploaded_loa", **facts)

    with pytest.raises(Killed):
        issue(mortal(world))
    issue(world)

    assert known(world)["version"] == 2
    assert "replaces version 1" in letter(world)
    assert "pack-3.json" not in listed(world)


@pytest.mark.parametrize("readable", [True, False])
def test_without_a_bill_the_pack_goes_out_and_says_that_it_is_missing(readable: bool) -> None:
    world = to_issue()
    if readable:
        world.billing.answer = BillingReading(ACCOUNT, Standing.STANDALONE, invoice_profile=BILL)
    else:
        world.billing.pdf = None

    assert issue(world) == "issued"

    assert names_in(world, "for-the-carrier") == FOR_THE_CARRIER - {"bill.pdf"}
    assert any("add the latest bill yourself" in problem for problem in known(world)["problems"])
    assert "Note: no AWS invoice" in in_zip(world)["READ-ME-FIRST.txt"].decode()
    assert "bill.pdf" not in letter(world)


def test_uses_that_connect_would_not_show_are_said_to_be_unknown() -> None:
    world = to_issue()

    issue(world)

    assert "before-you-leave.csv" not in names_in(world, "for-you")
    assert any("which flows use the numbers" in problem for problem in known(world)["problems"])


def test_numbers_that_nothing_uses_are_not_said_to_be_unknown() -> None:
    world = to_issue()
    world.uses.keep(ID, [])

    issue(world)

    rows = list(csv.reader(io.StringIO(in_zip(world)["for-you/before-you-leave.csv"].decode())))
    assert len(rows) == 1
    assert known(world)["problems"] == []


@pytest.mark.parametrize(
    ("changes", "as_text"),
    [
        (
            {"identity": replace(IDENTITY, company_name="株式会社エグザンプル")},
            {"loa-draft", "cover-letter"},
        ),
        ({"winning_carrier": "מובייל"}, {"loa-draft", "cover-letter"}),
        ({"contact_name": "山田 太郎"}, {"cover-letter"}),
    ],
)
def test_what_our_font_lacks_goes_out_as_text_and_is_named(
    changes: dict[str, Any], as_text: set[str]
) -> None:
    world = to_issue(AWorld(order=an_order(**changes)))
    company = world.order.identity.company_name
    world.billing.answer = replace(BILL, fields={**BILL.fields, "company_name": company})

    assert issue(world) == "issued"

    paths = in_zip(world)
    for name in ("loa-draft", "cover-letter"):
        ending = "txt" if name in as_text else "pdf"
        assert f"for-the-carrier/{name}.{ending}" in paths
    foreign = next(iter(changes.values()))
    text = foreign.company_name if isinstance(foreign, type(IDENTITY)) else foreign
    for name in as_text:
        assert text in paths[f"for-the-carrier/{name}.txt"].decode()
        assert any(f"{name}.txt has it as text" in p for p in known(world)["problems"])
    said = " ".join(known(world)["problems"])
    assert any(f"U+{ord(character):04X}" in said for character in text)
    assert "ownership.pdf" in names_in(world, "for-the-carrier")


def test_a_signed_pack_verifies_offline_and_a_changed_one_does_not(tmp_path: Path) -> None:
    world = to_issue()
    world.signing = FakeSigning()

    issue(world)

    pack, key, other = tmp_path / "pack.zip", tmp_path / "key.pem", tmp_path / "other.pem"
    content, _ = world.files.versions[FILE][-1]
    pack.write_bytes(content)
    key.write_bytes(in_zip(world)["for-the-carrier/public-key.pem"])
    other.write_text(FakeSigning().public_key())
    assert main([str(pack), "--key", str(key)]) == HOLDS
    assert main([str(pack), "--key", str(other)]) == FAILS
    assert key.read_text() == world.signing.public_key()
    assert len(world.signing.signed) == 1


def test_without_the_switch_nothing_is_signed_and_no_key_is_sent(tmp_path: Path) -> None:
    world = to_issue()

    issue(world)

    pack = tmp_path / "pack.zip"
    pack.write_bytes(world.files.versions[FILE][-1][0])
    assert "public-key.pem" not in names_in(world, "for-the-carrier")
    assert main([str(pack)]) == HOLDS


@pytest.mark.parametrize("count", [1, 11, 500, 5000])
def test_every_number_of_a_large_order_is_in_every_list(count: int) -> None:
    ours = numbers(count)
    world = to_issue(AWorld(order=an_order(number_count=count), requested_numbers=ours))
    world.connect.inventories = {INSTANCE: an_inventory(*map(held, ours))}

    assert issue(world) == "issued"

    paths = in_zip(world)
    statement = json.loads(paths["for-the-carrier/ownership.json"])["statement"]
    assert [each["number"] for each in statement["numbers"]] == list(ours)
    rows = list(csv.reader(io.StringIO(paths["for-the-carrier/numbers.csv"].decode())))
    assert [row[0] for row in rows[1:]] == list(ours)
    assert manifest(world)["numbers"] == list(ours)
    loa = text_of(paths["for-the-carrier/loa-draft.pdf"])
    assert (ours[0] in loa, ours[-1] in loa) == (True, True)


def test_a_pack_that_is_asked_for_again_is_not_printed_again() -> None:
    world = to_issue()
    first = STEP[S.ISSUE_CARRIER_PACK](world)
    learned(world, note="meanwhile")

    assert STEP[S.ISSUE_CARRIER_PACK](world) == first

    assert len(world.files.versions[FILE]) == 1
