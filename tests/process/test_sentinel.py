"""A number released too early is told and recorded; a port-out that failed is taken up again."""

from port_out.domain.record import Transition
from tests.local.reach import Reach
from tests.process.player import Player
from tests.waiting import until


def _kinds(player: Player) -> list[str]:
    listed = player.operator.get(f"/port-outs/{player.id}/notices")["notices"]
    return [notice["kind"] for notice in listed]


def _lost(player: Player) -> list[Transition]:
    return [x for x in player.record() if x.facts.get("signal") == "connect.number_lost"]


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
