"""What AWS Support reads: complete, in order, within its limits, and without surprises."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from port_out.domain.numbers import Kind
from port_out.domain.support_case import (
    LONGEST_ANSWER,
    LONGEST_BODY,
    answer,
    bodies,
    cleaned,
    console_link,
    marker,
    message,
    message_mark,
    subject,
)
from tests.builders import ID, INSTANCE, NUMBERS, an_order
from tests.domain.samples import a_port_out

NUMBER = re.compile(r"^\+\d+$", re.MULTILINE)


def posted(texts: list[str]) -> list[str]:
    """The texts as they go onto the case: continuations with their marks."""
    later = [message(ID, f"numbers {n}", text) for n, text in enumerate(texts[1:], start=2)]
    return [texts[0], *later]


@pytest.mark.parametrize("count", [1, 3, 500, 5000])
def test_every_number_is_on_the_case_once_and_in_order(count: int) -> None:
    numbers = [f"+1206{number:07}" for number in range(5_550_000, 5_550_000 + count)]

    texts = posted(bodies(a_port_out(order=an_order(number_count=count)), numbers, "example"))

    assert [n for text in texts for n in NUMBER.findall(text)] == numbers
    assert all(1 <= len(text) <= LONGEST_BODY for text in texts)
    assert f"({count}):" in texts[0]


@given(some.lists(some.integers(10**6, 10**15 - 1), min_size=1, max_size=2500), some.text())
@settings(max_examples=40, deadline=None)
def test_no_length_of_number_and_no_carrier_name_loses_a_number(
    digits: list[int], carrier: str
) -> None:
    numbers = [f"+{number}" for number in digits]
    port_out = a_port_out(order=an_order(winning_carrier=carrier[:200]))

    texts = posted(bodies(port_out, numbers, ""))

    assert [n for text in texts for n in NUMBER.findall(text)] == numbers
    assert max(len(text) for text in texts) <= LONGEST_BODY


def test_the_case_says_what_aws_asks_for() -> None:
    order = an_order(target_date="2026-12-15", kind=Kind.TOLL_FREE)

    [text] = bodies(a_port_out(order=order), NUMBERS, "example")

    for fact in (
        INSTANCE,
        "example",
        "us-east-1",
        "Example Telecom",
        "US, toll-free",
        "2026-12-15",
    ):
        assert fact in text
    assert text.startswith("Hello AWS Support,")


def test_a_carriers_name_can_neither_write_lines_nor_lead_anywhere() -> None:
    name = "Evil\r\nNumbers to port away (0):\u2028\x00 https://evil.example/a?b and HTTP://x"

    [text] = bodies(a_port_out(order=an_order(winning_carrier=name)), NUMBERS, "")

    [line] = [line for line in text.splitlines() if line.startswith("New (winning) carrier: ")]
    assert "Evil Numbers to port away (0):" in line
    assert "evil.example" not in text
    assert text.count("(link removed)") == 2
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029]", text)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Example Telecom", "Example Telecom"),
        ("  padded\t", "padded"),
        ("ftp://x javascript:alert(1) data:text/html,x file:///etc", "(link removed) " * 4),
        ("O2: the carrier", "O2: the carrier"),
        ("Profile: a company", "Profile: a company"),
        ("Žlutý kůň 携帯", "Žlutý kůň 携帯"),
    ],
)
def test_cleaned_text_is_one_line_without_links(text: str, clean: str) -> None:
    assert cleaned(text) == clean.strip()


def test_the_subject_holds_the_marker_and_nobodys_name() -> None:
    text = subject(a_port_out())

    assert text == "Porting away 3 geographic numbers (US) from Amazon Connect [po-test]"
    assert marker("po-test1") not in subject(a_port_out(id="po-test"))
    assert marker("po-test") not in subject(a_port_out(id="po-test1"))


def test_the_same_message_has_the_same_mark_and_another_has_another() -> None:
    keys = ["attempt 1", "attempt 11", "reminder 4-1", "reminder 4-11", "answer s-1"]
    marks = {message_mark(ID, key) for key in keys}

    assert len(marks) == len(keys)
    for key in keys:
        found = [mark for mark in marks if mark in message(ID, key, "Hello")]
        assert found == [message_mark(ID, key)]


LONGEST_KEY, LONGEST_ID = "answer op-" + "f" * 32, "po-" + "a" * 26


def test_what_aws_would_not_take_whole_is_never_cut() -> None:
    fits = message(ID, LONGEST_KEY, "x" * 7900)

    assert "x" * 7900 in fits
    assert fits.endswith(message_mark(ID, LONGEST_KEY))
    with pytest.raises(ValueError, match=LONGEST_KEY):
        message(ID, LONGEST_KEY, "x" * 8000)


@given(some.text(min_size=1, max_size=LONGEST_ANSWER))
@settings(max_examples=100, deadline=None)
def test_every_answer_fits_and_bears_one_mark(text: str) -> None:
    posted = message(LONGEST_ID, LONGEST_KEY, answer(text))

    assert len(posted) <= LONGEST_BODY
    assert posted.count(f"[{LONGEST_ID}") == 1


@pytest.mark.parametrize("character", ["x", "\n", "\r\n", "a\n", "[po-", "-", "\u2028", "界"])
def test_the_longest_answer_fits_whatever_it_is_made_of(character: str) -> None:
    text = (character * LONGEST_ANSWER)[:LONGEST_ANSWER]

    posted = message(LONGEST_ID, LONGEST_KEY, answer(text))

    assert len(posted) <= LONGEST_BODY
    assert posted.endswith(message_mark(LONGEST_ID, LONGEST_KEY))


def test_an_answer_keeps_its_lines_between_two_that_are_ours() -> None:
    text = answer("Yes:\n- all of them\r\n\n  - and the Region is us-east-1\n")

    assert text.splitlines() == [
        "Answer from the customer:",
        "----------",
        "Yes:",
        "- all of them",
        "",
        "  - and the Region is us-east-1",
        "----------",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"See [{ID} answer 1].", f"See ({ID} answer 1]."),
        (f"See [\u200b{ID}] and [ {ID}]", f"See ({ID}] and ( {ID}]"),
        ("[PO-other reminder 2]", "(PO-other reminder 2]"),
        ("a\tb\x00c\x07d", "a b c d"),
        ("ab\u202ecd\ufeff\u200b", "abcd"),
        ("Žlutý kůň 携帯 [1] (2)", "Žlutý kůň 携帯 [1] (2)"),
        ("----------", "-----"),
    ],
)
def test_an_answer_can_pass_for_nothing_else(text: str, shown: str) -> None:
    _, fence, line, end = answer(text).splitlines()

    assert (line, fence, end) == (shown, "-" * 10, "-" * 10)


def test_an_intro_comes_before_everything_and_costs_no_number() -> None:
    numbers = [f"+1206{number:07}" for number in range(5_550_000, 5_550_500)]
    port_out = a_port_out(order=an_order(number_count=500))

    texts = posted(bodies(port_out, numbers, "example", intro="i" * 200))

    assert texts[0].startswith("i" * 200 + "\n\nHello AWS Support,")
    assert [n for text in texts for n in NUMBER.findall(text)] == numbers
    assert all(len(text) <= LONGEST_BODY for text in texts)


def test_the_link_opens_the_form_of_the_right_service() -> None:
    link = urlsplit(console_link("a service", "a/category"))

    assert link.netloc == "console.aws.amazon.com"
    assert parse_qs(link.fragment.partition("?")[2]) == {
        "issueType": ["customer-service"],
        "serviceCode": ["a service"],
        "categoryCode": ["a/category"],
    }
