"""The command as it is installed, its help, its completion and its page in the documents."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cli.app import examples_of
from cli.options import COMMON
from cli.table import MODULES
from cli.where import Asked, region_of
from tests.cli.terminal import ROOT, in_terminal, piped
from tools import cli_docs
from tools.command import write

COMMANDS = cli_docs.commands()
SHELLS = {"bash": "COMP_WORDS", "zsh": "_TYPER_COMPLETE_ARGS"}


def test_every_module_of_the_table_is_one_command_and_nothing_is_left_out() -> None:
    files = {file.stem for file in (ROOT / "cli" / "commands").glob("*.py")} - {"__init__"}

    assert set(MODULES) == files
    assert list(COMMANDS) == [name.replace("_", "-") for name in MODULES]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_json_a_summary_and_examples_of_itself(name: str) -> None:
    options = {parameter.name for parameter in COMMANDS[name].params}

    assert "as_json" in options
    assert set(COMMON) & options in ({"as_json"}, set(COMMON))
    assert len(COMMANDS[name].help.split("\n\n")[0]) <= 100
    assert examples_of(name)
    assert any(f"port-out {name}" in line for line in examples_of(name))


@pytest.mark.parametrize("width", [80, 160])
def test_the_help_of_a_command_is_a_page_that_fits(environment: dict[str, str], width: int) -> None:
    shown = in_terminal("list", "--help", environment=environment, width=width)

    assert shown.code == 0
    assert "Examples" in shown.plain
    assert "port-out list --number +12065550100" in shown.plain
    assert max(map(len, shown.plain.splitlines())) <= width


def test_the_page_in_the_documents_is_what_the_commands_say_now() -> None:
    assert cli_docs.FILE.read_text("utf-8") == cli_docs.text(), "run python -m tools.cli_docs"


def test_the_installed_command_runs_from_any_folder_that_holds_anything(tmp_path: Path) -> None:
    place = tmp_path / "a folder"
    place.mkdir()
    (place / "cli.py").write_text("raise SystemExit(99)")
    write(place / "port-out", Path(sys.executable))

    done = subprocess.run(
        ["./port-out", "verify", "none.zip", "--json"], cwd=place, capture_output=True, text=True
    )

    assert done.returncode == 2
    assert "none.zip is no file" in json.loads(done.stdout)["error"]["detail"]


@pytest.mark.parametrize("shell", SHELLS)
def test_the_completion_script_is_one_that_its_shell_understands(
    environment: dict[str, str], shell: str
) -> None:
    script = piped("completion", shell, environment=environment).out

    assert f"_PORT_OUT_COMPLETE=complete_{shell}" in script
    assert SHELLS[shell] in script
    if shell == "bash":
        subprocess.run(["bash", "-n"], input=script, text=True, check=True)


def test_bash_is_offered_commands_and_states(environment: dict[str, str]) -> None:
    def offered(words: str) -> list[str]:
        asked = {"COMP_WORDS": words, "COMP_CWORD": str(words.count(" "))}
        shell = {**environment, **asked, "_PORT_OUT_COMPLETE": "complete_bash"}
        return piped(environment=shell).out.split()

    assert offered("port-out wat") == ["watch"]
    assert offered("port-out list --state await-a") == ["await-approval"]


def test_a_world_that_is_not_up_is_said_with_the_mend(environment: dict[str, str]) -> None:
    shown = piped("list", "--local-file", "/nowhere/local.json", environment=environment)

    assert shown.code == 6
    assert "make local" in shown.notes


def test_without_a_region_the_mend_is_named(environment: dict[str, str]) -> None:
    there = {n: v for n, v in environment.items() if not n.endswith("REGION")}

    shown = piped("list", environment=there)

    assert shown.code == 2
    assert "--region" in shown.notes


def test_without_credentials_nothing_is_called(environment: dict[str, str]) -> None:
    there = {n: v for n, v in environment.items() if not n.startswith("AWS_ACCESS")}

    shown = piped("list", environment=there)

    assert shown.code == 7
    assert "sign in" in shown.notes


def test_the_region_of_the_local_world_is_its_own(tmp_path: Path) -> None:
    file = tmp_path / "local.json"
    file.write_text('{"region": "eu-west-2"}')

    assert region_of(Asked(local=file, region="us-east-1")) == "eu-west-2"
