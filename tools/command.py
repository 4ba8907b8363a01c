"""`python -m tools.command FILE`: writes the command `port-out`, which runs from any folder."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# A first line longer than 127 characters, or with a blank, starts no Python: so a shell does it.
_SCRIPT = """\
#!/bin/sh
'''exec' {python} "$0" "$@"
' '''
import sys

sys.path[0] = {root!r}
from cli.__main__ import main

sys.exit(main())
"""


def script(python: Path, root: Path) -> str:
    """The command's text: this Python, with the modules of this folder."""
    return _SCRIPT.format(python=_quoted(str(python)), root=str(root))


def write(file: Path, python: Path, root: Path = ROOT) -> None:
    """Write the command; whoever may read it may run it."""
    file.write_text(script(python, root), "utf-8")
    file.chmod(0o755)


def _quoted(text: str) -> str:
    """For the shell; within Python's own quotes it must end none of them."""
    return '"' + "".join(f"\\\\{c}" if c in '"$`\\\\' else c for c in text) + '"'


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.executable))
