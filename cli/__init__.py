"""The command `port-out`: what an operator types, and what it answers; nothing here is deployed."""

import sys
from pathlib import Path

# Words and rules of the domain lie where Lambda imports them from.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "lambdas"))
