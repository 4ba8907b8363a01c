"""Twins put behind ministack's router, so that its own IAM is asked before every operation."""

from __future__ import annotations

from typing import Any

from ministack import app
from ministack.core import iam_actions, router

from local.gateway.answers import service_model
from local.twins import wire
from local.twins.service import Headers, Twin


def register(twin: Twin) -> None:
    """Route, authorise and answer everything that is meant for the twin's service."""
    metadata = service_model(twin.service).metadata
    patterns: dict[str, Any] = {"credential_scope": metadata["endpointPrefix"]}
    if target := metadata.get("targetPrefix"):
        patterns["target_prefixes"] = [f"{target}."]
    router.SERVICE_PATTERNS[twin.service] = patterns
    app.SERVICE_HANDLERS[twin.service] = twin.answer
    iam_actions.SERVICE_TO_IAM_NAMESPACE[twin.service] = twin.service
    _name_actions(twin)


def _name_actions(twin: Twin) -> None:
    original = iam_actions.extract_iam_action

    def action(service: str, method: str, path: str, headers: Headers, *rest: Any) -> str | None:
        if service != twin.service:
            named: str | None = original(service, method, path, headers, *rest)
            return named
        operation = wire.named_operation(service, method, path, headers)
        return f"{service}:{operation.name if operation else 'Unknown'}"

    iam_actions.extract_iam_action = action
