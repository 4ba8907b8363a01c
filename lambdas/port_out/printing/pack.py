"""The carrier pack: every document printed, with a letter that lists them, in one zip."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable

from port_out.domain.cover_letter import CoverLetter, cover_letter_text
from port_out.domain.loa import Loa, loa_text
from port_out.domain.number_list import HEADER, number_rows
from port_out.domain.pack import Pack, PackContent, changes, manifest
from port_out.domain.printable import Unprintable
from port_out.domain.screenshots import Checklist, checklist_text
from port_out.printing.checklist import checklist_pdf
from port_out.printing.cover_letter import cover_letter_pdf
from port_out.printing.loa import loa_pdf
from port_out.printing.spreadsheet import number_list_xlsx
from port_out.printing.statement import statement_pdf

CARRIER, OPERATOR = "for-the-carrier", "for-you"
_SAME_TIME = (2000, 1, 1, 0, 0, 0)
_READ_ME = """Port-out {id}, carrier pack version {version}

for-the-carrier/  Send these to the winning carrier, with the two screenshots that
                  for-you/screenshots explains.
for-you/          Keep these: what the screenshots must show, the comparison of the LOA with
                  the bill, and which flows and queues use the numbers.
"""


def print_pack(content: PackContent) -> Pack:
    """Every document of the pack; where the font lacks a character, the document as text."""
    pack = Pack()
    _loa(content, pack)
    _proof(content, pack)
    _for_the_operator(content, pack)
    hashes = {name: hashlib.sha256(each).hexdigest() for name, each in pack.carrier.items()}
    pack.manifest = manifest(content, hashes)
    _letter(content, pack)
    pack.operator["pack.json"] = json.dumps(pack.manifest, indent=2, ensure_ascii=False).encode()
    return pack


def zipped(content: PackContent, pack: Pack) -> bytes:
    """The pack as a zip; the same pack gives the same bytes."""
    read_me = _READ_ME.format(id=content.port_out.id, version=content.version)
    read_me += "".join(f"\nNote: {problem}\n" for problem in pack.problems)
    files = {"READ-ME-FIRST.txt": read_me.encode()}
    files |= {f"{CARRIER}/{name}": each for name, each in pack.carrier.items()}
    files |= {f"{OPERATOR}/{name}": each for name, each in pack.operator.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, each in files.items():
            archive.writestr(zipfile.ZipInfo(name, _SAME_TIME), each, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _printed(
    pack: Pack, name: str, title: str, pdf: Callable[[], bytes], text: str
) -> tuple[str, bytes]:
    try:
        return f"{name}.pdf", pdf()
    except Unprintable as error:
        said = ", ".join(error.characters[:5])
        problem = f"{title} can't be printed, as our font lacks {said}: {name}.txt has it as text"
        pack.problems.append(problem)
        return f"{name}.txt", text.encode()


def _loa(content: PackContent, pack: Pack) -> None:
    if content.signed_loa is not None:
        title = f"Letter of Authorization, {content.loa}"
        pack.add(content.signed_loa.name, content.signed_loa.content, title)
        return
    order = content.port_out.order
    loa = Loa(
        port_out_id=content.port_out.id,
        version=content.version,
        on=content.on,
        winning_carrier=order.winning_carrier,
        resp_org=order.resp_org or content.port_out.facts.get("resp_org", ""),
        identity=order.identity,
        country=order.country,
        kind=order.kind,
        numbers=tuple(held.number for held in content.numbers),
        list_name="numbers.xlsx",
    )
    title = "Letter of Authorization, draft to be signed"
    pack.add(*_printed(pack, "loa-draft", title, lambda: loa_pdf(loa), loa_text(loa)), title)


def _proof(content: PackContent, pack: Pack) -> None:
    papers = content.papers
    title = "Ownership statement: what Amazon Connect shows of the numbers"
    text = papers["ownership.json"].decode()
    name, printed = _printed(
        pack, "ownership", title, lambda: statement_pdf(content.statement), text
    )
    pack.add(name, printed, title)
    pack.add(
        "ownership.json",
        papers["ownership.json"],
        "The same for programs; it can be verified offline",
    )
    if "public-key.pem" in papers:
        pack.add("public-key.pem", papers["public-key.pem"], "Public key of its signature")
    if "bill.pdf" in papers and content.invoice is not None:
        issued = content.invoice.issued_on.isoformat()
        pack.add("bill.pdf", papers["bill.pdf"], f"AWS invoice {content.invoice.id} of {issued}")
    else:
        pack.problems.append("no AWS invoice could be read: add the latest bill yourself")
    pack.add("numbers.csv", papers["numbers.csv"], "Number list for programs")
    sheet = number_list_xlsx(HEADER, number_rows(content.numbers))
    pack.add("numbers.xlsx", sheet, "Number list for a spreadsheet")


def _for_the_operator(content: PackContent, pack: Pack) -> None:
    order, statement = content.port_out.order, content.statement["statement"]
    checklist = Checklist(
        port_out_id=content.port_out.id,
        version=content.version,
        instance_alias=statement["instance"]["alias"],
        region=statement["region"],
        account=statement["account"],
        company_name=order.identity.company_name,
        number_count=len(content.numbers),
        payer_account=content.payer,
        country=order.country,
    )
    title = "The checklist of the screenshots"
    name, printed = _printed(
        pack, "screenshots", title, lambda: checklist_pdf(checklist), checklist_text(checklist)
    )
    pack.operator[name] = printed
    pack.operator["exact-match.txt"] = content.papers["exact-match.txt"]
    if content.uses is None:
        pack.problems.append("Connect does not show this program which flows use the numbers")
    else:
        pack.operator["before-you-leave.csv"] = content.uses.encode()


def _letter(content: PackContent, pack: Pack) -> None:
    port_out, order, facts = content.port_out, content.port_out.order, content.port_out.facts
    before = content.before
    letter = CoverLetter(
        port_out_id=port_out.id,
        version=content.version,
        replaces=before["version"] if before else 0,
        on=content.on,
        winning_carrier=order.winning_carrier,
        country=order.country,
        kind=order.kind,
        number_count=len(content.numbers),
        first=content.numbers[0].number,
        last=content.numbers[-1].number,
        company_name=order.identity.company_name,
        contact_name=order.contact_name or order.identity.authorized_person,
        contact_phone=order.contact_phone,
        contact_email=order.contact_email,
        support_case=facts.get("display_id", ""),
        pon=facts.get("pon", ""),
        target_date=order.target_date,
        loa=content.loa,
        contents=tuple(pack.about.items()),
        changes=tuple(changes(before, pack.manifest, facts.get("refusal", {}))),
        notes=(),
        account_details=content.details.rows,
    )
    pack.problems.extend(content.details.problems)
    title, text = "The cover letter", cover_letter_text(letter)
    name, printed = _printed(pack, "cover-letter", title, lambda: cover_letter_pdf(letter), text)
    pack.carrier = {name: printed} | pack.carrier
