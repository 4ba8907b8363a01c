"""`python -m demo`: play the story on a local world and show it."""

import shutil
from pathlib import Path

import boto3
from botocore.config import Config
from rich.console import Console

from demo.calls import Carrier, Facts, Http, Operator, Person, Twins
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
    console = Console(highlight=False, soft_wrap=True, record=True)
    console.print("demo: starting the local AWS and deploying cdk.out")
    with World(ROOT, folder=ROOT / ".local" / "world") as world:
        _play(world.facts, console)


def _play(facts: Facts, console: Console) -> None:
    http = Http(facts)
    operator, twins = Operator(facts, http), Twins(facts, http)
    timeline = Timeline(operator, console)
    story = Story(facts, operator, Carrier(facts, http), Person(http), twins, timeline)
    ids = story.play()
    transitions = keep(operator, ids, FOLDER)
    cost(twins, {id_: _states_entered(facts, id_) for id_ in ids}, story.asked, console)
    console.save_text(str(FOLDER / "timeline.txt"))
    files(FOLDER, ROOT, console)
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


if __name__ == "__main__":
    main()
