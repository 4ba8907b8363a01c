"""The processes that functions run in: what they may import, and their end."""

from __future__ import annotations

import contextlib
import sysconfig
from pathlib import Path

from ministack.core import lambda_runtime

# What AWS's own Python runtime offers beside the standard library; an asset's copy comes first.
RUNTIME_PACKAGES = ("boto3", "botocore", "s3transfer", "jmespath", "dateutil", "urllib3", "six.py")

# A function outlives its world by nothing: its input hangs up when the server is killed.
ORPHAN = """\
import os, select, threading
def _end_with_the_world():
    input = select.poll()
    input.register(0, 0)
    input.poll()
    os._exit(1)
threading.Thread(target=_end_with_the_world, daemon=True).start()
"""


def isolate_functions(folder: Path) -> None:
    """Let functions import their own asset and what AWS's runtime has, so a gap in it shows."""
    site = Path(sysconfig.get_path("purelib"))
    folder.mkdir(parents=True)
    for name in RUNTIME_PACKAGES:
        (folder / name).symlink_to(site / name)
    head = (
        f"{ORPHAN}"
        "import sys\n"
        "sys.path[:] = [path for path in sys.path if 'site-packages' not in path]\n"
        f"sys.path.append({str(folder)!r})\n"
    )
    lambda_runtime._PYTHON_WORKER_SCRIPT = head + lambda_runtime._PYTHON_WORKER_SCRIPT


def end_functions() -> None:
    """Kill every function's process at once."""
    for pool in list(lambda_runtime._workers.values()):
        for worker in list(pool) if isinstance(pool, list) else [pool]:
            process = worker._proc
            if process is not None:
                with contextlib.suppress(OSError):
                    process.kill()
                    process.wait(1)
