"""The letter on top of the carrier pack: what is asked, whom to call, what lies in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from port_out.domain.loa import CURRENT_PROVIDER
from port_out.domain.numbers import Kind

DRAFT = "draft"
Rows = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class CoverLetter:
    """What the letter says of one version of the pack; `replaces` is 0 for the first."""

    port_out_id: str
    version: int
    replaces: int
    on: date
    winning_carrier: str
    country: str
    kind: Kind
    number_count: int
    first: str
    last: str
    company_name: str
    contact_name: str
    contact_phone: str
    contact_email: str
    support_case: str
    pon: str
    target_date: str
    loa: str
    contents: tuple[tuple[str, str], ...]
    changes: tuple[str, ...]
    notes: tuple[str, ...]
    account_details: Rows = field(default=(), repr=False)

    @property
    def numbers(self) -> str:
        """How many of what, in words."""
        kind = "toll-free" if self.kind is Kind.TOLL_FREE else "geographic"
        return f"{self.number_count} {kind} number{'s' if self.number_count > 1 else ''}"


def title(letter: CoverLetter) -> str:
    """What this is about, in one line."""
    return f"Request to port {letter.numbers} ({letter.country})"


def about(letter: CoverLetter) -> Rows:
    """The facts of the request; what is not known yet is left out."""
    span = letter.first if letter.number_count == 1 else f"{letter.first} to {letter.last}"
    replaced = f", replaces version {letter.replaces}" if letter.replaces else ""
    rows = (
        ("To", f"{letter.winning_carrier}, number porting"),
        ("Date", letter.on.isoformat()),
        ("Customer", letter.company_name),
        ("Numbers", f"{letter.numbers}, {span}"),
        ("Current provider", CURRENT_PROVIDER),
        ("AWS Support case", letter.support_case),
        *letter.account_details,
        ("PON", letter.pon),
        ("Requested date", letter.target_date),
        ("Pack", f"{letter.port_out_id}, version {letter.version}{replaced}"),
    )
    return [(label, value) for label, value in rows if value]


def asked(letter: CoverLetter) -> tuple[str, ...]:
    """What the carrier is asked to do, in the order of doing."""
    date_ = f" We ask for {letter.target_date}." if letter.target_date else ""
    loa = (
        "Send us your own form of the LOA if you have one; otherwise the draft in this pack, signed"
        " by hand, is our letter. The draft is not signed yet."
        if letter.loa == DRAFT
        else f"Use the LOA in this pack, {letter.loa}."
    )
    return (
        loa,
        "File the port request with the losing side. AWS Support verifies it, and compares it with"
        " the AWS account exactly: write names, address and numbers just as they stand here.",
        "Send us the PON (purchase order number) of your request, and the date and time at which"
        f" the numbers move.{date_}",
        "Tell us at once of each question and each refusal, in the words of the losing side.",
    )


def call(letter: CoverLetter) -> Rows:
    """Whom to call; where nobody is named, whoever sent the pack."""
    rows = (
        ("Name", letter.contact_name),
        ("Telephone", letter.contact_phone),
        ("E-mail", letter.contact_email),
    )
    return [row for row in rows if row[1]] or [("Name", "The person who sent you this pack")]


def changed(letter: CoverLetter) -> tuple[str, ...]:
    """What is not as in the version before; nothing for the first one."""
    if not letter.replaces:
        return ()
    return letter.changes or ("Nothing has changed; the documents are made again.",)


def changed_title(letter: CoverLetter) -> str:
    """The heading over what has changed."""
    return f"What has changed since version {letter.replaces}"


def cover_letter_text(letter: CoverLetter) -> str:
    """The letter as text, for names that the printed one has no letters for."""
    lines = [title(letter).upper(), ""]
    lines += [f"{label}: {value}" for label, value in about(letter)]
    if changed(letter):
        lines += ["", f"{changed_title(letter)}:", *(f"- {each}" for each in changed(letter))]
    lines += ["", "What we ask of you:", *(f"{i}. {t}" for i, t in enumerate(asked(letter), 1))]
    lines += ["", "Whom to call:", *(f"{label}: {value}" for label, value in call(letter))]
    lines += ["", "In this pack:", *(f"- {name}: {what}" for name, what in letter.contents)]
    if letter.notes:
        lines += ["", "Notes:", *(f"- {note}" for note in letter.notes)]
    return "\n".join([*lines, ""])
