"""A batch: what became of its groups, and the wait until all of them are requested."""

from itertools import islice
from typing import Any

from cli.exits import Exit
from cli.here import Here
from cli.times import exactly
from cli.waiting import wait_for

_PAUSE = 3.0


def show_batch(here: Here, batch: dict[str, Any]) -> None:
    """What people see of GET /batches/{id}."""
    numbers = batch["numbers"]
    facts = {
        "requested": "all groups" if batch["is_requested"] else "not all groups yet",
        "numbers": f"{numbers['in_groups']} of {numbers['listed']}",
        "can't go": numbers["cannot_go"] or "",
        "groups": counts(batch["outcomes"]),
        "states": counts(batch["states"]),
        "whose turn": counts(batch["turns"]),
    }
    here.out.facts(batch["batch_id"], facts)
    if console := batch["links"].get("console"):
        here.out.line(f"console   {console}", style="dim")
    rows = [
        (
            group["group"],
            f"{group['country'] or ''} {group['kind'] or ''}",
            group["number_count"] or "",
            group["outcome"],
            group["port_out_id"] or "",
            group["state"] or "",
        )
        for group in batch["groups"]
    ]
    headings = ("GROUP", "KIND", "NUMBERS", "OUTCOME", "PORT-OUT", "STATE")
    here.out.table(headings, rows, whole=("PORT-OUT",))
    for group in batch["groups"]:
        for problem in group["problems"]:
            here.out.line(f"group {group['group']}: {problem['detail']}; do: {problem['mend']}")
    stays = [(each["number"], each["detail"], each["mend"]) for each in batch["cannot_go"]]
    if stays:
        here.out.table(("NUMBER", "WHY NOT", "DO"), stays, whole=("NUMBER",))


def list_batches(here: Here, limit: int) -> None:
    """What people see of GET /batches; no more than `limit`, 0 for all."""
    pages = here.api.pages("/batches", "batches", limit=min(limit or 50, 50))
    found = list(islice(pages, limit + 1 if limit else None))
    shown, is_all = (found[:limit], len(found) <= limit) if limit else (found, True)
    here.out.show({"batches": shown, "all": is_all}, lambda: _print_list(here, shown, is_all))


def _print_list(here: Here, batches: list[dict[str, Any]], is_all: bool) -> None:
    if not batches:
        here.out.say("there is no batch")
        return
    columns = ("BATCH", "REQUESTED", "BY", "NUMBERS", "GROUPS", "OUTCOMES")
    rows = [
        (
            each["batch_id"],
            exactly(each["requested_at"]),
            each["requested_by"].rpartition("/")[2],
            each["listed"],
            each["group_count"],
            counts(each["outcomes"]),
        )
        for each in batches
    ]
    here.out.table(columns, rows, whole=("BATCH",))
    if not is_all:
        here.out.say(f"there are more than these {len(batches)}: --limit 0 lists all")


def counts(by_word: dict[str, int]) -> str:
    """How many of each: 3 requested, 1 refused."""
    return ", ".join(f"{count} {word}" for word, count in by_word.items())


def requested(here: Here, id_: str, timeout: float | None = None) -> dict[str, Any]:
    """The batch once every group has been tried, or as it is when the time is over."""
    left = timeout
    while True:
        batch: dict[str, Any] = here.api.get(f"/batches/{id_}")
        if batch["is_requested"] or (left is not None and left <= 0):
            return batch
        here.out.say(f"{id_}: {sum(batch['outcomes'].values())} groups: {batch['outcomes']}")
        here.sleep(_PAUSE)
        left = None if left is None else left - _PAUSE


def batch_exit(batch: dict[str, Any]) -> Exit:
    """What the batch as it is means for whoever asked for it."""
    if batch["outcomes"].get("refused") or batch["cannot_go"]:
        return Exit.REFUSED
    return Exit.OK


def wait_for_all(
    here: Here, ids: list[str], target: str | None, timeout: float | None = None
) -> Exit:
    """Wait for each port-out in turn; the gravest of their exits. The time is for each."""
    if target is None:
        return Exit.OK
    exits = [wait_for(here, id_, target, timeout=timeout).exit for id_ in ids]
    return max(exits, default=Exit.OK)
