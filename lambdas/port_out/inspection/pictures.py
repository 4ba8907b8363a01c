"""Is a picture whole, and large enough that a letter can be read in it?"""

import struct
import zlib
from io import BytesIO

from port_out.inspection.files import FileKind, Flaw

LONG_SIDE, SHORT_SIDE = 600, 300
"""Pixels: below, a page of A4 or US letter has less than 55 dots per inch."""
LARGEST_SIDE = 20_000
_MOST_CHUNKS = 20_000
_AGAIN = "scan or photograph it again, and upload the file itself"
_MOST_STRIPS = 100_000
_PLACES, _FORMS = {273: 279, 324: 325}, {3: "H", 4: "I"}
"""TIFF: where the strips or tiles lie -> how long they are; the forms of whole numbers."""


def flaw_of_picture(content: bytes, kind: FileKind) -> Flaw | None:
    """Why a carrier could not read it, None if it can."""
    if not _WHOLE[kind](content):
        return Flaw(f"is a damaged or cut off {kind.name} picture", _AGAIN)
    # Imported here: no other call of the function should wait for it.
    from imagesize import get

    sides = get(BytesIO(content))
    if min(sides) <= 0:
        return Flaw(f"is a damaged {kind.name} picture: it has no size", _AGAIN)
    shown = f"is {sides[0]} x {sides[1]} pixels"
    if max(sides) < LONG_SIDE or min(sides) < SHORT_SIDE:
        mend = "scan it at 200 dpi or more, or photograph it from nearer"
        return Flaw(f"{shown}, too small to be read (LOA_ILLEGIBLE)", mend)
    if max(sides) > LARGEST_SIDE:
        return Flaw(f"{shown}, too large to be opened", "scan it at 200 to 300 dpi")
    return None


def _whole_png(content: bytes) -> bool:
    """Every chunk is there and undamaged, and the last one is the end."""
    names, at = list[bytes](), 8
    while at < len(content) and len(names) < _MOST_CHUNKS:
        length = int.from_bytes(content[at : at + 4], "big")
        end = at + 8 + length
        if zlib.crc32(content[at + 4 : end]) != int.from_bytes(content[end : end + 4], "big"):
            return False
        names.append(content[at + 4 : at + 8])
        at = end + 4
        if names[-1] == b"IEND":
            return names[0] == b"IHDR" and b"IDAT" in names and not content[at:].strip(b"\0\r\n")
    return False


def _whole_jpeg(content: bytes) -> bool:
    """The picture begins (a thumbnail in the head is not it) and ends; cameras append things."""
    at = 2
    while at + 1 < len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xDA:
            return content.find(b"\xff\xd9", at) >= 0
        at += 1 if marker == 0xFF else 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return False


def _whole_tiff(content: bytes) -> bool:
    """The first directory and all data that it speaks of lie inside the file."""
    try:
        lists = _lists(content, "<" if content[:2] == b"II" else ">")
    except (struct.error, KeyError):
        return False
    for places, sizes in _PLACES.items():
        if places in lists:
            pairs = list(zip(lists[places], lists.get(sizes, ()), strict=False))
            is_complete = len(pairs) == len(lists[places]) > 0
            return is_complete and max(map(sum, pairs)) <= len(content)
    return False


def _lists(content: bytes, order: str) -> dict[int, tuple[int, ...]]:
    """By tag, the places and sizes of the strips or tiles; the first word on each counts."""
    found: dict[int, tuple[int, ...]] = {}
    (start,) = struct.unpack_from(f"{order}I", content, 4)
    (count,) = struct.unpack_from(f"{order}H", content, start)
    for at in range(start + 2, start + 2 + 12 * count, 12):
        tag, type_, many, place = struct.unpack_from(f"{order}HHII", content, at)
        if tag in {*_PLACES, *_PLACES.values()} - set(found):
            form = f"{order}{min(many, _MOST_STRIPS)}{_FORMS[type_]}"
            where = at + 8 if struct.calcsize(form) <= 4 else place
            found[tag] = struct.unpack_from(form, content, where)
    return found


_WHOLE = {
    FileKind.PNG: _whole_png,
    FileKind.JPEG: _whole_jpeg,
    FileKind.TIFF: _whole_tiff,
}
