"""An account number and a PIN that AWS gives are in the carrier pack, and nowhere else."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import boto3
import pytest

from tests.printing.reading import said
from tests.process.player import CallFailed, Player

ACCOUNT_NUMBER, PIN = "4400-86420975", "97531864"
GIVES = f"Hello,\n\nThe account number is {ACCOUNT_NUMBER} and the PIN is {PIN}.\n\nRegards,\nAna"


def client(player: Player, service: str) -> Any:
    """A client of the local AWS that may do everything."""
    facts = player.facts
    return boto3.client(
        service,  # type: ignore[call-overload]  # the service is known at run time only
        facts["region"],
        endpoint_url=facts["aws_endpoint_url"],
        verify=facts["ca_bundle"],
        aws_access_key_id=facts["administrator"]["access_key_id"],
        aws_secret_access_key=facts["administrator"]["secret_access_key"],
    )


def parameters(player: Player) -> dict[str, str]:
    """What is kept of this port-out, by the last part of its name."""
    path = f"/connect-port-out/port-outs/{player.id}"
    found = client(player, "ssm").get_parameters_by_path(Path=path, WithDecryption=True)
    assert {one["Type"] for one in found["Parameters"]} <= {"SecureString"}
    return {one["Name"].rpartition("/")[2]: one["Value"] for one in found["Parameters"]}


def everything(player: Player) -> str:
    """Every table, the executions' histories, the functions' log and all that an operator sees."""
    database = client(player, "dynamodb")
    tables = database.list_tables()["TableNames"]
    rows = [database.get_paginator("scan").paginate(TableName=name) for name in tables]
    execution = player.facts["state_machine_arn"].replace(":stateMachine:", ":execution:")
    execution = f"{execution.rpartition(':')[0]}:{player.id}"
    history = client(player, "stepfunctions").get_execution_history(executionArn=execution)
    seen = [player.view(), player.operator.get(f"/port-outs/{player.id}/transitions")]
    whole = [[list(pages) for pages in rows], history["events"], seen]
    log = Path(player.facts["functions_log"]).read_text("utf-8", "replace")
    assert "CaseOpened" in log
    assert '"counted":"CarrierPackIssued"' in log, "a line of level INFO, as AWS would keep it"
    return json.dumps(whole, default=str) + log


def letter_and_others(player: Player, view: Any) -> tuple[str, str]:
    """What the letter of the pack says, and what all its other documents say."""
    content = player.operator.download(player.id, view["pack"]["document"])
    with zipfile.ZipFile(io.BytesIO(content)) as pack:
        texts = {
            name: said(pack.read(name)) if name.endswith(".pdf") else str(pack.read(name))
            for name in pack.namelist()
        }
    return texts.pop("for-the-carrier/cover-letter.pdf"), "\n".join(texts.values())


def test_what_aws_gives_makes_a_new_pack_and_shows_nowhere_but_in_its_letter(
    player: Player,
) -> None:
    player.to("Await Carrier Submission")

    player.support_writes(GIVES, deliver=2)
    player.when(lambda v: v["pack_version"] == 2, "with a second pack")
    view = player.until("Await Carrier Submission")

    letter, others = letter_and_others(player, view)
    assert ACCOUNT_NUMBER in letter
    assert PIN in letter
    assert set(view["given"]) == {"account_number", "pin"}
    [(name, kept)] = parameters(player).items()
    assert name == f"said-{view['given']['pin']}"
    assert PIN in kept
    for value in (ACCOUNT_NUMBER, PIN):
        assert value not in others
        assert value not in everything(player)
    player.record()


def test_a_text_of_the_usual_kind_gives_what_the_operator_says_that_it_gives(
    player: Player,
) -> None:
    player.to("Await Carrier Submission")
    path = f"/support/cases/{player.case()['caseId']}/replies"

    player.twins.call("POST", path, {"template": "account-number", "wordy": True})
    view = player.when(lambda v: v["to_decide"] or v["pack_version"] == 2, "with a text")
    if view["to_decide"]:
        [text] = view["to_decide"]
        assert {"account_number", "pin"} <= set(text["hidden"])
        assert "7391" not in text["text"]
        player.decide("support.gave_account_details", gives=["account_number", "pin"])
    player.when(lambda v: v["pack_version"] == 2, "with a second pack")

    letter, _ = letter_and_others(player, player.until("Await Carrier Submission"))
    assert "7391" in letter
    with pytest.raises(CallFailed, match=r"facts\.text"):
        player.operator.say(player.id, "operator.answered", text="We told them the PIN 7391.")


def test_what_a_person_keeps_by_hand_wins_and_with_the_end_all_is_forgotten(
    player: Player,
) -> None:
    player.to("Await Support Go-Ahead")
    name = f"/connect-port-out/port-outs/{player.id}/by-hand"
    typed = json.dumps({"pin": "0391"})
    client(player, "ssm").put_parameter(Name=name, Value=typed, Type="SecureString")
    player.support_writes(GIVES)
    player.when(lambda v: v["given"], "with what was given")

    player.support_says("support.gave_go_ahead")
    view = player.until("Await Carrier Submission")

    letter, _ = letter_and_others(player, view)
    assert "0391" in letter
    assert PIN not in letter
    assert ACCOUNT_NUMBER in letter
    assert len(parameters(player)) == 2
    player.operator.say(player.id, "operator.cancelled", reason="another plan", confirm=True)
    player.until("Port-Out Cancelled")
    assert parameters(player) == {}
