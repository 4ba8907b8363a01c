"""What the paper can show is what the font files hold, and nothing that would not be seen."""

import unicodedata
from pathlib import Path

import pytest
from reportlab.pdfbase.ttfonts import TTFontFile

from port_out.domain.printable import RANGES, composed, unprintable

FONTS = Path(__file__).parents[2] / "lambdas" / "port_out" / "printing" / "fonts"
UNSEEN = {"Cc", "Cf", "Mn", "Mc", "Me", "Zl", "Zp"}
NEED_SHAPING = ("DEVANAGARI", "KAYAH LI")


@pytest.mark.parametrize("file", sorted(FONTS.glob("*.ttf")), ids=lambda path: path.stem)
def test_the_ranges_are_the_glyphs_of_the_font_that_print_by_themselves(file: Path) -> None:
    prints = {code for first, last in RANGES for code in range(first, last + 1)}

    glyphs = {
        code
        for code in TTFontFile(str(file)).charToGlyph
        if unicodedata.category(chr(code)) not in UNSEEN
        and not unicodedata.name(chr(code)).startswith(NEED_SHAPING)
    }

    assert prints == glyphs


@pytest.mark.parametrize(
    "text",
    [
        "Example Retail, LLC",
        "Zażółć gęślą jaźń",
        "Αθήνα, ὁδός",
        "Київ, Љубљана",
        "Đà Nẵng",
        "a\u00a0b",
    ],
)
def test_latin_greek_and_cyrillic_print_however_they_are_composed(text: str) -> None:
    assert unprintable([text, unicodedata.normalize("NFD", text)]) == ()


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("株式会社", 'U+682A CJK UNIFIED IDEOGRAPH-682A "株"'),
        ("שלום", 'U+05E9 HEBREW LETTER SHIN "ש"'),
        ("شركة", 'U+0634 ARABIC LETTER SHEEN "ش"'),
        ("कंपनी", 'U+0915 DEVANAGARI LETTER KA "क"'),
        ("บริษัท", 'U+0E1A THAI CHARACTER BO BAIMAI "บ"'),
        ("x\u0301", "U+0301 COMBINING ACUTE ACCENT"),
        ("L\u200bLC", "U+200B ZERO WIDTH SPACE"),
        ("\u202eLLC", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("co\u00adop", "U+00AD SOFT HYPHEN"),
        ("line\nbreak", "U+000A WITHOUT A NAME"),
    ],
)
def test_other_characters_are_named(text: str, named: str) -> None:
    assert named in unprintable([text])


def test_each_character_is_named_once_for_all_texts() -> None:
    assert len(unprintable(["株", "株株", "ok"])) == 1
    assert unprintable([]) == ()


def test_composing_changes_nothing_that_is_composed() -> None:
    assert composed("Cafe\u0301  \u00a0LLC ") == "Café  \u00a0LLC "
