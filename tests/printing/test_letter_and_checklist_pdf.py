"""The cover letter and the checklist say on paper what they say as text."""

import pytest

from port_out.domain.cover_letter import cover_letter_text
from port_out.domain.screenshots import checklist_text
from port_out.printing import checklist_pdf, cover_letter_pdf
from tests.printing.reading import page_count, said
from tests.printing.samples import RESUBMISSION, a_checklist, a_letter


def unbroken(text: str) -> str:
    """The text without what a reader of PDFs adds or leaves out at the end of a line."""
    return text.replace(" ", "").replace("-", "").replace("\x02", "")


@pytest.mark.parametrize("letter", [a_letter(), RESUBMISSION], ids=["first", "again"])
def test_the_printed_letter_has_every_word_of_the_text(letter) -> None:
    printed = unbroken(said(cover_letter_pdf(letter)))

    for line in cover_letter_text(letter).splitlines()[1:]:
        for part in line.lstrip("- ").split(": ", 1):
            assert unbroken(part.rstrip(":")) in printed


def test_a_usual_letter_and_a_checklist_are_one_page() -> None:
    assert page_count(cover_letter_pdf(a_letter())) == 1
    assert page_count(checklist_pdf(a_checklist())) == 1


def test_the_printed_checklist_has_every_line_of_the_text() -> None:
    printed = unbroken(said(checklist_pdf(a_checklist())))

    for line in checklist_text(a_checklist()).splitlines()[1:]:
        assert unbroken(line.removeprefix("[ ] ")) in printed
