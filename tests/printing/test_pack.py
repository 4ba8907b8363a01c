"""The carrier pack is put together from its content alone: no clock, no store, no AWS."""

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from port_out.domain.account_details import AccountDetails
from port_out.domain.billing import Invoice
from port_out.domain.numbers import Kind
from port_out.domain.pack import Pack, PackContent, SignedLoa
from port_out.domain.port_out import requested
from port_out.domain.reading.given import SecretKind
from port_out.printing.pack import print_pack, zipped
from tests.builders import ID, NOON, an_order
from tests.printing.reading import said
from tests.printing.samples import DAY, IDENTITY, an_envelope, held, numbers

PAPERS = {
    "ownership.json": json.dumps(an_envelope()).encode(),
    "numbers.csv": b'"PhoneNumber"\r\n',
    "exact-match.txt": b"MATCH",
}


def a_content(order: dict[str, Any] | None = None, **changes: Any) -> PackContent:
    """The content of a first pack for three numbers, without bill and without signature."""
    facts = {"numbers": 3}
    port_out, _ = requested(
        ID, an_order(identity=IDENTITY, **(order or {})), at=NOON, by="ana", facts=facts
    )
    given: dict[str, Any] = {
        "port_out": port_out,
        "version": 1,
        "on": DAY,
        "numbers": tuple(held(number) for number in numbers(3)),
        "statement": an_envelope(),
        "papers": PAPERS,
    }
    return PackContent(**given | changes)


def opened(content: PackContent) -> zipfile.ZipFile:
    """The zip of this pack."""
    return zipfile.ZipFile(io.BytesIO(zipped(content, print_pack(content))))


def letter(pack: Pack) -> str:
    """What its letter says."""
    return said(pack.carrier["cover-letter.pdf"])


def test_the_same_content_makes_the_same_bytes() -> None:
    first, second = (zipped(a_content(), print_pack(a_content())) for _ in range(2))

    assert first == second


@pytest.mark.parametrize("change", [{"version": 2}, {"on": DAY + timedelta(days=1)}])
def test_another_version_or_day_makes_other_papers(change: dict[str, Any]) -> None:
    first, other = print_pack(a_content()), print_pack(a_content(**change))

    assert first.carrier["loa-draft.pdf"] != other.carrier["loa-draft.pdf"]
    assert first.carrier["cover-letter.pdf"] != other.carrier["cover-letter.pdf"]


def test_the_letter_lies_on_top_and_lists_every_other_document() -> None:
    pack = print_pack(a_content())

    assert next(iter(pack.carrier)) == "cover-letter.pdf"
    told = letter(pack)
    assert all(name in told for name in pack.carrier if name != "cover-letter.pdf")


def test_only_the_letter_says_what_aws_gave_and_the_manifest_that_it_gave_it() -> None:
    values = {SecretKind.ACCOUNT_NUMBER: "4400-86420975", SecretKind.PIN: "97531864"}
    sources = {"account_number": "said-1", "pin": "by-hand"}
    before = print_pack(a_content()).manifest

    content = a_content(version=2, before=before, details=AccountDetails(values, sources))
    pack = print_pack(content)

    told = letter(pack)
    assert "4400-86420975" in told
    assert "97531864" in told
    assert "Account number: as AWS Support gave it." in told
    assert pack.manifest["given"] == sources
    others = (pack.carrier | pack.operator).items()
    told = [said(each) if name.endswith(".pdf") else str(each) for name, each in others]
    for value in values.values():
        assert sum(value in each for each in told) == 1
        assert value not in repr(content)


def test_what_is_not_in_the_letter_is_told_to_the_operator_only() -> None:
    details = AccountDetails(problems=("PIN is not in the letter: read it on the case",))

    pack = print_pack(a_content(details=details))

    assert details.problems[0] in pack.problems
    assert "PIN" not in letter(pack)


def test_each_entry_can_be_read_by_its_owner_and_says_no_time() -> None:
    with opened(a_content()) as archive:
        for entry in archive.infolist():
            assert entry.date_time == (2000, 1, 1, 0, 0, 0)
            assert (entry.external_attr >> 16) & 0o400
            assert not entry.filename.startswith("/")
            assert ".." not in entry.filename


def test_the_manifest_is_made_of_what_is_sent_and_of_the_order() -> None:
    content = a_content()
    pack = print_pack(content)

    assert json.loads(pack.operator["pack.json"]) == pack.manifest
    assert pack.manifest["identity"] == IDENTITY.as_data()
    assert pack.manifest["documents_sha256"] == {
        name: hashlib.sha256(each).hexdigest()
        for name, each in pack.carrier.items()
        if name != "cover-letter.pdf"
    }


