"""However a command ends: a code, a mend, and never a traceback."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from cli.exits import Exit
from tests.cli.program import Program
from tests.cli.terminal import ROOT, in_terminal, piped
from tests.cli.views import ID, PATH, a_view, an_entry

Environment = dict[str, str]
LISTED = (200, {"port_outs": [an_entry(1, reference="Büro \u2013 1")], "cursor": None})


@pytest.mark.parametrize("answer", [b"<html>hi</html>", b"[1]", b"{}", b"", b"[" * 100_000])
@pytest.mark.parametrize("told", [("list",), ("show", ID), ("record", ID)])
def test_an_answer_of_another_program_is_said_to_be_one(
    program: Program, environment: Environment, told: tuple[str, ...], answer: bytes
) -> None:
    for path in ("/port-outs", PATH, f"{PATH}/transitions"):
        program.on("GET", path, (200, answer))

    shown = piped(*told, environment=environment)

    assert shown.code == Exit.FAULT
    assert "--api-url" in shown.notes
    assert "Traceback" not in shown.notes


@pytest.mark.parametrize(
    ("status", "said", "code", "mend"),
    [
        (403, "The security token included in the request is expired", 7, "sign in"),
        (403, "Signature expired: 20261122T2100Z", 7, "clock"),
        (403, "Missing Authentication Token", 7, "--api-url"),
        (403, "Forbidden", 7, "execute-api:Invoke"),
        (500, "Internal server error", 8, "docs/runbook.md"),
    ],
)
def test_what_the_gateway_says_names_the_mend(
    program: Program, environment: Environment, status: int, said: str, code: int, mend: str
) -> None:
    program.on("GET", "/port-outs", (status, {"message": said}))

    shown = piped("list", environment=environment)

    assert shown.code == code
    assert mend in shown.notes


def test_a_problem_of_another_shape_is_still_a_refusal(
    program: Program, environment: Environment
) -> None:
    program.on("GET", "/port-outs", (400, {"type": 5, "title": ["x"], "errors": ["x", 5]}))

    assert piped("list", environment=environment).code == Exit.REFUSED


@pytest.mark.parametrize("url", ["somewhere", "http://[::1", "ftp://x", "https://a b"])
def test_an_address_that_is_none_is_the_callers_mistake(environment: Environment, url: str) -> None:
    shown = piped("list", "--api-url", url, environment=environment)

    assert shown.code == Exit.USAGE
    assert "ApiUrl" in shown.notes


@pytest.mark.parametrize("content", ["{}", "[]", "", None])
def test_a_world_that_is_half_written_is_not_up(
    environment: Environment, tmp_path: Path, content: str | None
) -> None:
    file = tmp_path / "local.json"
    file.mkdir() if content is None else file.write_text(content)

    shown = piped("list", "--local-file", str(file), environment=environment)

    assert shown.code == Exit.UNREACHABLE
    assert "make local" in shown.notes


@pytest.mark.parametrize(
    "told",
    [
        ("plan", "FILE"),
        ("request", "+12065550100", "--order", "FILE"),
        ("upload-loa", ID, "FILE", "--signed-on", "2026-11-20"),
        ("answer", ID, "--file", "FILE"),
    ],
)
@pytest.mark.parametrize("kind", ["a folder", "a gigabyte"])
def test_a_file_that_can_not_be_used_is_named(
    environment: Environment, tmp_path: Path, told: tuple[str, ...], kind: str
) -> None:
    file = tmp_path / "file.pdf"
    if kind == "a folder":
        file.mkdir()
    else:
        with file.open("wb") as opened:
            opened.truncate(10**9)

    shown = piped(*(str(file) if t == "FILE" else t for t in told), environment=environment)

    assert shown.code == Exit.USAGE
    assert "file.pdf" in shown.notes
    assert "do: give" in shown.notes or "do: docs" in shown.notes


@pytest.mark.parametrize("as_json", [True, False])
def test_a_terminal_of_few_letters_gets_all_that_it_can_show(
    program: Program, environment: Environment, as_json: bool
) -> None:
    program.on("GET", "/port-outs", LISTED)
    there = environment | {"PYTHONIOENCODING": "ascii"}

    shown = piped("list", *["--json"] * as_json, environment=there)

    assert shown.code == Exit.OK, shown.notes
    if as_json:
        assert json.loads(shown.out)["port_outs"][0]["reference"] == "Büro \u2013 1"
    else:
        assert "B\\xfcro \\u2013 1" in shown.out


@pytest.mark.parametrize("more", [{"NO_COLOR": "1"}, {"COLUMNS": "40"}, {"COLUMNS": "x"}])
def test_the_settings_of_a_terminal_are_heeded(
    program: Program, environment: Environment, more: dict[str, str]
) -> None:
    program.on("GET", PATH, (200, a_view()))

    shown = in_terminal("show", ID, environment=environment | more)

    assert shown.code == Exit.OK
    if "NO_COLOR" in more:
        assert "\x1b[3" not in shown.out
    if more.get("COLUMNS") == "40":
        boxes = [line for line in shown.plain.splitlines() if line.startswith(("╭", "│", "╰"))]
        assert {len(line) for line in boxes} == {40}


@pytest.mark.parametrize(
    ("where", "code"), [("| head -c 0", 141), (">&-", 0), ("> /dev/full", 2), ("2>&-", 0)]
)
@pytest.mark.parametrize("as_json", ["", "--json"])
def test_an_output_that_nobody_takes_is_no_traceback(
    program: Program, environment: Environment, where: str, code: int, as_json: str
) -> None:
    many = [an_entry(n) for n in range(1, 900)]
    program.on("GET", "/port-outs", (200, {"port_outs": many, "cursor": None}))

    line = f"{sys.executable} -m cli list --limit 0 {as_json} {where}"
    last = 'echo "code ${PIPESTATUS[0]}" >&3'
    done = subprocess.run(
        ["bash", "-c", f"exec 3>&1; {line}; {last}"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )

    assert f"code {code}\n" in done.stdout
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr


HEARS_CTRL_C = """
import runpy, signal
# Whoever starts the tests in the background tells all below them to ignore it.
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("cli", run_name="__main__", alter_sys=True)
"""


@pytest.mark.parametrize("as_json", [True, False])
def test_ctrl_c_ends_the_watching_and_not_the_port_out(
    program: Program, environment: Environment, as_json: bool
) -> None:
    program.on("GET", PATH, (200, a_view()))
    watching: Any = subprocess.Popen(
        [sys.executable, "-c", HEARS_CTRL_C, "watch", ID, *["--json"] * as_json],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not program.asked:
        time.sleep(0.05)
    os.kill(watching.pid, signal.SIGINT)
    out, notes = watching.communicate(timeout=60)

    assert watching.returncode == Exit.INTERRUPTED
    assert "goes on" in notes
    assert "Traceback" not in notes
    assert not as_json or json.loads(out)["error"]["exit"] == Exit.INTERRUPTED
