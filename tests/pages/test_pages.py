"""What everybody must be able to read and use, and what no page may show or do."""

import base64
import hashlib
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from port_out.domain.life_cycle import State
from port_out.pages import FOLDER, headers
from tests.api.builders import ID, ORDER, a_port_out
from tests.api.person import FORM, a_link, look, say
from tests.api.world import Answer, World
from tests.pages.reading import FIELDS, Page

MANY = tuple(f"+1206{5550100 + n}" for n in range(30))
AGREED = {"port_date": "2026-11-27T10:00:00-08:00", "pon": "PON-1"}
DATE = {"what": "date", "date": "2026-12-15", "time": "10:00", "zone": "America/Los_Angeles"}


def pages(world: World) -> dict[str, Answer]:
    """One of each kind."""
    world.holding(a_port_out(State.AWAIT_COMPLETION, facts=AGREED))
    path = a_link(world)
    found = {
        "first": look(world, path),
        "errors": say(world, path, what="date", date="x", time="y", until="z"),
        "refusal": say(world, path, what="refused", numbers="+12065550199"),
        "scope": say(world, path, what="completed", scope="rest-stays"),
        "confirm": say(world, path, **DATE),
        "thanks": say(world, path, what="completed", scope="all"),
        "used": look(world, path),
        "wrong": look(world, "/links/x"),
    }
    found["many"] = look(world.holding(a_port_out(), numbers=MANY), a_link(world))
    return found


@pytest.fixture
def every(world: World) -> list[tuple[str, Page]]:
    return [(name, Page(answer.text)) for name, answer in pages(world).items()]


def test_every_field_has_a_label_of_its_own(every: list[tuple[str, Page]]) -> None:
    for name, page in every:
        labelled = {label.get("for") for label in page.all("label")}
        for element in page.all(*FIELDS):
            is_named = element in page.inside or element.get("id") in labelled
            assert is_named or element.get("type") == "hidden", (name, element)


def test_what_a_page_refers_to_is_on_it_once(every: list[tuple[str, Page]]) -> None:
    for name, page in every:
        assert len(page.ids) == len(set(page.ids)), name
        for _, element in page.elements:
            wanted = (element.get(a, "") for a in ("aria-describedby", "aria-labelledby", "for"))
            links = element.get("href", "#").removeprefix("#")
            assert {*" ".join(wanted).split(), *links.split()} <= set(page.ids), (name, element)


def test_each_mistake_is_in_the_summary_and_at_its_field(world: World) -> None:
    page = Page(pages(world)["errors"].text)

    links = [element["href"][1:] for element in page.all("a")]
    wrong = [e["id"] for e in page.all(*FIELDS) if e.get("aria-invalid") == "true"]
    assert links == ["date-date", "date-time", "date-until", "date-zone"]
    assert sorted(wrong) == sorted(links)
    assert "".join(page.words).count("Error: ") == len(links) + 1


def test_a_page_says_its_language_and_fits_a_phone(every: list[tuple[str, Page]]) -> None:
    for name, page in every:
        assert page.all("html") == [{"lang": "en"}], name
        assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in page.all(
            "meta"
        )
        assert len(page.all("h1")) == len(page.all("title")) == len(page.all("main")) == 1


def test_no_page_runs_or_loads_anything(every: list[tuple[str, Page]]) -> None:
    for name, page in every:
        assert not page.all("script", "img", "link", "iframe", "object", "embed", "base"), name
        for tag, element in page.elements:
            assert not [a for a in element if a.startswith("on") or a in ("style", "src")], tag
            assert element.get("href", "#").startswith("#")


def test_the_style_is_the_one_that_the_policy_names(world: World) -> None:
    text = pages(world)["first"].text
    [style] = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)

    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = headers()["Content-Security-Policy"]
    assert f"style-src 'sha256-{digest}'" in policy
    assert {"default-src 'none'", "form-action 'self'", "frame-ancestors 'none'"} <= set(
        policy.split("; ")
    )


def test_what_people_give_is_text_and_never_markup(world: World) -> None:
    evil = '"><script>alert(1)</script>{{ 7 * 7 }}'
    world.holding(a_port_out(State.AWAIT_COMPLETION, facts={"pon": evil}))
    path = a_link(world, name=evil)

    shown = look(world, path)
    wrong = say(world, path, what="refused", reason=evil)
    thanked = say(world, path, what="refused", code="OTHER", reason=evil)

    for answer in (shown, wrong, thanked):
        assert "<script" not in answer.text
        assert "&lt;script&gt;" in answer.text
        assert "{{ 7 * 7 }}" in answer.text


def test_no_page_shows_more_of_the_customer_than_its_company(world: World) -> None:
    secret = {"given": ["pin"], "case_id": "case-7", "loa": {"document": "loa.pdf"}}
    world.holding(a_port_out(State.AWAIT_COMPLETION, facts=AGREED | secret))

    text = look(world, a_link(world)).text

    identity = ORDER.identity.as_data()
    assert identity.pop("company_name") in text
    del identity["country_code"]  # two letters are in every text
    assert not [value for value in identity.values() if value in text]
    assert not [word for word in (ID, "case-7", "loa.pdf", "@") if word in _seen(text)]


def _seen(text: str) -> str:
    return re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)


@settings(max_examples=150, deadline=None)
@given(
    what=st.sampled_from(["submitted", "refused", "date", "completed", "other"]),
    fields=st.dictionaries(
        st.sampled_from(
            ["pon", "code", "reason", "numbers", "date", "time", "until", "zone", "scope"]
        ),
        st.text(max_size=40)
        | st.sampled_from(["all", "rest-stays", "OTHER", "2026-12-15", "10:00", "UTC", "+1"]),
    ),
)
def test_whatever_is_typed_gets_a_page_and_never_a_fault(what: str, fields: dict[str, Any]) -> None:
    world = World().holding(a_port_out(State.AWAIT_PORT_DATE))

    answer = say(world, a_link(world), what=what, **fields)

    assert answer.status in (200, 400)
    assert len(world.inbox.signals(ID)) == (answer.status == 200)


@settings(max_examples=150, deadline=None)
@given(body=st.text(max_size=200), token=st.text(max_size=120))
def test_no_call_of_a_stranger_is_a_fault(body: str, token: str) -> None:
    world = World().holding(a_port_out())

    answer = world.post(f"/links/{token}", body, by="", headers=FORM, path=f"/links/{token}")

    assert answer.status == 404


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


TEXTS = [
    *(("ink", on) for on in ("paper", "panel", "field", "warn")),
    *(("soft", "paper"), ("soft", "panel"), ("accent", "paper"), ("on-accent", "accent")),
    *(("wrong", "paper"), ("wrong", "warn")),
]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_every_text_can_be_told_from_its_ground(theme: int) -> None:
    style = (FOLDER / "style.css").read_text("utf-8")
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", style.split("@media")[theme]))

    for text, ground in TEXTS:
        assert _contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    for line in ("line", "wrong", "accent"):
        assert _contrast(colours[line], colours["paper"]) >= 3, line
