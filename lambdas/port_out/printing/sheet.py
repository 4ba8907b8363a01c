"""Pages as plain data: texts, lines and boxes at their places, filled from top to bottom."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from port_out.domain.printable import composed
from port_out.printing.fonts import Weight, width, wrapped

MARGIN = 56.0
FOOT = 58.0
"""Height at the foot of each page that belongs to the footer."""
LEADING = 1.4
BASELINE = 0.36
"""Line height, and the height of the baseline in a line, as parts of the size."""
BLACK, GRAY, PALE = 0.0, 0.35, 0.72
LETTER, A4 = (612.0, 792.0), (595.276, 841.89)
_LETTER_COUNTRIES = frozenset("BZ CA CL CO CR GT MX NI PA PH PR SV US VE".split())
"""Where US Letter is the usual paper (Unicode CLDR, paperSize); everywhere else A4."""


def paper_for(country: str) -> tuple[float, float]:
    """Width and height of the paper that is usual in this country."""
    return LETTER if country in _LETTER_COUNTRIES else A4


@dataclass(frozen=True)
class Text:
    """A run of text on its baseline."""

    x: float
    y: float
    text: str
    size: float
    weight: Weight = Weight.REGULAR
    gray: float = BLACK


@dataclass(frozen=True)
class Line:
    """A horizontal line."""

    x: float
    y: float
    length: float
    gray: float = PALE


@dataclass(frozen=True)
class Square:
    """A box to tick, its lower left corner at x and y."""

    x: float
    y: float
    side: float


Mark = Text | Line | Square


class Sheet:
    """A growing document; `y` is where the next thing goes, and a full page begins a new one."""

    def __init__(self, paper: tuple[float, float], size: float) -> None:
        self.paper = paper
        self.size = size
        self.pages: list[list[Mark]] = []
        self.on_each_page: Callable[[], None] | None = None
        self.y = 0.0
        self.new_page()

    @property
    def width(self) -> float:
        """The room between the margins."""
        return self.paper[0] - 2 * MARGIN

    @property
    def is_at_top(self) -> bool:
        """True while nothing stands on the page."""
        return not self.pages[-1]

    def new_page(self) -> None:
        """Begin a page, with what stands at the head of each."""
        self.pages.append([])
        self.y = self.paper[1] - MARGIN
        if self.on_each_page:
            self.on_each_page()

    def need(self, height: float) -> None:
        """Begin a new page where less than this height is left."""
        if self.y - height < FOOT:
            self.new_page()

    def gap(self, height: float) -> None:
        """Leave room, but none at the head of a page."""
        if not self.is_at_top:
            self.y -= height

    def put(self, mark: Mark) -> None:
        """Put something at its own place."""
        self.pages[-1].append(mark)

    def write(
        self,
        text: str,
        *,
        indent: float = 0.0,
        room: float | None = None,
        size: float | None = None,
        weight: Weight = Weight.REGULAR,
        gray: float = BLACK,
    ) -> None:
        """Write a text in as many lines as it needs."""
        size = size or self.size
        fits = self.width - indent if room is None else room
        for line in wrapped(composed(text), weight, size, fits):
            self.need(size * LEADING)
            self.y -= size * LEADING
            self.put(Text(MARGIN + indent, self.y + size * BASELINE, line, size, weight, gray))

    def together(self, draw: Callable[[], None]) -> None:
        """Draw what must stand on one page; where it does not fit, on a page of its own."""
        pages, marks, y = len(self.pages), len(self.pages[-1]), self.y
        draw()
        if len(self.pages) > pages and marks:
            del self.pages[pages:], self.pages[-1][marks:]
            self.y = y
            self.new_page()
            draw()

    def line(self, *, gray: float = PALE) -> None:
        """Draw a hairline from margin to margin."""
        self.put(Line(MARGIN, self.y, self.width, gray))


def right(text: str, x: float, y: float, size: float, gray: float = BLACK) -> Text:
    """A text that ends at x."""
    return Text(x - width(text, Weight.REGULAR, size), y, text, size, gray=gray)


def texts(pages: Iterable[Iterable[Mark]]) -> list[str]:
    """Everything that is written on the pages."""
    return [mark.text for page in pages for mark in page if isinstance(mark, Text)]
