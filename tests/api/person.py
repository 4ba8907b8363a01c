"""A person at a carrier who got a one-time link."""

from typing import Any
from urllib.parse import urlencode

from tests.api.builders import ID
from tests.api.world import Answer, World

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
URL = f"/port-outs/{ID}/links"
WHERE = {"Host": "api.example", "X-Forwarded-Proto": "https"}


def a_link(world: World, **more: Any) -> str:
    """The path of a new link."""
    answer = world.post(URL, {"name": "Bo Lindqvist"} | more, headers=WHERE)
    assert answer.status == 201
    return f"/links/{answer.body['url'].rpartition('/')[2]}"


def look(world: World, path: str) -> Answer:
    return world.get(path, by="")


def say(world: World, path: str, **fields: Any) -> Answer:
    return world.post(path, urlencode(fields, doseq=True), by="", headers=FORM)
