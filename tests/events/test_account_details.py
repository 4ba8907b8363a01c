"""What AWS gives for the winning carrier goes to the pack, and who else writes to a person."""

import json
from dataclasses import asdict

import pytest

from port_out.domain.errors import AccessRefused, TemporarilyUnavailable
from port_out.domain.life_cycle import ENDS, State
from port_out.domain.next_step import next_step
from port_out.domain.port_out import NEVER
from port_out.domain.reading.given import SecretKind
from tests.builders import ID, AWorld
from tests.events.running import happened, settle, swept
from tests.stage import a_world, on_a_case, record_holds
from tests.steps.running import STEP

S, K = State, SecretKind
VALUES = ("4400-86420975", "97531864")
GIVES = f"The account number is {VALUES[0]} and the PIN is {VALUES[1]}."
GO_AHEAD = "Please begin the process with your winning carrier."


def written(state: State, text: str) -> AWorld:
    """AWS writes this on the case of a port-out that stands in this wait."""
    world = a_world(state, waiting=True, display_id="123")
    case_id = on_a_case(world)
    world.support.write(case_id, text)
    happened(world, "AddCommunicationToCase", case_id, origin="AWS")
    settle(world)
    return world


def everything(world: AWorld) -> str:
    """All that is stored of the port-out, the parameters left out."""
    said = [asdict(one) for one in world.inbox.communications(ID)]
    signals = [asdict(one) for one in world.inbox.signals(ID)]
    lines = [asdict(one) for one in world.port_outs.transitions(ID)]
    return json.dumps([said, signals, lines, asdict(world.port_outs.get(ID))], default=str)


def given(world: AWorld) -> dict[str, str]:
    """What is said to be given, and in which text."""
    return dict(world.port_outs.get(ID).facts.get("given", {}))


@pytest.mark.parametrize(
    ("state", "after"),
    [
        (S.AWAIT_SUPPORT_GO_AHEAD, S.AWAIT_SUPPORT_GO_AHEAD),
        (S.AWAIT_CARRIER_SUBMISSION, S.ISSUE_CARRIER_PACK),
        (S.AWAIT_APPROVAL, S.AWAIT_APPROVAL),
    ],
)
def test_what_is_given_makes_a_new_pack_while_the_carrier_has_yet_to_file(
    state: State, after: State
) -> None:
    world = written(state, GIVES)

    assert world.port_outs.get(ID).state is after
    assert set(given(world)) == {"account_number", "pin"}
    assert "to_decide" not in world.port_outs.get(ID).facts
    assert [one.value for one in world.secrets.given(ID)[given(world)["pin"]]] == list(VALUES)
    assert record_holds(world)


def test_a_go_ahead_that_gives_them_too_is_the_go_ahead() -> None:
    world = written(S.AWAIT_SUPPORT_GO_AHEAD, f"{GO_AHEAD} {GIVES}")

    line = world.port_outs.transitions(ID)[-1]
    assert world.port_outs.get(ID).state is S.ISSUE_CARRIER_PACK
    assert line.facts["means"] == "support.gave_go_ahead"
    assert line.facts["gives"] == ["account_number", "pin"]
    assert set(given(world)) == {"account_number", "pin"}


def test_no_value_is_stored_anywhere_but_among_the_secrets() -> None:
    for text in (GIVES, f"{GO_AHEAD} {GIVES}", f"What now? {GIVES}"):
        world = written(S.AWAIT_SUPPORT_GO_AHEAD, text)

        assert not any(value in everything(world) for value in VALUES)
        assert world.secrets.given(ID)


def test_an_uncertain_text_gives_what_the_operator_says_that_it_gives() -> None:
    world = written(S.AWAIT_CARRIER_SUBMISSION, f"Mind the gap. {GIVES}")
    [text] = world.port_outs.get(ID).facts["to_decide"]
    means = "support.gave_account_details"

    world.signal("operator.decided", communication=text, means=means, gives=["pin"])
    settle(world)

    assert given(world) == {"pin": text}
    assert world.port_outs.get(ID).state is S.ISSUE_CARRIER_PACK


def test_what_was_given_later_takes_the_place_of_what_was_given_before() -> None:
    world = written(S.AWAIT_SUPPORT_GO_AHEAD, GIVES)
    first = given(world)["pin"]
    world.now.pass_(minutes=1)

    world.signal("support.gave_account_details", gives=["pin"])
    settle(world)

    assert given(world) == {"account_number": first, "pin": "by-hand"}


