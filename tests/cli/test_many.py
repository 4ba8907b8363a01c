"""`report`, `next` and `plan` with much to read."""

import json
import os
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from cli.exits import Exit, Stop
from cli.groups import joined
from cli.loas import loas
from cli.pressing import Wanted, length, wanted
from cli.reporting.reading import stories
from cli.requesting import sendings
from cli.sheets import Entry, Sheet
from tests.cli.past import PastApi, seeded
from tests.cli.program import Asked, Program
from tests.cli.terminal import in_terminal, piped
from tests.cli.views import a_step, an_entry, at
from tools.command import write

Environment = dict[str, str]


def test_a_thousand_records_are_read_several_at_once_in_the_order_of_before() -> None:
    api, told = PastApi(seeded(1000)), []
    busy, most, lock = [0], [0], threading.Lock()
    read, several = api.get, threading.Event()

    def get(path: str, **query: object) -> Any:
        with lock:
            busy[0] += 1
            most[0] = max(most[0], busy[0])
            if busy[0] > 1:
                several.set()
        several.wait(30)
        answer = read(path, **query)
        with lock:
            busy[0] -= 1
        return answer

    api.get = get  # type: ignore[method-assign]  # the same answers, counted
    found = stories(api, read=lambda done, total: told.append((done, total)))

    assert most[0] > 1
    assert [(one.requested_at, one.id) for one in found] == sorted(
        (one.requested_at, one.id) for one in found
    )
    assert told == [(done, 1000) for done in range(1, 1001)]


def a_thousand(program: Program) -> None:
    api = PastApi(seeded(1000))
    listed = list(api.pages("/port-outs", "port_outs"))

    def page(call: Asked) -> tuple[int, Any]:
        begin = int(call.query.get("cursor", "0"))
        more = str(begin + 100) if begin + 100 < len(listed) else None
        return 200, {"port_outs": listed[begin : begin + 100], "cursor": more}

    program.on("GET", "/port-outs", page)
    slow = {f"/port-outs/{id_}/transitions" for id_ in list(api.pasts)[::97]}
    for id_ in api.pasts:
        path = f"/port-outs/{id_}/transitions"
        answers: list[Any] = [(429, {}, {"Retry-After": "0"})] if path in slow else []
        program.on("GET", path, *answers, (200, api.get(path)))


def test_a_report_of_a_thousand_has_a_bar_on_a_terminal_and_is_silent_in_a_pipe(
    program: Program, environment: Environment, tmp_path: Path
) -> None:
    a_thousand(program)
    shown = in_terminal("report", "--to", str(tmp_path), environment=environment)
    first = (tmp_path / "port-outs.csv").read_text("utf-8-sig").splitlines()
    a_thousand(program)
    quiet = piped("report", "--to", str(tmp_path), "--force", "--json", environment=environment)

    assert (shown.code, quiet.code) == (0, 0), quiet.notes
    assert "/1000" in shown.plain
    assert "reading" not in quiet.notes
    assert json.loads(quiet.out)["port_outs"] == 1000
    assert len(first) == 1001


def test_next_may_be_narrowed_to_what_bites_soon_and_to_one_sort(
    program: Program, environment: Environment
) -> None:
    sign = "have it signed, and upload it with operator.uploaded_loa"
    entries = [
        an_entry(1, next=a_step("operator", sign, at(days=5))),
        an_entry(2, next=a_step("operator", sign, at(hours=-3))),
        an_entry(3, next=a_step("operator", "send operator.decided", at(hours=5))),
        an_entry(4, next=a_step("operator", "send operator.answered", None)),
    ]
    program.on("GET", "/port-outs", (200, {"port_outs": entries, "cursor": None}))

    soon = json.loads(piped("next", "--within", "2d", "--json", environment=environment).out)
    loas_ = json.loads(piped("next", "--for", "signature", "--json", environment=environment).out)

    assert [(e["port_out_id"][-1], e["for"]) for e in soon["waiting"]] == [
        ("2", "signature"),
        ("3", "decision"),
    ]
    assert [e["port_out_id"][-1] for e in loas_["waiting"]] == ["2", "1"]


