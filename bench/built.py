"""Runs a script of this folder in an interpreter that has only the code as built."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
# Names that are read when a handler is imported, and what Lambda sets; nothing is called.
SETTINGS = {
    f"{name}_TABLE": "none" for name in ("PORT_OUTS", "TRANSITIONS", "NUMBER_LOCKS", "TASK_TOKENS")
} | {
    "AWS_LAMBDA_FUNCTION_NAME": "none",
    "AWS_REGION": "us-east-1",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_ACCESS_KEY_ID": "none",
    "AWS_SECRET_ACCESS_KEY": "none",
    "AWS_SESSION_TOKEN": "none",
}


def run(folder: Path, script: str, *words: str) -> dict[str, Any]:
    """What the script says of itself, as JSON on its standard output."""
    command = [sys.executable, "-I", "-S", str(HERE / script), str(folder), *words]
    done = subprocess.run(command, env=SETTINGS, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{script}: {done.stderr}")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer
