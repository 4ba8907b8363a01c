"""GET /batches: one page of batches, the newest first, and the cursor for the next."""

import base64
import binascii
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from port_out.domain.batch import Batch, GroupResult, untried
from port_out.domain.errors import BadInput, Problem
from port_out.domain.record import timestamp
from port_out.store.batches import BATCH, LISTED, Batches

PARAMETERS = ("limit", "cursor")
NOT_TRIED = "not_yet_requested"
MOST, USUAL = 50, 20
_KEY = {"port_out_id", "row", "in_list", "place"}


def batch_page(query: Mapping[str, str], batches: Batches) -> dict[str, Any]:
    """One page; BadInput for a limit or a cursor that means nothing."""
    limit, given = _limit(query.get("limit", str(USUAL))), query.get("cursor", "")
    found, key = batches.newest(limit, _read(given) if given else None)
    lines = [in_list(batch, batches.results(batch.id)) for batch in found]
    return {"batches": lines, "cursor": _written(key) if key else None}


def in_list(batch: Batch, results: Sequence[GroupResult]) -> dict[str, Any]:
    """The line of the list: how far the requesting of its groups has come."""
    left = len(untried(batch, results))
    outcomes = Counter(str(result.outcome) for result in results)
    return {
        "batch_id": batch.id,
        "requested_at": timestamp(batch.requested_at),
        "requested_by": batch.requested_by,
        "is_requested": not left,
        "listed": batch.listed,
        "group_count": batch.group_count,
        "outcomes": dict(outcomes) | ({NOT_TRIED: left} if left else {}),
        "links": {"self": f"/batches/{batch.id}"},
    }


def _limit(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 2 and 1 <= int(text) <= MOST:
        return int(text)
    raise BadInput([Problem("limit", "is not possible", f"use 1 to {MOST}")])


def _written(key: Mapping[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(dict(key)).encode()).decode()


def _read(cursor: str) -> dict[str, Any]:
    """The key that the cursor names, if the list itself could hold it."""
    try:
        key = json.loads(base64.b64decode(cursor, altchars=b"-_", validate=True))
        texts = {name: value["S"] for name, value in key.items() if set(value) == {"S"}}
        is_ours = set(texts) == set(key) == _KEY and all(map(str.strip, texts.values()))
        if is_ours and (texts["row"], texts["in_list"]) == (BATCH, LISTED):
            return dict(key)
    except (binascii.Error, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    mend = "use `cursor` of the page before, unchanged"
    raise BadInput([Problem("cursor", "is none of this list", mend)])