@pytest.mark.parametrize(
    ("state", "what", "kind"),
    [
        ("Await Completion", "find out whether the numbers have ported", Wanted.DATE),
        ("Await Second Evidence", "find a second witness", Wanted.WITNESS),
        ("Await Manual Case", "then send operator.registered_case", Wanted.CASE),
        ("Await Correction", "remove the numbers", Wanted.CORRECTION),
        ("Port-Out Failed", "look", Wanted.LOOK),
    ],
)
def test_what_is_wanted_has_a_word(state: str, what: str, kind: Wanted) -> None:
    assert wanted(an_entry(state=state, next=a_step("operator", what, None))) is kind


def test_a_length_of_time_is_written_as_people_do() -> None:
    assert (length("90m"), length(" 2D ")) == (timedelta(minutes=90), timedelta(days=2))
    for wrong in ("", "2", "d", "-2d", "2 days or so"):
        with pytest.raises(Stop) as refused:
            length(wrong)
        assert refused.value.code is Exit.USAGE
    assert datetime.now(UTC) + length("9999w") > datetime.now(UTC)


def test_a_group_never_spans_two_batches_so_that_the_hours_are_true() -> None:
    kinds = ("geographic", "toll_free")
    entries = [Entry(f"+1206{n:07}", n, "", (), {}) for n in range(12_000)]
    parts = [
        {"instance_arn": "i", "country": "US", "kind": kind, "numbers": numbers}
        for which, kind in enumerate(kinds)
        for numbers in [[e.number for e in entries if e.row % 2 == which]]
    ]
    made = joined(entries, [{"port_outs": parts, "problems": []}])

    assert [len(group.numbers) for group in made.groups] == [5000, 5000, 1000, 1000]
    assert [(loa.kind, loa.count, loa.days) for loa in loas(made)] == [
        ("geographic", 2, 15),
        ("toll_free", 2, 30),
    ]
    assert made.hours == 0


def test_a_number_that_the_list_puts_elsewhere_goes_into_no_batch() -> None:
    right, wrong = (f"aaaaaaaa-0000-0000-0000-00000000000{n}" for n in (1, 2))
    entries = [
        Entry(f"+1206555010{n}", n, "", (), {"instance": wrong if n == 2 else right})
        for n in range(4)
    ]
    parts = [
        {"instance_arn": f"arn:x/{right}", "country": "US", "kind": kind, "numbers": numbers}
        for kind, some in (("geographic", entries[:2]), ("toll_free", entries[2:]))
        for numbers in [[entry.number for entry in some]]
    ]
    plan = joined(entries, [{"port_outs": parts, "problems": []}])
    sheet = Sheet("Phone", tuple(entries), (), ())

    [sending] = sendings(sheet, plan, {"winning_carrier": {"name": "Example"}})

    assert [each.is_elsewhere for each in plan.problems] == [True]
    assert sending.body["numbers"] == [e.number for e in entries if e.row != 2]


def test_bash_completes_commands_options_and_states(
    environment: Environment, tmp_path: Path
) -> None:
    write(tmp_path / "port-out", Path(sys.executable))
    there = environment | {"PATH": f"{tmp_path}{os.pathsep}{environment['PATH']}"}

    def offered(*words: str) -> list[str]:
        line = " ".join(f"'{word}'" for word in words)
        script = f"""eval "$(port-out completion bash)"
            COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}
            complete -p port-out >&2
            _port_out_completion port-out; printf '%s\\n' "${{COMPREPLY[@]}}" """
        done = subprocess.run(["bash", "-c", script], env=there, capture_output=True, text=True)
        assert "-F _port_out_completion" in done.stderr
        return done.stdout.split()

    assert offered("port-out", "wat") == ["watch"]
    assert "--within" in offered("port-out", "next", "--w")
    assert offered("port-out", "list", "--state", "await-a") == ["await-approval"]
