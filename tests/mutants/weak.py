"""Tests that notice little, as a sample for the runner; pytest collects them by name only."""

from datetime import UTC, datetime

from port_out.carriers.proof import is_fresh, strict_base64

AT = datetime(2026, 11, 24, 20, 0, tzinfo=UTC)


def test_a_time_of_now_is_fresh() -> None:
    assert is_fresh(str(int(AT.timestamp())), AT)


def test_base64_is_read() -> None:
    assert strict_base64("aGVhcg==") == b"hear"
