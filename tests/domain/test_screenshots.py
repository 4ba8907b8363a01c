"""The checklist names the pages to take, what they show and what stays hidden."""

from port_out.domain.screenshots import TITLE, WHY, checklist_text, parts
from tests.printing.samples import a_checklist


def test_the_bill_is_that_of_the_account_that_pays() -> None:
    paid_elsewhere = parts(a_checklist())[1].boxes[0]
    own = parts(a_checklist(payer_account=""))[1].boxes[0]

    assert "account 999999999999, which pays for account 123456789012" in paid_elsewhere
    assert "account 123456789012: Billing" in own


def test_name_address_account_and_date_are_shown_and_money_is_not() -> None:
    _, shown, hidden, _ = parts(a_checklist())[1].boxes

    for visible in ("Example Retail LLC", "address", "account number", "invoice date"):
        assert visible in shown
    for secret in ("amounts", "other accounts", "tax numbers", "payment data", "e-mail"):
        assert secret in hidden


def test_the_numbers_are_shown_with_alias_account_and_region() -> None:
    boxes = " ".join(parts(a_checklist())[0].boxes)

    for visible in ("example-retail", "us-east-1", "123456789012", "every one of the 500 numbers"):
        assert visible in boxes
    assert "Show on them: the number of" in " ".join(parts(a_checklist(number_count=1))[0].boxes)


def test_every_step_has_a_box_and_every_picture_a_name() -> None:
    text = checklist_text(a_checklist())

    assert text.count("[ ] ") == sum(len(part.boxes) for part in parts(a_checklist()))
    assert "connect-numbers-1.png" in text
    assert "aws-bill-1.png" in text


def test_the_whole_list_reads_like_this() -> None:
    one = a_checklist(number_count=1)

    assert checklist_text(one).split("\n") == [
        TITLE.upper(),
        "",
        WHY,
        "",
        "1. The numbers in Amazon Connect",
        "[ ] Open the AWS console in account 123456789012 and Region us-east-1: Amazon Connect, "
        "Instances, example-retail. Take a picture of the page Account overview.",
        "[ ] Show on it: the alias example-retail, the instance ARN, the account and the Region.",
        "[ ] Open the instance by its Access URL: Channels, Phone numbers. Take pictures of the "
        "whole browser window, with the address bar.",
        "[ ] Show on them: the number of this port-out. Scroll, and take as many as it needs.",
        "[ ] Blacken: names and e-mail addresses of people. Numbers that stay may be blackened.",
        "[ ] Save as connect-instance.png, and connect-numbers-1.png, connect-numbers-2.png ...",
        "",
        "2. The AWS bill",
        "[ ] Open the AWS console in account 999999999999, which pays for account 123456789012: "
        "Billing and Cost Management, Bills, the newest closed month, Invoices. Open the invoice "
        "(PDF), and take a picture of its first page.",
        "[ ] Show on it: the name (Example Retail LLC), the whole address, the account number and "
        "the invoice date. Never blacken any of these.",
        "[ ] Blacken: amounts, other accounts, tax numbers, payment data (cards, banks), e-mail "
        "addresses. Use solid black, in the picture: what is covered in a PDF can be read.",
        "[ ] Save as aws-bill-1.png.",
        "",
        "Before sending",
        "[ ] Name and address on the bill are, character by character, those on the LOA.",
        "[ ] Everything that must be shown can be read at full size.",
        "[ ] The pictures go with the pack of port-out po-0123456789abcdef01234567, version 2.",
        "",
    ]
