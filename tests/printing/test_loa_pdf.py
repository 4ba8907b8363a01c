"""The printed LOA: one page to sign wherever it fits, every number, every letter of a name."""

import unicodedata
from dataclasses import replace

import pytest

from port_out.domain.loa import attached, clauses, customer
from port_out.domain.numbers import Kind
from port_out.domain.printable import Unprintable
from port_out.printing import loa_pdf
from tests.printing.reading import on_page, page_count, paper, runs, said
from tests.printing.samples import CARRIER, IDENTITY, LONGEST, a_loa, numbers


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (10, 1), (11, 2), (500, 4), (5000, 28)])
def test_the_form_is_one_page_and_the_list_as_many_as_it_needs(count: int, pages: int) -> None:
    assert page_count(loa_pdf(a_loa(count))) == pages


@pytest.mark.parametrize(
    ("country", "size"),
    [("US", (612, 792)), ("CA", (612, 792)), ("MX", (612, 792)), ("DE", (595, 842))],
)
def test_the_paper_is_that_of_the_country(country: str, size: tuple[int, int]) -> None:
    assert paper(loa_pdf(a_loa(country=country))) == size


def test_labels_stand_in_one_column_and_values_in_another() -> None:
    pdf = loa_pdf(a_loa(10))
    given = dict(customer(a_loa()))

    labels = {run.x for run in runs(pdf) if run.text in given}
    values = {run.x for run in runs(pdf) if run.text in {*given.values(), "Example Telecom"}}

    assert (len(labels), len(values)) == (1, 1)
    assert min(values) > max(run.right for run in runs(pdf) if run.text in given)


def test_ten_numbers_stand_in_two_columns_of_the_form() -> None:
    placed = {run.text: run for run in runs(loa_pdf(a_loa(10))) if run.text in numbers(10)}

    assert set(placed) == set(numbers(10))
    assert len({run.x for run in placed.values()}) == 2
    assert placed[numbers(10)[0]].y == placed[numbers(10)[5]].y


@pytest.mark.parametrize("count", [11, 500, 5000])
def test_more_numbers_stand_in_the_attachment_in_their_order(count: int) -> None:
    loa = a_loa(count)
    pdf = loa_pdf(loa)

    listed = [run.text for run in runs(pdf) if run.page > 1 and run.text.startswith("+")]

    assert listed == list(loa.numbers)
    assert attached(loa) in said(pdf)
    assert not [text for text in on_page(pdf, 1) if text in loa.numbers]


@pytest.mark.parametrize("count", [10, 500])
@pytest.mark.parametrize("identity", [IDENTITY, LONGEST])
def test_the_signature_is_on_the_page_that_says_what_is_signed(identity, count) -> None:
    loa = a_loa(count, identity=identity, winning_carrier=CARRIER)

    placed = {run.text: run for run in runs(loa_pdf(loa)) if run.size != 7.5 or "S" in run.text}

    block = ("Authorization", "1.", "Signature", "Signature, by hand", "Name")
    assert len({placed[text].page for text in block}) == 1
    assert placed["Signature"].bottom - placed["Signature, by hand"].top > 30


def test_the_longest_names_are_printed_whole() -> None:
    loa = a_loa(10, identity=LONGEST, winning_carrier=CARRIER)

    text = said(loa_pdf(loa)).replace(" ", "")

    for value in (*LONGEST.as_data().values(), *clauses(loa)):
        assert value.replace(" ", "") in text


@pytest.mark.parametrize(
    "name",
    [
        "Żółta Gęś Sp. z o.o., ul. Święty Marcin 12/4, Łódź",
        "Παράδειγμα Λιανικής Α.Ε., Ἀθῆναι",
        "ООО «Пример Розница», Їжак, Љубљана",
        "Công ty Trách nhiệm Hữu hạn Ví dụ, Đà Nẵng",
        "Ñandú & Œuvre Größe Ēriks Şirket Őrség",
    ],
)
def test_names_outside_latin_1_are_printed(name: str) -> None:
    decomposed = unicodedata.normalize("NFD", name)

    for given in (name, decomposed):
        text = said(loa_pdf(a_loa(identity=replace(IDENTITY, company_name=given))))
        assert name.replace(" ", "") in text.replace(" ", "")


def test_a_name_that_the_font_lacks_is_refused_with_its_characters() -> None:
    identity = replace(IDENTITY, company_name="株 Example", city="\u202eSeattle")

    with pytest.raises(Unprintable) as error:
        loa_pdf(a_loa(identity=identity))

    assert error.value.characters == (
        "U+202E RIGHT-TO-LEFT OVERRIDE",
        'U+682A CJK UNIFIED IDEOGRAPH-682A "株"',
    )
    assert "Example" not in str(error.value)


def test_a_toll_free_letter_names_the_resp_org_or_leaves_a_line_for_it() -> None:
    toll_free = {"kind": Kind.TOLL_FREE, "numbers": numbers(2, 18005550000)}

    named = on_page(loa_pdf(a_loa(resp_org="QIT02", **toll_free)), 1)
    blank = on_page(loa_pdf(a_loa(**toll_free)), 1)

    assert named[named.index("Port to RespOrg") + 1] == "QIT02"
    assert blank[blank.index("Port to RespOrg") + 1] == "Telephone numbers"
    assert "Port to RespOrg" not in on_page(loa_pdf(a_loa()), 1)


def test_the_letter_is_called_a_draft_in_small_print_only() -> None:
    called = [run for run in runs(loa_pdf(a_loa())) if "draft" in run.text.lower()]

    assert [run.size for run in called] == [8]
    assert called[0].text.startswith("Draft prepared by the customer")
