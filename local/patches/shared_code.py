"""AWS has a function's code ready on disk; ministack unpacks the whole zip for every process.

No difference in behaviour, only in seconds and in megabytes: one unpacked copy serves them all.
"""

from __future__ import annotations

import hashlib
import os
import threading
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ministack.core import lambda_runtime


def share_code(folder: Path) -> None:
    """Let every process of the same code use one unpacked copy under this folder."""
    lock = threading.Lock()

    class Archive(zipfile.ZipFile):
        def extractall(self, path: Any = None, members: Any = None, pwd: Any = None) -> None:
            assert self.filename
            unpacked = folder / hashlib.sha256(Path(self.filename).read_bytes()).hexdigest()[:16]
            with lock:
                if not unpacked.exists():
                    super().extractall(unpacked)
            os.rmdir(path)
            os.symlink(unpacked, path)
            os.unlink(self.filename)

    lambda_runtime.zipfile = SimpleNamespace(
        ZipFile=Archive, BadZipFile=zipfile.BadZipFile, LargeZipFile=zipfile.LargeZipFile
    )
