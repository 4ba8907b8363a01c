"""An account is ready unless something stands against it or something is not known."""

import pytest

from port_out.domain.preflight import Check, Result, Verdict, verdict


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        ([], Verdict.READY),
        ([Result.OK, Result.NOTE], Verdict.READY),
        ([Result.OK, Result.UNKNOWN], Verdict.UNKNOWN),
        ([Result.UNKNOWN, Result.PROBLEM, Result.OK], Verdict.NOT_READY),
    ],
)
def test_a_problem_counts_before_what_is_unknown_and_a_note_stops_nothing(
    results: list[Result], expected: Verdict
) -> None:
    checks = [Check("plan", result, "detail") for result in results]

    assert verdict(checks) is expected
    assert Check("plan", Result.OK, "detail").as_data() == {
        "about": "plan",
        "result": "ok",
        "detail": "detail",
        "mend": "",
    }
