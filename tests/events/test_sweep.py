"""Once an hour: the program is right with every event and every call lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from port_out.domain.errors import (
    AccessRefused,
    CaseNotFound,
    PortOutError,
    SupportPlanMissing,
    TemporarilyUnavailable,
)
from port_out.domain.life_cycle import FINAL, WAITS, Outcome, State
from port_out.domain.patience import PATIENCE
from port_out.domain.port_out import BACKSTOP, NEVER, PortOut, Release, requested
from tests.builders import ID, NOON, OPERATOR, AWorld, an_order
from tests.events.running import begin, post, settle, swept
from tests.fakes import FakeFunctions
from tests.stage import a_world, learned, moved, on_a_case, record_holds, texts

S = State


def waiting(state: State = S.AWAIT_APPROVAL) -> tuple[AWorld, str]:
    """A world whose port-out waits, and its case."""
    world = a_world(state, waiting=True)
    return world, on_a_case(world)


def facts(world: AWorld) -> dict[str, object]:
    """What is known of the port-out."""
    return dict(world.port_outs.get(ID).facts)


def test_a_text_whose_event_was_lost_is_found_and_used() -> None:
    world, case_id = waiting()
    said = world.support.write(case_id, "Please tell us the Region.")

    done = swept(world)
    settle(world)
    again = swept(world)

    assert done["texts_found"] == 1
    assert not again.get("texts_found")
    assert world.functions.settled == [ID]
    assert facts(world)["to_decide"] == [said.id]
    assert [one.text for one in world.inbox.communications(ID)] == texts(world, case_id)


def test_more_texts_than_a_case_shows_at_a_glance_are_all_found() -> None:
    world, case_id = waiting()
    for number in range(12):
        world.support.write(case_id, f"text {number}")

    assert swept(world)["texts_found"] == 12


def test_what_we_wrote_ourselves_is_no_news() -> None:
    world, case_id = waiting()
    world.support.write(case_id, "Hello", by="Admin (Role) <ana@example.com>")

    swept(world)

    assert world.inbox.signals(ID) == []
    assert len(world.inbox.communications(ID)) == 2


def test_a_case_that_aws_resolved_is_noticed_once_and_is_not_the_end() -> None:
    world, case_id = waiting()
    world.support.resolve(case_id)

    first = swept(world)
    settle(world)
    second = swept(world)

    assert (first["resolutions_found"], second.get("resolutions_found", 0)) == (1, 0)
    assert world.port_outs.get(ID).state is S.AWAIT_APPROVAL
    assert "case_resolved_at" in facts(world)


def reopen(world: AWorld, case_id: str) -> None:
    """A person reopens the case in the console."""
    case = world.support.by_id[case_id]
    case.seen = type(case.seen)(**{**vars(case.seen), "status": "reopened"})


def test_a_case_may_be_resolved_and_reopened_more_than_once() -> None:
    world, case_id = waiting()
    found = []
    for _ in range(2):
        world.support.resolve(case_id)
        found.append(swept(world).get("resolutions_found"))
        settle(world)
        world.now.pass_(hours=1)
        reopen(world, case_id)
        found.append(swept(world).get("reopenings_found"))
        settle(world)
        world.now.pass_(hours=1)

    assert found == [1, 1, 1, 1]
    assert "case_resolved_at" not in facts(world)
    assert record_holds(world)


@pytest.mark.parametrize("state", sorted(WAITS))
def test_a_wait_that_is_due_is_reminded_once_an_hour_or_not_at_all(state: State) -> None:
    world = a_world(state)
    begin(world, state, "token-2")
    due = world.port_outs.get(ID).due_at

    early = swept(world, due - timedelta(microseconds=1))
    first = swept(world, due)
    second = swept(world, due)
    settle(world)
    third = swept(world, due)

    assert [run.get("reminder_due", 0) for run in (early, third)] == [0, 0]
    assert [run["reminder_due"] for run in (first, second)] == [1, 1]
    port_out = world.port_outs.get(ID)
    assert port_out.reminders == 1
    assert port_out.due_at > due
    assert sum(t.by == "clock" for t in world.port_outs.transitions(ID)) == 1


@pytest.mark.parametrize("state", sorted(WAITS - {S.AWAIT_SECOND_EVIDENCE}))
def test_a_wait_expires_after_its_last_reminder_and_support_is_told(state: State) -> None:
    world = a_world(state)
    case_id = on_a_case(world)
    begin(world, state, "token-2")

    for _ in range(PATIENCE[state].reminders + 1):
        assert world.port_outs.get(ID).state is state
        world.now.at = max(world.now(), world.port_outs.get(ID).due_at)
        swept(world)
        settle(world)
        world.functions.posted.clear()
        post(world)

    assert world.port_outs.get(ID).state is S.EXPIRED
    assert "stopped following" in texts(world, case_id)[-1]
    assert len(set(texts(world, case_id))) == len(texts(world, case_id))
    assert world.workflow.released[-1][1]["outcome"] == "expired"


def test_a_request_whose_start_was_lost_is_started_an_hour_later() -> None:
    world = AWorld()

    early = swept(world)
    late = swept(world, NOON + timedelta(hours=1))

    assert early == {}
    assert late == {"started": 1}
    assert world.workflow.started == [ID]


def test_an_execution_that_runs_is_not_started_again_but_reported() -> None:
    world = AWorld()
    world.workflow.start(ID)

    done = swept(world, NOON + timedelta(hours=2))

    assert done == {"overdue": 1}
    assert world.workflow.started == [ID]


def test_a_step_that_never_came_back_is_reported() -> None:
    world = a_world(S.ISSUE_CARRIER_PACK)
    before = world.port_outs.get(ID)
    assert before.release is not None
    world.port_outs.change(before, release=Release(Outcome.GO_AHEAD, 1, delivered=True))

    assert swept(world, NOON + timedelta(hours=2)) == {"overdue": 1}


def test_a_wait_that_never_began_is_reported() -> None:
    world = a_world(S.AWAIT_APPROVAL)
    before = world.port_outs.get(ID)
    world.port_outs.change(before, release=None)

    done = swept(world, before.due_at + timedelta(hours=2))

    assert done["not_begun"] == 1
    assert world.inbox.signals(ID) == []


def test_a_signal_whose_call_was_lost_is_settled() -> None:
    world, _ = waiting()
    world.signal("support.approved")

    swept(world)
    settle(world)

    assert world.port_outs.get(ID).state is S.AWAIT_PORT_DATE


@pytest.mark.parametrize("state", [S.AWAIT_PORT_DATE, S.ISSUE_CARRIER_PACK, S.EXPIRED])
def test_a_release_that_was_not_delivered_is_repeated_wherever_it_leads(state: State) -> None:
    world = a_world(state)
    release = world.port_outs.get(ID).release
    assert release is not None
    assert not release.delivered

    swept(world)

    assert world.functions.settled == [ID]


def test_pending_messages_are_posted() -> None:
    world, case_id = waiting()
    world.outbox.write(ID, "key", "text [po-test key]")

    swept(world)
    post(world)
    world.functions.posted.clear()
    swept(world)

    assert world.functions.posted == []
    assert texts(world, case_id)[-1] == "text [po-test key]"


def test_the_last_message_of_an_expired_port_out_is_posted_before_it_is_left_alone() -> None:
    world = a_world(S.EXPIRED)
    on_a_case(world)
    expired, told = world.port_outs.get(ID), Release(Outcome.EXPIRED, 1, delivered=True)
    world.port_outs.change(expired, release=told, due_at=world.now())
    world.outbox.write(ID, "key", "text [po-test key]")

    swept(world)
    assert world.functions.posted == [ID]
    post(world)
    swept(world)

    assert world.port_outs.get(ID).due_at == NEVER
    assert swept(world) == {}


def test_a_case_that_a_person_registered_gets_the_id_that_the_api_uses() -> None:
    world, case_id = waiting()
    before = world.port_outs.get(ID)
    seen = world.support.by_id[case_id].seen
    world.port_outs.change(before, facts={"display_id": seen.display_id})

    swept(world)
    swept(world)

    assert facts(world)["case_id"] == case_id
    assert record_holds(world)


def test_a_registered_case_that_aws_does_not_know_is_asked_for_again_next_time() -> None:
    world, _ = waiting()
    world.port_outs.change(world.port_outs.get(ID), facts={"display_id": "999"})

    assert swept(world) == {"looked_at": 1}
    assert "case_id" not in facts(world)


def another(world: AWorld, id_: str) -> PortOut:
    """One more port-out that waits and is due."""
    port_out, line = requested(id_, an_order(), at=NOON, by=OPERATOR, facts={})
    world.port_outs.add(port_out, line, ())
    stored = world.port_outs.get(id_)
    return world.port_outs.change(
        stored, state=S.AWAIT_APPROVAL, waiting=True, facts={"case_id": f"case-{id_}"}, due_at=NOON
    )


@pytest.mark.parametrize(
    "refusal", [SupportPlanMissing("basic"), AccessRefused("denied"), CaseNotFound("purged")]
)
def test_cases_that_can_not_be_read_stop_no_clock(refusal: PortOutError) -> None:
    world, _ = waiting()
    world.support.refusal = refusal

    done = swept(world, NOON + timedelta(days=30))

    assert done["cases_unreadable"] == 1
    assert done["reminder_due"] == 1


def test_a_case_that_aws_has_forgotten_hides_no_other_case() -> None:
    world, case_id = waiting()
    another(world, "po-forgotten")
    world.support.write(case_id, "You may begin.")

    done = swept(world)

    assert done["texts_found"] == 1


def test_every_open_wait_is_looked_at_however_many_there_are() -> None:
    world, _ = waiting()
    for number in range(250):
        another(world, f"po-{number:03}")

    done = swept(world, NOON)

    assert done["looked_at"] == 251
    assert done["reminder_due"] == 250


@pytest.mark.parametrize("state", sorted(FINAL - {S.EXPIRED}))
def test_what_has_ended_is_left_alone(state: State) -> None:
    world = a_world(state)
    learned(world, case_id="case-1")

    assert swept(world, NOON + timedelta(days=365)) == {}


def test_a_failed_port_out_is_left_to_a_person() -> None:
    world = a_world(S.AWAIT_APPROVAL, waiting=True)
    moved(world, Outcome.FAILED)

    assert swept(world, NOON + timedelta(days=365)) == {}


def test_the_trouble_of_one_port_out_does_not_keep_the_sweep_from_the_others() -> None:
    world, case_id = waiting()
    other = replace(world.port_outs.get(ID), id="po-other", facts={})
    world.port_outs.rows["po-other"] = other
    world.support.write(case_id, "Please tell us the Region.")
    world.functions = FailingFor("po-other")
    world.signal("operator.answered", "s-1", text="hello")
    world.inbox.keep(replace(world.inbox.signals(ID)[0], port_out_id="po-other"))

    done = swept(world)

    assert done["left_out"] == 1
    assert done["texts_found"] == 1
    assert world.functions.settled == [ID]


def test_an_expired_port_out_that_step_functions_forgot_is_left_alone() -> None:
    world = a_world(S.EXPIRED)
    before = world.port_outs.get(ID)
    release = Release(Outcome.EXPIRED, 1, refused=True)
    world.port_outs.change(before, release=release, due_at=world.now())

    swept(world)

    assert world.port_outs.get(ID).due_at == NEVER
    assert world.functions.settled == []


class FailingFor(FakeFunctions):
    """Lambda refuses the calls for one port-out."""

    def __init__(self, port_out_id: str) -> None:
        super().__init__()
        self._refused = port_out_id

    def settle(self, port_out_id: str) -> None:
        if port_out_id == self._refused:
            raise TemporarilyUnavailable("lambda: TooManyRequestsException")
        super().settle(port_out_id)


def test_what_was_said_while_it_ended_goes_on_record_after_the_end() -> None:
    world = a_world(S.CLOSE_SUPPORT_CASE, display_id="1", verified=True)
    world.signal("carrier.submitted", "late", by="carrier:standard", pon="PON-1")
    moved(world, Outcome.CLOSED)
    world.functions.settled.clear()

    swept(world, world.now() + BACKSTOP)
    assert world.functions.settled == [ID]
    settle(world)
    swept(world, world.now() + BACKSTOP)

    ended = world.port_outs.get(ID)
    assert (ended.state, ended.facts["pon"], ended.due_at) == (S.COMPLETED, "PON-1", NEVER)
    assert world.functions.settled == [ID], "once it is on record it is left alone"
    assert record_holds(world)


def test_evidence_that_comes_after_an_unverified_end_verifies_it() -> None:
    world = a_world(S.COMPLETED_UNVERIFIED, verified=False)
    world.signal("support.confirmed_completion", "late")

    settle(world)

    ended = world.port_outs.get(ID)
    assert (ended.state, ended.facts["verified"]) == (S.COMPLETED_UNVERIFIED, True)
