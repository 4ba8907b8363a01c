"""The cursor of a list: opaque to callers, and checked before DynamoDB sees it."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from port_out.domain.life_cycle import State
from port_out.store.rows import AT_REST, LOOKED_AFTER

_KEY = {"port_out_id", "row", "in_list", "place"}
_LISTS = (AT_REST, LOOKED_AFTER)


@dataclass(frozen=True)
class Place:
    """Where a page begins: the state, and the key before it."""

    state: State
    key: dict[str, Any] | None


def written(place: Place, mark: str) -> str:
    """The cursor of a place in the list with this mark."""
    data = {"list": mark, "state": place.state, "key": place.key}
    return base64.urlsafe_b64encode(json.dumps(data).encode()).decode()


def read(cursor: str, mark: str, due_before: datetime | None) -> Place | None:
    """Where the cursor points; None for what we did not write ourselves for this list."""
    try:
        data = json.loads(base64.b64decode(cursor, altchars=b"-_", validate=True))
        place = Place(State(data["state"]), data["key"])
        fits = data["list"] == mark and _fits(place, due_before)
    except (binascii.Error, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return place if fits else None


def _fits(place: Place, due_before: datetime | None) -> bool:
    """DynamoDB starts only after a key that the list itself could hold."""
    if place.key is None:
        return True
    texts = {name: value["S"] for name, value in place.key.items() if set(value) == {"S"}}
    whole = set(texts) == set(place.key) == _KEY
    texts_only = all(isinstance(text, str) and text for text in texts.values())
    state, _, due_at = texts["place"].partition("#")
    in_time = due_before is None or datetime.fromisoformat(due_at) <= due_before
    its_own = texts["in_list"] in _LISTS and state == place.state
    return whole and texts_only and in_time and its_own
