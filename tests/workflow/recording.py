"""`make release`: the definitions, and a port-out in every wait, kept under the version.

Whatever waits while a later version is deployed finishes there: tests/workflow/test_upgrade.py.
"""

import gzip
import json
import logging
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.faults.environment import set_up

set_up()

from demo.story import IDENTITY  # noqa: E402 - after the environment
from port_out import wiring  # noqa: E402 - the same
from port_out.domain.life_cycle import State  # noqa: E402 - the same
from tests.faults.everybody import Everybody  # noqa: E402 - the same
from tests.faults.world import World  # noqa: E402 - the same
from tests.workflow.keeping import Documents, Kept, kept  # noqa: E402 - the same
from tests.workflow.releases import DEFINITIONS, RECORDING, RELEASED, newest  # noqa: E402 - the same

S = State
SECOND_PERSON, IN_TURN = "Await Second Person", "Case Comes In Turn"
CASES_AN_HOUR = 10
Life = Callable[[Everybody], Iterator[str]]


def straight(all_: Everybody) -> Iterator[str]:
    """Every wait of the straight way."""
    id_ = all_.request()
    yield _until(all_, id_, S.AWAIT_SUPPORT_GO_AHEAD)
    all_.say(id_, "support.gave_go_ahead")
    yield _until(all_, id_, S.AWAIT_CARRIER_SUBMISSION)
    all_.carrier(id_, "carrier.submitted", pon="PON-1")
    yield _until(all_, id_, S.AWAIT_APPROVAL)
    all_.say(id_, "support.approved")
    yield _until(all_, id_, S.AWAIT_PORT_DATE)
    all_.carrier(id_, "carrier.confirmed_date", date=all_.date())
    yield _until(all_, id_, S.AWAIT_COMPLETION)
    all_.carrier(id_, "carrier.completed")
    yield _until(all_, id_, S.AWAIT_SECOND_EVIDENCE)


def correction(all_: Everybody) -> Iterator[str]:
    """The name is not the bill's."""
    id_ = all_.request(
        "correction", identity=IDENTITY | {"company_name": "Example Retail Group LLC"}
    )
    yield _until(all_, id_, S.AWAIT_CORRECTION)


def by_hand(all_: Everybody) -> Iterator[str]:
    """A plan without a Support API."""
    all_.world.aws.desk.plan = "basic"
    yield _until(all_, all_.request("by-hand"), S.AWAIT_MANUAL_CASE)


def second_person(all_: Everybody) -> Iterator[str]:
    """An order that counts as large."""
    all_.world.deploy(TWO_PERSONS_ABOVE="2")
    yield _until(all_, all_.request("second-person"), SECOND_PERSON)


def in_turn(all_: Everybody) -> Iterator[str]:
    """Others have had all the cases of the hour."""
    for n in range(CASES_AN_HOUR):
        wiring.case_pace().take(f"po-other-{n}", all_.world.clock.now(), after=None)
    id_ = all_.request("in-turn")
    all_.world.settle(hours=0.05)
    assert all_.world.executions[id_].state == IN_TURN
    yield id_


LIVES: tuple[Life, ...] = (straight, correction, by_hand, second_person, in_turn)


def recorded(lives: tuple[Life, ...] = LIVES) -> dict[str, Any]:
    """One port-out for each wait, and the documents of all."""
    waits: dict[str, Kept] = {}
    documents: Documents = {}
    for life in lives:
        with World().open() as world:
            for id_ in life(Everybody(world)):
                waits[world.executions[id_].state], here = kept(world, id_)
                documents |= here
    return {"waits": waits, "documents": documents}


def main() -> int:
    """Exit code 1 where the version is out already: what is released is never written again."""
    logging.disable()
    version, is_out = newest()
    folder = RELEASED / version
    if is_out and folder.exists():
        print(f"release: {version} is kept already; CHANGELOG.md begins with the next version")
        return 1
    folder.mkdir(exist_ok=True, parents=True)
    for name, file in DEFINITIONS.items():
        shutil.copyfile(file, folder / f"{name}.asl.json")
    text = json.dumps(recorded(), default=str, sort_keys=True)
    (folder / RECORDING).write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"release: {version} is kept in {folder.relative_to(Path.cwd())}")
    return 0


def _until(all_: Everybody, id_: str, wait: str) -> str:
    all_.until(id_, wait)
    return id_


if __name__ == "__main__":
    sys.exit(main())
