"""The record, the pack and the world they come from."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from cli.exits import Exit
from tests.cli.past import a_past, completed
from tests.cli.program import Program
from tests.cli.terminal import piped
from tests.cli.views import ID, PATH, a_view

CONTENT = b"PK a carrier pack"
PACK = f"{PATH}/documents/pack.zip"


def a_record() -> dict[str, Any]:
    lines = completed(a_past()).lines
    return {
        "port_out_id": ID,
        "version": len(lines),
        "transitions": [line.as_data() for line in lines],
        "chain": {"verified": True, "breaks": []},
    }


def issued(program: Program, sha256: str) -> None:
    pack = {"document": "pack.zip", "version": 2, "problems": ["no character for 漢"]}
    program.on("GET", PATH, (200, a_view(pack=pack, pack_version=2)))
    program.on("GET", PACK, (200, {"url": f"{program.url}/s3", "sha256": sha256}))
    program.on("GET", "/s3", (200, CONTENT))


def test_a_record_whose_chain_holds_is_verified_here(
    program: Program, environment: dict[str, str]
) -> None:
    program.on("GET", f"{PATH}/transitions", (200, a_record()))

    shown = piped("record", ID, environment=environment)

    assert shown.code == Exit.OK
    assert len(shown.out.splitlines()) == len(a_record()["transitions"]) + 1
    assert "the chain holds" in shown.notes


@pytest.mark.parametrize("harm", ["changed", "cut off", "not whole"])
def test_a_record_that_was_tampered_with_is_found_whatever_the_program_says(
    program: Program, environment: dict[str, str], harm: str
) -> None:
    record = a_record()
    if harm == "changed":
        record["transitions"][1]["by"] = "somebody else"
    elif harm == "cut off":
        record["transitions"].pop()
    else:
        del record["transitions"][0]["facts"]
    program.on("GET", f"{PATH}/transitions", (200, record))

    shown = piped("record", ID, "--json", environment=environment)

    assert shown.code == Exit.REFUSED
    assert json.loads(shown.out)["verified_here"]["breaks"]


def test_the_pack_is_written_once_and_compared_with_its_hash(
    program: Program, environment: dict[str, str], tmp_path: Path
) -> None:
    issued(program, hashlib.sha256(CONTENT).hexdigest())
    file = tmp_path / "acme.zip"

    first = piped("pack", ID, "--to", str(file), environment=environment)
    again = piped("pack", ID, "--to", str(file), environment=environment)

    assert (first.code, first.out.strip()) == (Exit.OK, str(file))
    assert file.read_bytes() == CONTENT
    assert "no character for 漢" in first.notes
    assert again.code == Exit.USAGE
    assert "--force" in again.notes


def test_a_pack_that_is_not_the_one_on_record_is_not_kept(
    program: Program, environment: dict[str, str], tmp_path: Path
) -> None:
    issued(program, "0" * 64)

    shown = piped("pack", ID, "--to", str(tmp_path / "acme.zip"), environment=environment)

    assert shown.code == Exit.FAULT
    assert not (tmp_path / "acme.zip").exists()


def test_before_the_go_ahead_there_is_no_pack(
    program: Program, environment: dict[str, str]
) -> None:
    program.on("GET", PATH, (200, a_view()))

    shown = piped("pack", ID, environment=environment)

    assert shown.code == Exit.NOT_FOUND
    assert "Support's go-ahead" in shown.notes


def test_a_file_that_is_none_can_not_be_judged(environment: dict[str, str]) -> None:
    shown = piped("verify", "no-such.zip", environment=environment)

    assert shown.code == Exit.USAGE
    assert "no-such.zip is no file" in shown.notes