def test_a_text_whose_values_could_not_be_kept_is_read_again_later() -> None:
    world = a_world(S.AWAIT_CARRIER_SUBMISSION, waiting=True)
    case_id = on_a_case(world)
    world.support.write(case_id, GIVES)
    world.secrets.failing = TemporarilyUnavailable("ssm: InternalServerError")

    with pytest.raises(TemporarilyUnavailable):
        happened(world, "AddCommunicationToCase", case_id, origin="AWS")
    assert not any(one.secrets or one.hidden for one in world.inbox.communications(ID))
    assert not world.inbox.signals(ID)
    world.secrets.failing = None
    swept(world)
    settle(world)

    assert world.port_outs.get(ID).state is S.ISSUE_CARRIER_PACK


def test_secrets_that_may_not_be_kept_are_not_taken_for_a_case_without_an_api() -> None:
    world = a_world(S.AWAIT_CARRIER_SUBMISSION, waiting=True)
    case_id = on_a_case(world)
    world.support.write(case_id, GIVES)
    world.secrets.failing = AccessRefused("ssm refused PutParameter")

    with pytest.raises(AccessRefused):
        happened(world, "AddCommunicationToCase", case_id, origin="AWS")

    assert not world.inbox.signals(ID)


@pytest.mark.parametrize("state", [S.CLOSE_SUPPORT_CASE, S.CANCEL_PORT_OUT])
def test_at_the_end_all_of_it_is_forgotten(state: State) -> None:
    world = a_world(state)
    on_a_case(world)
    world.secrets.keep(ID, "said-1", [])
    world.secrets.kept[ID] = {"said-1": []}

    STEP[state](world)

    assert world.secrets.kept == {}


@pytest.mark.parametrize("state", sorted(ENDS))
def test_whatever_the_end_the_sweep_forgets_what_is_left_once(state: State) -> None:
    world = a_world(state)
    before = world.port_outs.get(ID)
    world.port_outs.change(before, release=None)
    world.secrets.kept[ID] = {"said-1": []}
    world.now.pass_(hours=3)

    swept(world)

    assert world.secrets.kept == {}
    assert world.port_outs.get(ID).due_at == NEVER


@pytest.mark.parametrize("state", sorted(ENDS))
def test_after_the_end_nothing_is_kept_any_more(state: State) -> None:
    world = a_world(state)
    said = world.support.write(on_a_case(world), GIVES)

    world.conversation.keep(world.port_outs.get(ID), [said], aws_wrote=True)

    assert world.secrets.kept == {}


SIGNERS = [
    ("Jane <jane@example.com>", False),
    ("PortOut (Role)", False),
    ("Example (IAM User)", False),
    ("123456789012 (root)", False),
    ("Maria R.", True),
    ("", True),
    ("Example Control Role", True),
]


@pytest.mark.parametrize(("by", "asks"), SIGNERS)
def test_what_neither_aws_nor_we_have_signed_is_for_a_person(by: str, asks: bool) -> None:
    world = a_world(S.AWAIT_SUPPORT_GO_AHEAD, waiting=True, display_id="123")
    case_id = on_a_case(world)
    world.support.write(case_id, GO_AHEAD, by=by)

    swept(world)
    settle(world)

    port_out = world.port_outs.get(ID)
    assert port_out.state is S.AWAIT_SUPPORT_GO_AHEAD
    assert len(port_out.facts.get("to_decide", ())) == asks
    assert ("who wrote it" in next_step(port_out).what) == asks
    swept(world)
    assert len(world.inbox.signals(ID)) == asks


def test_who_once_signed_a_text_with_our_mark_is_ours() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)
    case_id = on_a_case(world)
    world.support.write(case_id, f"Hello.\n\n[{ID} answer 1]", by="ExampleProgram")
    world.support.write(case_id, "One more word.", by="ExampleProgram")

    swept(world)

    assert not world.inbox.signals(ID)


@pytest.mark.parametrize("before", ["", "This follows case 123.\n\n"])
def test_who_opened_the_case_is_ours(before: str) -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)
    case_id = on_a_case(world)
    world.support.write(case_id, f"{before}Hello AWS Support,\n\nwe are porting.", by="Program")
    world.support.write(case_id, "One more word.", by="Program")

    swept(world)

    assert not world.inbox.signals(ID)


def test_who_quotes_our_mark_is_not_us() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)
    case_id = on_a_case(world)
    world.support.write(case_id, f"Thanks.\n> Hello.\n> [{ID} answer 1]", by="Maria R.")

    swept(world)

    assert [one.facts["signed"] for one in world.inbox.signals(ID)] == ["unclear"]


def test_the_task_ends_with_its_decision() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)
    world.support.write(on_a_case(world), "Hello.", by="Maria R.")
    swept(world)
    settle(world)
    [text] = world.port_outs.get(ID).facts["unclear_signature"]

    world.now.pass_(minutes=1)
    world.signal("operator.decided", communication=text, means="nothing")
    settle(world)

    assert not world.port_outs.get(ID).facts.get("unclear_signature")
