"""A link that a mail program broke over lines is whole again, and no other line is joined."""

import pytest

from port_out.domain.reading.given import whole_links

LONG = "See https://support.example.com/" + "a" * 40
SHORT = "See https://x.example/q?"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        (f"{LONG}\nb1", f"{LONG}b1"),
        (f"{LONG}\n  b=c  \nBye", f"{LONG}b=c\nBye"),
        (f"{SHORT}\nkey=abcdefghijkl", f"{SHORT}key=abcdefghijkl"),
    ],
)
def test_the_rest_of_a_link_goes_behind_it(text: str, whole: str) -> None:
    assert whole_links(text) == whole


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG}\nRegards",
        f"{LONG}\nin 2 days",
        f"{LONG}\n\nb1",
        f"{LONG}\nhttps://y.example/1",
        f"{SHORT}\nb1",
        f"{SHORT}\nkey=abcdefghijk",
        "No link stands here, however long the line may be that comes first\nb1",
    ],
)
def test_a_line_that_is_no_rest_of_a_link_stays_a_line(text: str) -> None:
    assert whole_links(text) == text
