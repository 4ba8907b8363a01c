"""The ownership statement on paper: what Amazon Connect showed, number by number."""

from collections.abc import Iterator, Mapping
from typing import Any

from port_out.printing import parts
from port_out.printing.fonts import Weight
from port_out.printing.pdf import pdf
from port_out.printing.sheet import GRAY, MARGIN, Sheet, Text, paper_for

TITLE = "Ownership statement"
COLUMNS = ((0.0, ""), (34.0, "Number"), (136.0, "Type"), (222.0, "Country"), (272.0, "Number id"))
SIZE, SMALL = 8.5, 6.5
ROW = 27.0
VERIFY = "make verify FILE=ownership.json KEY=public-key.pem"
Data = Mapping[str, Any]


def statement_pdf(envelope: Data) -> bytes:
    """The statement as a PDF, every number with its id and ARN, the hash and signature behind."""
    statement = envelope["statement"]
    numbers = statement["numbers"]
    sheet = Sheet(paper_for(numbers[0]["country"] if numbers else ""), SIZE)
    parts.title(sheet, TITLE, f"These are {statement['kind']}, as the AWS API showed them.")
    parts.labelled(sheet, [row for row in _facts(statement) if row[1]])
    _table(sheet, statement)
    sheet.together(lambda: _proof(sheet, envelope))
    port_out = f"Port-out {statement['port_out_id']}, attempt {statement['attempt']}"
    return pdf(sheet, title=TITLE, reference=f"{port_out}, captured {statement['captured_at']}")


def _facts(statement: Data) -> Iterator[tuple[str, str]]:
    instance = statement["instance"]
    yield "AWS account", statement["account"]
    yield "Region", statement["region"]
    yield "Instance alias", instance["alias"]
    yield "Instance ARN", instance["arn"]
    yield "Instance status", instance["status"]
    yield "Captured at", statement["captured_at"]
    yield "Numbers", str(len(statement["numbers"]))
    yield "AWS request ids", ", ".join(statement["aws_request_ids"])


def _table(sheet: Sheet, statement: Data) -> None:
    parts.heading(sheet, "Numbers")
    _table_head(sheet)
    sheet.on_each_page = lambda: _table_head(sheet)
    for place, number in enumerate(statement["numbers"], 1):
        _number(sheet, place, number, statement["instance"]["arn"])
    sheet.on_each_page = None


def _table_head(sheet: Sheet) -> None:
    sheet.y -= 11
    for x, name in COLUMNS:
        if name:
            sheet.put(Text(MARGIN + x, sheet.y, name, 7.5, Weight.BOLD))
    sheet.y -= 4
    sheet.line()


def _number(sheet: Sheet, place: int, number: Data, instance: str) -> None:
    """One row: the number with its id, and its ARN small below; another target is named too."""
    elsewhere = number["target_arn"] != instance
    sheet.need(ROW + (10 if elsewhere else 0))
    values = (str(place), number["number"], number["type"], number["country"], number["id"])
    for (x, _), value in zip(COLUMNS, values, strict=True):
        gray = GRAY if x == 0 else 0.0
        sheet.put(Text(MARGIN + x, sheet.y - 11, value, SIZE, gray=gray))
    sheet.y -= 14
    sheet.write(number["arn"], indent=34, size=SMALL, gray=GRAY)
    if elsewhere:
        sheet.write(f"claimed to {number['target_arn']}", indent=34, size=SMALL, gray=GRAY)
    sheet.y -= 3


def _proof(sheet: Sheet, envelope: Data) -> None:
    parts.heading(sheet, "Proof")
    parts.labelled(sheet, _proof_rows(envelope))
    sheet.y -= 4
    sheet.write(_how(envelope), size=8, gray=GRAY)


def _proof_rows(envelope: Data) -> Iterator[tuple[str, str]]:
    yield "SHA-256", envelope["sha256"]
    if signature := envelope["signature"]:
        yield "Signature", signature["value"]
        yield "Algorithm", signature["algorithm"]
        yield "Key (AWS KMS)", signature["key_arn"]
        yield "Verify offline", VERIFY
    else:
        yield "Signature", "none"


def _how(envelope: Data) -> str:
    same = "The file ownership.json holds the same for programs."
    if envelope["signature"]:
        return (
            f"{same} Hash and signature are of its statement in canonical form (RFC 8785). To"
            " verify them takes the file and the public key, and no access to AWS."
        )
    return (
        f"{same} The hash is of its statement in canonical form (RFC 8785); it shows a change to"
        " whoever has kept the hash."
    )
