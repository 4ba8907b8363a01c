"""Links lead somewhere, generated parts are fresh, and nothing of a workshop shows."""

import re
from urllib.parse import urlsplit

import pytest

from tests.docs.pages import NAMES, ROOT, anchors, links, text_of, undefined
from tools.readme import PARTS, NoSuchPart, generated, out_of_date

HOSTS = {
    "console.aws.amazon.com",
    "developers.telnyx.com",
    "docs.aws.amazon.com",
    "github.com",
    "keepachangelog.com",
    "semver.org",
    "support.somos.com",
    "www.apache.org",
    "www.ecfr.gov",
    "www.rfc-editor.org",
    "www.standardwebhooks.com",
}
"""Public places that a reader may be sent to; a package registry is none of them."""
WORKSHOP = re.compile(
    r"py[p]i|np[m]js|pythonhos[t]ed|index-url|artifactory|/(home|root|tmp|users)/|TO[D]O|FIX[M]E",
    re.IGNORECASE,
)
PROMISED = {
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs/api.md",
    "docs/decisions.md",
    "docs/process.md",
    "docs/real-account.md",
}


def test_every_document_that_a_reader_expects_is_there() -> None:
    assert set(NAMES) >= PROMISED
    assert "Apache License" in text_of("LICENSE")


def test_the_generated_parts_are_what_the_code_says_now() -> None:
    assert out_of_date() == [], "run python -m tools.readme"


def test_a_generated_part_replaces_what_stood_between_its_markers() -> None:
    text = "a\n<!-- generated: x -->\nold\n<!-- end of x -->\nb\n"

    fresh = generated(text, {"x": lambda: r"new \1"})

    assert fresh == "a\n<!-- generated: x -->\nnew \\1\n<!-- end of x -->\nb\n"
    assert generated(fresh, {"x": lambda: r"new \1"}) == fresh


def test_a_document_without_its_markers_is_refused() -> None:
    for name, parts in PARTS.items():
        with pytest.raises(NoSuchPart):
            generated(f"{name} without markers", parts)


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_to_a_file_and_a_heading_that_exist(name: str) -> None:
    text = text_of(name)
    assert undefined(text) == set()
    for link in links(text):
        place = urlsplit(link)
        if place.scheme or place.netloc:
            continue
        file = (ROOT / name).parent / place.path if place.path else ROOT / name
        assert file.exists(), link
        if place.fragment:
            assert place.fragment in anchors(file.read_text("utf-8")), link


@pytest.mark.parametrize("name", NAMES)
def test_every_address_outside_is_public_and_encrypted(name: str) -> None:
    for link in links(text_of(name)):
        place = urlsplit(link)
        if place.scheme or place.netloc:
            assert place.scheme == "https", link
            assert place.hostname in HOSTS, link


@pytest.mark.parametrize("name", NAMES)
def test_no_trace_of_a_workshop_is_left_in_a_document(name: str) -> None:
    assert not WORKSHOP.findall(text_of(name))


@pytest.mark.parametrize("name", NAMES)
def test_documents_have_no_pictures_of_moods_and_no_badges(name: str) -> None:
    # The exact-match report shows a blank as this sign.
    text = text_of(name).replace("\u2423", "")
    assert not re.findall("[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]", text)
    assert "![" not in text
