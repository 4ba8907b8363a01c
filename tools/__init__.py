"""Tools for those who work on the program; nothing here is deployed."""

import sys
from pathlib import Path

# The runtime package lies in lambdas/, where Lambda's own import path has it too.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "lambdas"))
