"""Plays every flow once, and prints as JSON what each role was needed for."""

import json
import os
import sys

from tests.faults.environment import set_up

set_up()

from tests.faults.flows import FLOWS, SWITCHED  # noqa: E402 - after the environment
from tests.permissions.needs import know_resources  # noqa: E402 - the same
from tests.permissions.rarely import Rarely  # noqa: E402 - the same
from tests.permissions.recording import (  # noqa: E402 - the same
    KEY,
    RecordingWorld,
    needed,
    watch_links,
)
from tests.permissions.ways import ADDS_NOTHING, WAYS  # noqa: E402 - the same

NAMED = ("TABLE", "BUCKET", "FUNCTION", "ARN", "TOPIC", "QUEUE", "KEY")
"""How the settings end that name what a deployment makes."""


def main() -> None:
    """Every flow in a world of its own; the default deployment has no key to sign with."""
    know_resources()
    watch_links()
    flows = {name: flow for name, flow in FLOWS.items() if name not in ADDS_NOTHING}
    chosen = sys.argv[1:] or [*flows, *WAYS, *SWITCHED]
    for name in chosen:
        world = RecordingWorld(switched=name in SWITCHED)
        with world.open():
            if name not in SWITCHED:
                os.environ["SIGNING_KEY"] = ""
            (flows | WAYS | SWITCHED)[name](Rarely(world))
    found = {
        kind: {function: sorted(each) for function, each in of.items()}
        for kind, of in needed.items()
    }
    names = {name: value for name, value in os.environ.items() if name.endswith(NAMED)}
    json.dump(found | {"names": names | {"SIGNING_KEY": KEY}}, sys.stdout)


if __name__ == "__main__":
    main()
