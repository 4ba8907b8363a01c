"""The paths, templates and choices of Amazon States Language that our definitions use."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any


def chosen(state: Mapping[str, Any], data: Any) -> str:
    """The next state of a Choice."""
    for choice in state["Choices"]:
        if path(data, choice["Variable"]) == choice["StringEquals"]:
            return str(choice["Next"])
    return str(state["Default"])


def made(template: Any, data: Any, context: Mapping[str, Any]) -> Any:
    """The template with the data of its paths."""
    if isinstance(template, str) and template.startswith("$"):
        return path(data, template)
    if not isinstance(template, dict):
        return template
    filled = {}
    for name, value in template.items():
        if name.endswith(".$"):
            source = context if value.startswith("$$") else data
            filled[name[:-2]] = path(source, value.replace("$$", "$"))
        else:
            filled[name] = made(value, data, context)
    return filled


def path(data: Any, where: str) -> Any:
    """What lies at a path; KeyError where nothing does."""
    for part in where.split(".")[1:]:
        data = data[part]
    return data


def seconds_until(timestamp: str, now: datetime) -> float:
    """How long until then."""
    return (datetime.fromisoformat(timestamp.replace("Z", "+00:00")) - now).total_seconds()
