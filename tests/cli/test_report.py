"""`port-out report`: the page stands alone, and says in tables what it shows in pictures."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from cli.reporting.figures import figures
from cli.reporting.page import as_page
from cli.reporting.reading import stories
from tests.cli.past import NOW, Past, PastApi, a_past, completed, seeded
from tests.cli.program import Asked, Program
from tests.cli.terminal import in_terminal, piped

VOID = {"meta", "br", "rect", "line"}


class Reader(HTMLParser):
    """Every element, and whether each was closed where it was opened."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.opened.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.opened.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page_of(pasts: list[Past]) -> str:
    return as_page(figures(stories(PastApi(pasts)), NOW)).decode()


@pytest.mark.parametrize("count", [0, 3, 200])
def test_the_page_is_whole_and_reaches_for_nothing(count: int) -> None:
    page = page_of(seeded(count))
    read = Reader(page)

    assert read.opened == []
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in read.elements}
    assert not re.search(r"https?://|url\(|@import|\bsrc=|\bon[a-z]+=", page)
    assert all(str(a["href"]).startswith("#") for a in read.all("a"))


@pytest.mark.parametrize("count", [3, 200])
def test_each_picture_has_a_name_and_a_table_beside_it(count: int) -> None:
    read = Reader(page_of(seeded(count)))
    ids = [str(each["id"]) for _, each in read.elements if "id" in each]
    pictures = [each for each in read.all("svg") if each.get("role") == "img"]

    assert len(pictures) == 4
    assert all(set(str(each["aria-labelledby"]).split()) <= set(ids) for each in pictures)
    assert len(ids) == len(set(ids))
    assert len(read.all("table")) >= len(pictures) + 2


def test_no_bar_is_wider_than_its_picture() -> None:
    widths = re.findall(r'x="([\d.]+)%" y="\d+" width="([\d.]+)%"', page_of(seeded(200)))

    assert len(widths) > 10
    assert all(float(x) + float(width) <= 100.1 for x, width in widths)


def test_what_somebody_wrote_is_text_on_the_page() -> None:
    past = a_past(0, reference="<script>alert(1)</script>", winning_carrier='"><b>x')
    page = page_of([past])

    assert "<script" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<b>" not in page


def test_without_port_outs_the_page_says_so() -> None:
    page = page_of([])

    assert page.count('class="none"') == 5
    assert "<svg" not in page


def test_many_that_wait_are_listed_whole_at_the_end() -> None:
    pasts = [a_past(number) for number in range(12)]
    page = page_of(pasts)

    assert 'href="#all"' in page
    assert page.count(f'class="id">{pasts[11].port_out.id}<') == 1
    assert 'href="#all"' not in page_of(pasts[:8])


def answering(program: Program, pasts: list[Past]) -> None:
    api = PastApi(pasts)

    def listed(call: Asked) -> tuple[int, object]:
        found = list(api.pages("/port-outs", "port_outs", carrier=call.query.get("carrier", "")))
        begin = int(call.query.get("cursor", "0"))
        more = str(begin + 2) if begin + 2 < len(found) else None
        return 200, {"port_outs": found[begin : begin + 2], "cursor": more}

    program.on("GET", "/port-outs", listed)
    for id_ in api.pasts:
        path = f"/port-outs/{id_}/transitions"
        program.on("GET", path, lambda call: (200, api.get(call.path)))


THREE = [completed(a_past(0)), a_past(1), a_past(2, winning_carrier="Other")]


def test_the_report_is_two_files_and_the_figures(
    program: Program, environment: dict[str, str], tmp_path: Path
) -> None:
    answering(program, THREE)
    ended = piped("report", "--to", str(tmp_path), "--json", environment=environment)
    shown = json.loads(ended.out)

    assert ended.code == 0
    assert (shown["port_outs"], shown["completed"], shown["open"]) == (3, 1, 2)
    assert (tmp_path / "port-outs.html").read_text("utf-8").startswith("<!doctype html>")
    assert (tmp_path / "port-outs.csv").read_bytes().count(b"\r\n") == 4


def test_a_report_that_is_there_is_kept_unless_forced(
    program: Program, environment: dict[str, str], tmp_path: Path
) -> None:
    answering(program, THREE)
    (tmp_path / "port-outs.html").write_text("mine")
    refused_ = piped("report", "--to", str(tmp_path), environment=environment)
    kept = (tmp_path / "port-outs.html").read_text()
    forced = piped("report", "--to", str(tmp_path), "--force", environment=environment)

    assert (refused_.code, kept) == (2, "mine")
    assert "--force" in refused_.notes
    assert forced.code == 0


@pytest.mark.parametrize("width", [80, 160])
def test_in_a_terminal_the_report_says_what_it_wrote(
    program: Program, environment: dict[str, str], tmp_path: Path, width: int
) -> None:
    answering(program, THREE)
    ended = in_terminal(
        *("report", "--to", str(tmp_path), "--carrier", "Other"),
        environment=environment,
        width=width,
    )

    assert ended.code == 0
    assert "1 port-out" in ended.plain
    assert "to Other" in (tmp_path / "port-outs.html").read_text("utf-8")
