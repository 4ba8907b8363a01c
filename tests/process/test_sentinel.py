"""A number released too early is told and recorded; a port-out that failed is taken up again."""

import json
from urllib.parse import quote

from port_out.domain.inventory import INVENTORY
from port_out.domain.record import Transition
from tests.local.reach import Reach
from tests.process.player import Player
from tests.waiting import until


def _kinds(player: Player) -> list[str]:
    listed = player.operator.get(f"/port-outs/{player.id}/notices")["notices"]
    return [notice["kind"] for notice in listed]


def _lost(player: Player) -> list[Transition]:
    return [x for x in player.record() if x.facts.get("signal") == "connect.number_lost"]


def _unasked(player: Player) -> list[str]:
    """Where the list lies, by each notice of numbers that were in no port-out and that was sent."""
    rows = (
        Reach(player.facts)
        .client("dynamodb")
        .query(
            TableName=player.facts["outputs"]["PortOutsTable"],
            KeyConditionExpression="port_out_id = :id AND begins_with(#row, :notice)",
            ExpressionAttributeNames={"#row": "row"},
            ExpressionAttributeValues={":id": {"S": INVENTORY}, ":notice": {"S": "NOTICE#"}},
        )["Items"]
    )
    sent = [row for row in rows if "topic" in json.loads(row["sent"]["S"])]
    return [json.loads(row["notice"]["S"])["command"].split()[3] for row in sent]


def test_a_number_that_somebody_releases_is_on_record_and_told(player: Player) -> None:
    player.to("Await Approval")
    connect = Reach(player.facts).client("connect")
    listed = connect.list_phone_numbers_v2(MaxResults=1000)["ListPhoneNumbersSummaryList"]
    (id_,) = [n["PhoneNumberId"] for n in listed if n["PhoneNumber"] == player.numbers[0]]

    connect.release_phone_number(PhoneNumberId=id_)

    (line,) = until(lambda: _lost(player), 30.0)
    assert line.facts["number"] == player.numbers[0]
    assert line.by.startswith("arn:aws:")
    until(lambda: "port_out.number_lost" in _kinds(player), 30.0)


def test_a_number_that_is_gone_without_a_port_out_is_found_the_next_day_and_told(
    player: Player,
) -> None:
    player.to("Await Approval")
    spare, instance = f"+1415556{player.numbers[0][-4:]}", quote(player.facts["instance_arn"], "")
    held = f"/connect/instances/{instance}/numbers"
    player.twins.call("PUT", f"{held}/{quote(spare)}", {})
    player.compare_inventory()

    for number in (spare, player.numbers[0]):
        player.twins.call("DELETE", f"{held}/{quote(number)}")
    found = player.compare_inventory()

    assert (found["unasked"], found["needed"], found["told"]) == (1, 1, 2)
    (line,) = until(lambda: _lost(player), 30.0)
    assert line.facts["numbers"] == [player.numbers[0]]
    until(lambda: "port_out.number_lost" in _kinds(player), 30.0)
    (told,) = until(lambda: _unasked(player), 30.0)
    bucket, _, key = told.removeprefix("s3://").partition("/")
    listed = json.loads(
        Reach(player.facts).client("s3").get_object(Bucket=bucket, Key=key)["Body"].read()
    )
    assert [one["number"] for one in listed["numbers"]] == [spare]
    again = player.compare_inventory()
    assert "told" not in again
    assert len(_unasked(player)) == 1


def test_a_port_out_that_failed_ends_well_after_one_call(player: Player) -> None:
    player.fault("connect", "DescribeInstance", "before", "AccessDeniedException", times=50)
    player.request()
    player.until("Port-Out Failed")
    player.calm()

    begun = player.operator.post(f"/port-outs/{player.id}/restart", {})
    player.until("Await Support Go-Ahead")
    player.go_on_to("Await Completion", after="Await Support Go-Ahead")
    player.complete()

    assert begun["run"] == f"{player.id}-r2"
    assert len(player.cases()) == 1
    assert [line.outcome for line in player.record()].count("restarted") == 1
