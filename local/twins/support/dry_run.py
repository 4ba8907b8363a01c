"""Dry runs: every check is made, and the effect left undone."""

from __future__ import annotations

from typing import Any

from local.twins.errors import Refused


def stop_if_dry(parameters: dict[str, Any]) -> None:
    """End a dry run here, where only the effect is left to do."""
    if parameters.get("dryRun"):
        raise Refused(
            "DryRunOperationException",
            "The request would have succeeded, but the dryRun flag is set.",
        )
