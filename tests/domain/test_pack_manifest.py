"""Which version of the pack the carrier had before, and what a version says of itself."""

from typing import Any

import pytest

from port_out.domain.pack import changes, compared_with
from tests.domain.samples import a_port_out

BEFORE: dict[str, Any] = {
    "identity": {"city": "Seattle"},
    "numbers": [],
    "loa": "draft",
    "given": {},
    "documents_sha256": {},
}


@pytest.mark.parametrize(
    ("pack", "manifest"),
    [
        ({}, ""),
        ({"attempt": 1, "manifest": "second"}, "second"),
        ({"attempt": 1, "manifest": "second", "compared_with": "first"}, "first"),
        ({"attempt": 0, "manifest": "second", "compared_with": "first"}, "second"),
    ],
)
def test_a_version_is_compared_with_the_last_one_of_the_attempt_before(
    pack: dict[str, Any], manifest: str
) -> None:
    port_out = a_port_out(attempt=1, facts={"pack": pack} if pack else {})

    assert compared_with(port_out) == manifest


def test_a_field_that_is_empty_in_both_versions_has_not_changed() -> None:
    after = BEFORE | {"identity": {"city": "Seattle", "title": ""}}

    assert changes(BEFORE, after, {}) == []
    assert changes(after, BEFORE, {}) == []
