"""`python -m demo`: play the story on a local world and show it."""

import shutil
import sys
from pathlib import Path

import boto3
from botocore.config import Config
from rich.console import Console

from demo.calls import Carrier, Facts, Http, Operator, Twins
from demo.ending import cost, files, keep
from demo.story import Story
from demo.timeline import Timeline
from local.world import World

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".local" / "demo"


def main() -> None:
    """Play, keep what it leaves, and end with one line that says what was done."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with (FOLDER / "timeline.txt").open("w", encoding="utf-8") as file:
        console = Console(highlight=False, soft_wrap=True)
        copy = Console(file=file, width=120, highlight=False)
        console.print("demo: starting the local AWS and deploying cdk.out")
        with World(ROOT, folder=ROOT / ".local" / "world") as world:
            _play(world.facts, _Both(console, copy))


def _play(facts: Facts, console: "_Both") -> None:
    http = Http(facts)
    operator, twins = Operator(facts, http), Twins(facts, http)
    timeline = Timeline(operator, console)
    story = Story(facts, operator, Carrier(facts, http), twins, timeline)
    ids = story.play()
    transitions = keep(operator, ids, FOLDER)
    cost(twins, {id_: _states_entered(facts, id_) for id_ in ids}, story.asked, console)
    files(FOLDER, ROOT, console)
    sys.stdout.flush()
    console.print(
        f"\ndemo: {len(ids)} port-outs completed, {transitions} transitions recorded, "
        "chain verified"
    )


def _states_entered(facts: Facts, port_out_id: str) -> int:
    """How many states Step Functions charges for: it shows the history of the execution."""
    administrator = facts["administrator"]
    client = boto3.client(
        "stepfunctions",
        facts["region"],
        endpoint_url=facts["aws_endpoint_url"],
        verify=facts["ca_bundle"],
        aws_access_key_id=administrator["access_key_id"],
        aws_secret_access_key=administrator["secret_access_key"],
        config=Config(retries={"total_max_attempts": 2}),
    )
    arn = facts["outputs"]["StateMachineArn"].replace(":stateMachine:", ":execution:")
    machine = arn.rsplit(":", 1)[0]
    pages = client.get_paginator("get_execution_history").paginate(
        executionArn=f"{machine}:{port_out_id}"
    )
    return sum("stateEnteredEventDetails" in event for page in pages for event in page["events"])


class _Both(Console):
    """Prints on the screen and into the timeline's file."""

    def __init__(self, screen: Console, copy: Console) -> None:
        super().__init__(highlight=False)
        self._screen, self._copy = screen, copy

    def print(self, *objects: object, **options: object) -> None:
        self._screen.print(*objects, **options)  # type: ignore[arg-type]
        self._copy.print(*objects, **options)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
