"""PDFs as pictures for the eye: `python -m tools.look FILE.pdf [...] --into FOLDER`."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

SCALE = 1.6
"""About 115 dots per inch: a page fits a screen and its small print can be read."""


def main() -> None:
    """Render each page of each file and say where the pictures lie."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--into", type=Path, default=Path(".local/look"))
    given = parser.parse_args()
    given.into.mkdir(parents=True, exist_ok=True)
    for file in given.files:
        for picture in pictures(file, given.into):
            print(picture)


def pictures(file: Path, into: Path) -> Iterator[Path]:
    """One PNG per page, named after the file and the page."""
    with pypdfium2.PdfDocument(file) as document:
        for place in range(len(document)):
            picture = into / f"{file.stem}-{place + 1}.png"
            document[place].render(scale=SCALE).to_pil().save(picture)
            yield picture


if __name__ == "__main__":
    main()
