"""What one local world is told when it starts."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

STACK = "ConnectPortOut"


@dataclass(frozen=True)
class Settings:
    """Where a world lives and how it behaves; equal settings make equal worlds."""

    assembly: Path
    folder: Path
    retry_scale: float = 0.2
    # Whether the world goes on where it ended when it is started again.
    keep: bool = False
    account_id: str = "111122223333"
    region: str = "us-east-1"

    @property
    def facts_file(self) -> Path:
        """The file that says how to reach the world; it exists only while the world is up."""
        return self.folder / "local.json"

    @property
    def run(self) -> Path:
        """What the world needs while it is up, and removes when it ends."""
        return self.folder / "run"

    @property
    def kept(self) -> Path:
        """What a world that goes on leaves for its next start."""
        return self.folder / "kept"

    @property
    def log_file(self) -> Path:
        """What the server prints."""
        return self.run / "server.log"

    @property
    def output_file(self) -> Path:
        """What the functions print."""
        return self.run / "functions.log"

    def to_json(self) -> str:
        """The settings as one argument of the server's command line."""
        return json.dumps(asdict(self), default=str)

    @classmethod
    def from_json(cls, text: str) -> Settings:
        """The settings that `to_json` wrote."""
        values = json.loads(text)
        assembly, folder = Path(values.pop("assembly")), Path(values.pop("folder"))
        return cls(assembly=assembly, folder=folder, **values)
