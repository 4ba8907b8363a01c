"""Which characters the paper's one typeface can show, so that nothing is printed wrong in silence.

The ranges are what Noto Sans has a glyph for, less what would not be seen or not be right: control
and format characters, combining marks, and Devanagari, which needs shaping.
"""

import unicodedata
from collections.abc import Iterable

RANGES = (
    (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x2FF), (0x370, 0x377), (0x37A, 0x37F), (0x384, 0x38A),
    (0x38C, 0x38C), (0x38E, 0x3A1), (0x3A3, 0x3E1), (0x3F0, 0x482), (0x48A, 0x52F),
    (0x10FB, 0x10FB), (0x1C80, 0x1C88), (0x1D00, 0x1DBF), (0x1E00, 0x1F15), (0x1F18, 0x1F1D),
    (0x1F20, 0x1F45), (0x1F48, 0x1F4D), (0x1F50, 0x1F57), (0x1F59, 0x1F59), (0x1F5B, 0x1F5B),
    (0x1F5D, 0x1F5D), (0x1F5F, 0x1F7D), (0x1F80, 0x1FB4), (0x1FB6, 0x1FC4), (0x1FC6, 0x1FD3),
    (0x1FD6, 0x1FDB), (0x1FDD, 0x1FEF), (0x1FF2, 0x1FF4), (0x1FF6, 0x1FFE), (0x2000, 0x200A),
    (0x2010, 0x2027), (0x202F, 0x205F), (0x2070, 0x2071), (0x2074, 0x208E), (0x2090, 0x209C),
    (0x20A0, 0x20C0), (0x2100, 0x215F), (0x2183, 0x2184), (0x2189, 0x2189), (0x2212, 0x2212),
    (0x25CC, 0x25CC), (0x2C60, 0x2C7F), (0x2E00, 0x2E5D), (0xA640, 0xA66E), (0xA673, 0xA673),
    (0xA67E, 0xA69D), (0xA700, 0xA7CA), (0xA7D0, 0xA7D1), (0xA7D3, 0xA7D3), (0xA7D5, 0xA7D9),
    (0xA7F2, 0xA7FF), (0xAB30, 0xAB6B), (0xFB00, 0xFB06), (0xFFFC, 0xFFFD), (0x10780, 0x10785),
    (0x10787, 0x107B0), (0x107B2, 0x107BA), (0x1DF00, 0x1DF1E),
)  # fmt: skip
"""First and last code point of each run that prints; a test compares them with the font files."""


class Unprintable(ValueError):
    """A text has characters that the paper can't show; `characters` names each of them."""

    def __init__(self, characters: tuple[str, ...]) -> None:
        super().__init__("the typeface has no glyph for some characters")
        self.characters = characters


def composed(text: str) -> str:
    """The same text with letters and their marks composed (NFC), as glyphs are looked up."""
    return unicodedata.normalize("NFC", text)


def unprintable(texts: Iterable[str]) -> tuple[str, ...]:
    """Each character that can't be printed, once, by code point, with its name and itself."""
    used = {character for text in texts for character in composed(text)}
    return tuple(_named(character) for character in sorted(used) if not _prints(character))


def _prints(character: str) -> bool:
    return any(first <= ord(character) <= last for first, last in RANGES)


def _named(character: str) -> str:
    """What can't be seen by itself (controls, marks) is named without being shown."""
    name = f"U+{ord(character):04X} {unicodedata.name(character, 'WITHOUT A NAME')}"
    by_itself = character.isprintable() and not unicodedata.category(character).startswith("M")
    return f'{name} "{character}"' if by_itself else name
