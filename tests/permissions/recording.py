"""A world that writes down what each role is needed for, and in which rare things can be had."""

import os
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from typing import Any

from botocore import handlers
from botocore.awsrequest import AWSPreparedRequest

from port_out import settings
from tests.faults.kinds import Parts
from tests.faults.world import World
from tests.permissions.needs import Need, linked, needs

Needed = dict[str, set[Need]]
"""By function; what the machine of batches reads itself is under `batch`."""
needed: dict[str, Needed] = {"plain": defaultdict(set), "switched": defaultdict(set)}
"""Over all worlds of this process: as the program is deployed, and with every switch turned."""
KEY = "arn:aws:kms:us-east-1:123456789012:key/signing"
"""The key of every world; each makes one of its own."""
Answer = Callable[[Callable[[], Parts]], Parts]
"""How AWS answers a call whose effect it is given."""
_newest: list["RecordingWorld"] = []


class RecordingWorld(World):
    """The world in which faults are played, for the ways that no single fault leads to.

    `answers` says how AWS answers the next calls of an operation, `before` what happens before the
    next run of a function, `deaf` which asynchronous calls are lost.
    """

    def __init__(self, *, switched: bool) -> None:
        super().__init__()
        self.needed = needed["switched" if switched else "plain"]
        self.answers: dict[tuple[str, str], list[Answer]] = defaultdict(list)
        self.before: dict[str, Callable[[], object]] = {}
        self.deaf: set[str] = set()
        _newest[:] = [self]

    def call(self, function: str, event: Any) -> Any:
        """One run of a function, after what was to happen before it."""
        if function in self.before:
            self.before.pop(function)()
        return super().call(function, event)

    def later(self, function: str, event: Any, tries: int = 0) -> None:
        """An asynchronous call, unless it is lost."""
        if function not in self.deaf:
            super().later(function, event, tries)

    def items(self, key: str) -> list[Any]:
        """What the Map of a batch reads, by the role of its machine."""
        read = f"arn:aws:s3:::{settings.documents_bucket()}/{key}"
        self.needed["batch"].add(("s3:GetObject", read))
        return super().items(key)

    def note(self, found: set[Need]) -> None:
        """The function that runs needs this."""
        if self.wire.run is not None:
            own = os.environ.get("SIGNING_KEY")
            self.needed[self.wire.run.function] |= {
                (action, KEY if resource == own else resource) for action, resource in found
            }

    def _effect(self, service: str, operation: str, request: AWSPreparedRequest) -> Any:
        effect = partial(super()._effect, service, operation, request)
        if self.wire.run is None:
            return effect()
        self.note(needs(service, operation, request))
        answers = self.answers[service, operation]
        return answers.pop(0)(effect) if answers else effect()


def watch_links() -> None:
    """A link is signed without a call; every client that is made from now on tells of it."""
    handlers.BUILTIN_HANDLERS.append(("before-parameter-build.s3", _signed))


def _signed(params: dict[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
    if _newest and context.get("is_presign_request"):
        _newest[0].note(linked(params, model.name))
