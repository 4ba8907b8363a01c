"""Reads from the API what a report is made of."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Protocol

from cli.reporting.story import Story, story
from cli.together import together

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
    read: Callable[[int, int], None] = lambda count, total: None,
) -> list[Story]:
    """The story of every port-out that was requested at or after `since`, oldest first.

    Several records are read at once; `read` is told how many of how many are there so far.
    """
    # One that moves on between two pages comes twice; the later word counts.
    listed = {
        each["port_out_id"]: each
        for each in api.pages("/port-outs", "port_outs", limit=PAGE, carrier=carrier)
        if since is None or datetime.fromisoformat(each["requested_at"]) >= since
    }

    def one(each: dict[str, Any]) -> Story:
        path = f"/port-outs/{each['port_out_id']}/transitions"
        return story(each, api.get(path)["transitions"])

    found = together(one, list(listed.values()), lambda count: read(count, len(listed)))
    return sorted(found, key=lambda one: (one.requested_at, one.id))
