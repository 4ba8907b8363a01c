"""Lines are broken and pages begun without losing a character, and the layer stays by itself."""

from hypothesis import given, settings
from hypothesis import strategies as st

from port_out.printing.fonts import Weight, width, wrapped
from port_out.printing.sheet import A4, Sheet, texts
from tests.test_layers import PACKAGE, imported, modules, ours, within

TEXTS = st.text(alphabet="abc WiW.  Žщ", max_size=80)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.floats(20, 300))
def test_wrapped_lines_fit_and_joined_are_the_text(text: str, room: float) -> None:
    lines = wrapped(text, Weight.REGULAR, 10, room)

    assert "".join(lines) == text
    assert all(width(line.rstrip(" "), Weight.REGULAR, 10) <= room for line in lines)


def test_words_stay_whole_where_a_line_can_hold_them() -> None:
    assert wrapped("one two  three", Weight.REGULAR, 10, 50) == ["one two  ", "three"]


def test_what_belongs_together_moves_to_the_next_page_together() -> None:
    sheet = Sheet(A4, 10)
    for _ in range(48):
        sheet.write("above")

    sheet.together(lambda: [sheet.write("block") for _ in range(10)])

    assert texts(sheet.pages[:1]) == ["above"] * 48
    assert texts(sheet.pages[1:]) == ["block"] * 10


def test_what_is_longer_than_a_page_flows_on() -> None:
    sheet = Sheet(A4, 10)

    sheet.together(lambda: [sheet.write("block") for _ in range(100)])

    assert len(sheet.pages) == 2
    assert texts(sheet.pages) == ["block"] * 100


def test_only_printing_knows_paper_and_spreadsheets_and_it_knows_only_the_domain() -> None:
    for path in modules("."):
        layer = path.relative_to(PACKAGE).parts[0]
        names = set(imported(path))
        assert layer == "printing" or not any(within(n, "reportlab", "xlsxwriter") for n in names)
    for path in modules("printing"):
        allowed = ("port_out.domain", "port_out.printing")
        assert {name for name in ours(path) if not within(name, *allowed)} == set(), path.name
        assert not any(within(n, "reportlab.platypus") for n in imported(path))
