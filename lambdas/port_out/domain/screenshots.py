"""The two screenshots that carriers ask for: where to take them, what to show, what to blacken."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Checklist:
    """What the checklist of one version of the pack has to name."""

    port_out_id: str
    version: int
    instance_alias: str
    region: str
    account: str
    company_name: str
    number_count: int
    payer_account: str
    country: str = ""

    @property
    def billed_account(self) -> str:
        """The account whose bill is shown: the one that pays."""
        return self.payer_account or self.account


@dataclass(frozen=True)
class Part:
    """One heading with its boxes to tick."""

    title: str
    boxes: tuple[str, ...]


TITLE = "Checklist for two screenshots"
WHY = (
    "The winning carrier asks for them as a proof of ownership: the numbers in the Amazon Connect"
    " instance, and the AWS bill with the name and the address that the LOA has."
)


def parts(checklist: Checklist) -> tuple[Part, ...]:
    """What to do, in the order of doing."""
    return (_numbers(checklist), _bill(checklist), _before_sending(checklist))


def _numbers(checklist: Checklist) -> Part:
    alias, count = checklist.instance_alias, checklist.number_count
    every = f"every one of the {count} numbers" if count > 1 else "the number"
    return Part(
        "1. The numbers in Amazon Connect",
        (
            f"Open the AWS console in account {checklist.account} and Region {checklist.region}:"
            f" Amazon Connect, Instances, {alias}. Take a picture of the page Account overview.",
            f"Show on it: the alias {alias}, the instance ARN, the account and the Region.",
            "Open the instance by its Access URL: Channels, Phone numbers. Take pictures of the"
            " whole browser window, with the address bar.",
            f"Show on them: {every} of this port-out. Scroll, and take as many as it needs.",
            "Blacken: names and e-mail addresses of people. Numbers that stay may be blackened.",
            "Save as connect-instance.png, and connect-numbers-1.png, connect-numbers-2.png ...",
        ),
    )


def _bill(checklist: Checklist) -> Part:
    where = f"Open the AWS console in account {checklist.billed_account}"
    if checklist.billed_account != checklist.account:
        where += f", which pays for account {checklist.account}"
    return Part(
        "2. The AWS bill",
        (
            f"{where}: Billing and Cost Management, Bills, the newest closed month, Invoices. Open"
            " the invoice (PDF), and take a picture of its first page.",
            f"Show on it: the name ({checklist.company_name}), the whole address, the account"
            " number and the invoice date. Never blacken any of these.",
            "Blacken: amounts, other accounts, tax numbers, payment data (cards, banks), e-mail"
            " addresses. Use solid black, in the picture: what is covered in a PDF can be read.",
            "Save as aws-bill-1.png.",
        ),
    )


def _before_sending(checklist: Checklist) -> Part:
    return Part(
        "Before sending",
        (
            "Name and address on the bill are, character by character, those on the LOA.",
            "Everything that must be shown can be read at full size.",
            f"The pictures go with the pack of port-out {checklist.port_out_id}, version"
            f" {checklist.version}.",
        ),
    )


def checklist_text(checklist: Checklist) -> str:
    """The checklist as text, with boxes to tick."""
    return "\n".join([TITLE.upper(), "", WHY, *_lines(checklist), ""])


def _lines(checklist: Checklist) -> Iterator[str]:
    for part in parts(checklist):
        yield from ("", part.title)
        yield from (f"[ ] {box}" for box in part.boxes)
