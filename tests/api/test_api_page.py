"""docs/api.md names every route, every type of signal and every problem."""

import re
from pathlib import Path

from port_out.api.problems import TITLES
from port_out.domain.signals import FROM_OPERATOR
from tools.routes import ROUTES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text("utf-8")


def test_the_page_names_every_route() -> None:
    named = set(re.findall(r"^\| \[`(\w+) ([^`]+)`\]", PAGE, re.MULTILINE))

    assert named == {(route.method, route.path) for route in ROUTES}


def test_the_page_counts_its_routes() -> None:
    in_words = {25: "Twenty-five", 26: "Twenty-six", 27: "Twenty-seven", 28: "Twenty-eight"}

    assert f"\n{in_words[len(ROUTES)]} routes." in PAGE


def test_the_page_names_every_type_that_operators_send() -> None:
    table = PAGE.split("## Say what happened")[1].split("## Documents")[0]

    assert {t for t in FROM_OPERATOR if f"`{t}`" in table} == FROM_OPERATOR


def test_the_page_names_every_problem_with_its_status() -> None:
    rows = re.findall(r"^\| (`[a-z`, -]+`) \| (\d{3}) \|", PAGE, re.MULTILINE)
    named = {(n.strip("` "), int(status)) for names, status in rows for n in names.split(",")}

    assert named == {(name, status) for name, (status, _) in TITLES.items()}


def test_the_links_inside_the_page_lead_somewhere() -> None:
    headings = re.findall(r"^##+ (.+)$", PAGE, re.MULTILINE)
    anchors = {re.sub(r"[^a-z -]", "", h.lower()).replace(" ", "-") for h in headings}

    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= anchors
