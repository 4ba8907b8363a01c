"""What is there before each request: something for every id that a path can name."""

import json
from dataclasses import replace
from typing import Any

from port_out.domain.batch import Batch, BatchPlan
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.links import issued
from port_out.domain.people import Person
from port_out.domain.port_lock import locked, unlock_asked
from port_out.domain.port_out import advance
from port_out.domain.second_person import content_of, waits_for
from port_out.store.documents import Document
from tests.api.builders import ACCOUNT, ALICE, ID, KEY, NOON, NUMBERS, ORDER, a_port_out
from tests.api.world import World
from tests.fakes import FakeCarrierKeys

PASSWORD = {"user": "bandwidth", "password": "correct horse"}
ASKED, FAILED, BATCH = (
    prefix + letter * 26 for prefix, letter in (("po-", "b"), ("po-", "c"), ("ba-", "d"))
)
TOKEN = f"{ID}.{'0a' * 32}"
_LINK = issued(TOKEN, name="Bo", company="", days=7, at=NOON, by=ALICE)
DOCUMENT = "attempt-1-pack.json"
SEEN = content_of(ORDER, NUMBERS)
LOCKED = "+12065550199"
_CAROL = Person(f"arn:aws:iam::{ACCOUNT}:user/carol")
_LOCKED = locked(None, LOCKED, _CAROL, NOON, "our main line")
_TO_UNLOCK = unlock_asked(_LOCKED[0], _CAROL, NOON, "it goes", two_persons=True)
FITTING = {"sha256": SEEN, "seen": _TO_UNLOCK[0].last_hash, "number": LOCKED}
"""What bodies have to name for more than a refusal."""


def a_world() -> World:
    """A port-out that waits, one that a second person is asked about, one that failed, and a
    link, a document, a notice, a batch and carriers with keys."""
    filed = json.dumps({"keys": [{"id": "2026-11"} | PASSWORD]})
    keys = FakeCarrierKeys({"standard": [KEY], "bandwidth": filed})
    world = World(keys=keys)
    asked = {"to_approve": waits_for(SEEN, ORDER), "requester_id": "AROA:carol"}
    failing = replace(a_port_out(State.ISSUE_CARRIER_PACK), id=FAILED)
    learned = {"failed_in": str(failing.state), "failed_from": "", "failed_with": "AccessRefused"}
    failed, line = advance(failing, Outcome.FAILED, at=NOON, by="p", because="s", learned=learned)
    world.holding(
        a_port_out(State.AWAIT_APPROVAL),
        replace(a_port_out(State.AWAIT_SECOND_PERSON, facts=asked), id=ASKED, requested_by="carol"),
        failing,
    )
    world.port_outs.record(failing, failed, line)
    world.workflow.started, world.workflow.ended = [FAILED], {FAILED}
    world.links.add(_LINK)
    _add_document(world)
    _add_batch(world)
    for change in (_LOCKED, _TO_UNLOCK):
        lock, line = change
        world.port_locks.record(world.port_locks.get(LOCKED), lock, line)
    return world


def _add_document(world: World) -> None:
    key = f"{ID}/attempt-1/pack.json"
    world.files.write(key, b"{}", "application/json")
    world.documents.keep(ID, Document(DOCUMENT, key, "application/json", NOON, 1))


def _add_batch(world: World) -> None:
    plan_key = f"batches/{BATCH}/plan.json"
    world.batches.add(Batch(BATCH, NOON, ALICE, "alice", "0" * 64, 2, 0, plan_key))
    plan = json.dumps(BatchPlan((), ()).as_data()).encode()
    world.files.write(plan_key, plan, "application/json")


def ids_for(path: str) -> dict[str, Any]:
    """The ids of this path, as they are in the world."""
    if path.startswith("/batches"):
        return {"id": BATCH}
    by_end = {"approvals": ASKED, "restart": FAILED}
    _, _, end = path.rpartition("/")
    of = FAILED if "/notices" in path else by_end.get(end, ID)
    notice = next(iter(a_world().notices.of(FAILED))).notice.key
    return {"id": of, "token": TOKEN, "name": DOCUMENT, "link": _LINK.id, "notice": notice}
