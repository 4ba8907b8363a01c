"""Reads from the API what a report is made of."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Protocol

from cli.reporting.story import Story, story

PAGE = 100


class Reads(Protocol):
    """What a report needs of a client of the API."""

    def get(self, path: str, **query: object) -> Any:
        """The answer to a GET of this path."""

    def pages(self, path: str, member: str, **query: object) -> Iterator[dict[str, Any]]:
        """Every entry of a list, over all its pages."""


def stories(
    api: Reads,
    *,
    carrier: str = "",
    since: datetime | None = None,
    read: Callable[[int], None] = lambda count: None,
) -> list[Story]:
    """The story of every port-out that was requested at or after `since`, oldest first.

    `read` is told how many there are so far.
    """
    found: dict[str, Story] = {}
    # One that moves on between two pages comes twice; the later word counts.
    for listed in api.pages("/port-outs", "port_outs", limit=PAGE, carrier=carrier):
        if since is None or datetime.fromisoformat(listed["requested_at"]) >= since:
            id_ = listed["port_out_id"]
            found[id_] = story(listed, api.get(f"/port-outs/{id_}/transitions")["transitions"])
            read(len(found))
    return sorted(found.values(), key=lambda one: (one.requested_at, one.id))
