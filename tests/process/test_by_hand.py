"""AWS Support without an API, on the whole program: what a person does, and what is automated."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from demo.story import IDENTITY
from tests.local.reach import Reach
from tests.process.player import CallFailed, Player

DISPLAY_ID = "1234567890"


def plan(player: Player, name: str) -> None:
    """The account has this Support plan from now on."""
    player.twins.call("PUT", "/support/plan", {"plan": name})


def opened_by_hand(player: Player, display_id: str) -> None:
    """A person pasted the text and said under which id the console shows the case."""
    player.operator.say(player.id, "operator.registered_case", display_id=display_id)
    player.until("Await Support Go-Ahead")


def test_a_dry_run_says_whether_the_case_could_be_opened_and_opens_none(player: Player) -> None:
    order = {
        "instance_arn": player.facts["instance_arn"],
        "numbers": player.numbers,
        "winning_carrier": {"name": "Example Telecom", "channel": "standard"},
        "identity": IDENTITY,
    }
    before = player.twins.get("/support/cases")

    ready = player.operator.post("/port-outs?dryRun=true", order)["support"]
    plan(player, "basic")
    not_ready = player.operator.post("/port-outs?dryRun=true", order)["support"]

    assert ready["verdict"] == "ready", ready
    assert {each["about"] for each in ready["checks"]} >= {"plan", "permissions", "create_case"}
    assert not_ready["verdict"] == "not_ready"
    assert "Business Support+" in not_ready["checks"][0]["mend"]
    assert "categoryCode=phone-number-port-out" in not_ready["by_hand"]
    assert player.twins.get("/support/cases") == before


def test_the_operator_gets_the_prefilled_link_and_the_whole_text_in_blocks(player: Player) -> None:
    plan(player, "basic")
    player.request()

    view = player.until("Await Manual Case")

    link, case = urlsplit(view["manual_case"]["link"]), view["manual_case"]
    assert parse_qs(link.fragment.partition("?")[2]) == {
        "issueType": ["customer-service"],
        "serviceCode": ["service-connect-number-management"],
        "categoryCode": ["phone-number-port-out"],
    }
    assert view["next"]["who"] == "operator"
    assert "operator.registered_case" in view["next"]["what"]
    assert player.id in case["subject"]
    assert all(1 <= len(block) <= 8000 for block in case["bodies"])
    numbers = [n for block in case["bodies"] for n in re.findall(r"(?m)^\+\d+$", block)]
    assert numbers == sorted(player.numbers)


def test_what_would_go_onto_the_case_is_a_task_until_it_is_ticked_off(player: Player) -> None:
    plan(player, "basic")
    player.request()
    player.until("Await Manual Case")
    opened_by_hand(player, DISPLAY_ID)
    watch = player.view()["next"]
    player.operator.say(player.id, "support.asked", question="Which Region?")
    player.when(lambda v: bool(v["question"]), "asked")
    player.operator.say(player.id, "operator.answered", text="us-east-1,\nnothing else.")

    view = player.when(lambda v: bool(v["to_paste"]), "with a text to paste")
    (text,) = view["to_paste"]["messages"]
    listed = player.operator.get("/port-outs?number=" + player.numbers[0].replace("+", "%2B"))
    player.operator.say(player.id, "operator.posted", message=text["message"])
    done = player.when(lambda v: v["to_paste"] is None, "with nothing to paste")
    player.when(lambda v: "to_paste" not in v["next"]["what"], "with another task")

    assert "nothing reads case 1234567890 for you" in watch["what"]
    assert DISPLAY_ID in view["to_paste"]["link"]
    assert "Answer from the customer:\n----------\nus-east-1,\nnothing else.\n" in text["text"]
    assert (view["next"]["who"], "`to_paste`" in view["next"]["what"]) == ("operator", True)
    assert "`to_paste`" in listed["port_outs"][0]["next"]["what"]
    assert done["state"] == "Await Support Go-Ahead"
    with pytest.raises(CallFailed, match="does not wait to be posted"):
        player.operator.say(player.id, "operator.posted", message=text["message"])


def test_a_plan_that_is_bought_later_is_picked_up(player: Player) -> None:
    plan(player, "basic")
    player.request()
    blocks = player.until("Await Manual Case")["manual_case"]
    plan(player, "business-plus")
    player.twins.call("PUT", "/support/habits", {"deliver": 0})
    case_id = Reach(player.facts).a_case(
        subject=blocks["subject"], communicationBody=blocks["bodies"][0]
    )
    plan(player, "basic")
    opened_by_hand(player, player.case()["displayId"])
    player.operator.say(player.id, "operator.answered", text="We begin on Monday.")
    player.when(lambda v: bool(v["to_paste"]), "with a text to paste")

    plan(player, "business-plus")
    player.sweep()
    view = player.when(lambda v: v["case_id"] == case_id, "on the case by its API")
    player.sweep()
    player.when(lambda v: v["to_paste"] is None, "with nothing to paste")

    assert view["state"] == "Await Support Go-Ahead"
    player.when(lambda _: posted(player, "We begin on Monday.") == 1, "answered by the API")
    player.go_on_to("Await Completion", after="Await Support Go-Ahead")
    player.complete()
    assert player.case()["status"] == "resolved"


def posted(player: Player, words: str) -> int:
    """How often the words are on the case."""
    return sum(words in each["body"] for each in player.case()["communications"])