def test_a_bill_without_its_invoice_is_not_sent() -> None:
    bill = PAPERS | {"bill.pdf": b"%PDF-1.4"}
    invoice = Invoice("USINV7", date(2026, 11, 3), "123456789012")

    without, with_it = (
        print_pack(a_content(papers=bill)),
        print_pack(a_content(papers=bill, invoice=invoice)),
    )

    assert "bill.pdf" not in without.carrier
    assert any("add the latest bill" in problem for problem in without.problems)
    assert with_it.carrier["bill.pdf"] == b"%PDF-1.4"
    assert with_it.about["bill.pdf"] == "AWS invoice USINV7 of 2026-11-03"


def test_a_key_is_sent_where_there_is_one() -> None:
    pack = print_pack(a_content(papers=PAPERS | {"public-key.pem": b"PEM"}))

    assert pack.carrier["public-key.pem"] == b"PEM"
    assert "public-key.pem" in pack.manifest["documents_sha256"]


def test_a_signed_loa_is_sent_as_it_is_and_no_draft_beside_it() -> None:
    signed = SignedLoa("loa-signed.png", b"\x89PNG", date(2026, 11, 20))

    pack = print_pack(a_content(signed_loa=signed))

    assert pack.carrier["loa-signed.png"] == b"\x89PNG"
    assert not any(name.startswith("loa-draft") for name in pack.carrier)
    assert "signed on 2026-11-20" in letter(pack)


def test_the_contact_is_named_and_without_one_the_person_who_signs() -> None:
    contact = {
        "contact_name": "Ben Porter",
        "contact_phone": "+1 206 555 9999",
        "contact_email": "ben@example.com",
    }

    named, unnamed = print_pack(a_content(contact)), print_pack(a_content())

    assert all(each in letter(named) for each in contact.values())
    assert f"Name {IDENTITY.authorized_person}" in letter(unnamed)


def test_a_resp_org_stands_on_a_toll_free_loa() -> None:
    order = {"kind": Kind.TOLL_FREE, "resp_org": "ABC01"}

    pack = print_pack(a_content(order))

    assert "ABC01" in said(pack.carrier["loa-draft.pdf"])


def test_a_resp_org_that_the_carrier_named_stands_on_the_next_loa() -> None:
    content = a_content({"kind": Kind.TOLL_FREE})
    named = replace(content.port_out, facts={"resp_org": "QIT02"})

    pack = print_pack(replace(content, port_out=named))

    assert "QIT02" in said(pack.carrier["loa-draft.pdf"])


@pytest.mark.parametrize(
    ("order", "texts"),
    [
        ({"winning_carrier": "株式会社"}, {"loa-draft.txt", "cover-letter.txt"}),
        ({"contact_name": "😀"}, {"cover-letter.txt"}),
        ({"contact_name": "שלום"}, {"cover-letter.txt"}),
    ],
)
def test_what_can_not_be_printed_is_sent_as_text_and_the_rest_as_before(
    order: dict[str, Any], texts: set[str]
) -> None:
    pack = print_pack(a_content(order))

    assert {name for name in pack.carrier if name.endswith(".txt")} == texts
    assert len([each for each in pack.problems if "our font lacks" in each]) == len(texts)
    assert all(next(iter(order.values())) in pack.carrier[name].decode() for name in texts)


def test_an_alias_that_can_not_be_printed_spoils_no_other_document() -> None:
    statement = an_envelope()
    statement["statement"]["instance"]["alias"] = "株"
    papers = PAPERS | {"ownership.json": json.dumps(statement).encode()}

    pack = print_pack(a_content(statement=statement, papers=papers))

    assert {"ownership.txt", "loa-draft.pdf", "cover-letter.pdf"} <= set(pack.carrier)
    assert "screenshots.txt" in pack.operator


def test_a_new_version_says_so_also_where_nothing_has_changed() -> None:
    before = print_pack(a_content()).manifest
    same = replace(a_content(), before=before | {"loa": "draft"})

    told = letter(print_pack(same))

    assert "What has changed since version 1" in told
    assert "Nothing has changed; the documents are made again." in told


def test_the_problems_are_said_in_the_file_that_is_read_first() -> None:
    content = a_content()
    pack = print_pack(content)

    with opened(content) as archive:
        read_me = archive.read("READ-ME-FIRST.txt").decode()

    assert len(pack.problems) == 2
    assert all(f"Note: {problem}" in read_me for problem in pack.problems)
    assert "for-the-carrier/" in read_me
    assert "for-you/" in read_me
