"""A program to speak with, and a person who has AWS credentials."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.program import Program


@pytest.fixture
def program() -> Iterator[Program]:
    running = Program()
    yield running
    running.close()


@pytest.fixture
def environment(program: Program, tmp_path: Path) -> dict[str, str]:
    """The shell of an operator whose AWS settings lead to the program."""
    nowhere = str(tmp_path / "no-such-file")
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "made-up",
        "AWS_REGION": "us-east-1",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_CONFIG_FILE": nowhere,
        "AWS_SHARED_CREDENTIALS_FILE": nowhere,
        "AWS_EC2_METADATA_DISABLED": "true",
        "PORT_OUT_API_URL": program.url,
    }
