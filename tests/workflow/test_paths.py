"""Every path of the real state machine, with the real steps, on moto's interpreter."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import pairwise

import pytest

from port_out.domain.billing import Bill
from port_out.domain.cases import CaseKind
from port_out.domain.completion import GRACE
from port_out.domain.errors import (
    AccessRefused,
    CaseLimitReached,
    CaseUncertain,
    SupportPlanMissing,
    TemporarilyUnavailable,
)
from port_out.domain.life_cycle import ENDS, WAITS, Outcome, State
from port_out.domain.numbers import NumberOutcome
from port_out.domain.order import Order
from port_out.domain.people import Person
from port_out.domain.port_lock import locked
from port_out.domain.port_out import advance
from port_out.domain.record import breaks_in
from port_out.domain.restart import restarted, run_name
from port_out.domain.second_person import TwoPersons
from tests.builders import ID, IDENTITY, NOON, NUMBERS, AWorld, an_inventory, an_order, held
from tests.events.running import swept
from tests.fakes import FakeSupport
from tests.papers import a_signed_loa
from tests.workflow.machine import ASL, Machine, running

S = State
DATE = "2026-12-15T10:00:00-08:00"
LATER = "2026-12-17T10:00:00-08:00"
BOB = "arn:aws:sts::123456789012:assumed-role/PortOutApprover/bob"
LARGE = TwoPersons(is_on=True, above=2)
SEEN: set[tuple[str, str]] = set()


def play(world: AWorld, script: Callable[[Machine], None], end: State) -> Machine:
    """Run the script, then check what must be true of every port-out that ended."""
    with running(world) as machine:
        script(machine)
        if end is S.COMPLETED:
            machine.witness()
        machine.until(end)
        ended = machine.end()
        entered = machine.states = machine.entered()
        assert entered[-1] == end
        assert ended["status"] == ("FAILED" if end in (S.EXPIRED, S.FAILED) else "SUCCEEDED")
        SEEN.update(pairwise(entered))
        _keeps_data_out_of(machine.history())
    port_out = world.port_outs.get(ID)
    assert breaks_in(world.port_outs.transitions(ID), last_hash=port_out.last_hash) == []
    assert port_out.version == len(world.port_outs.transitions(ID))
    return machine


def to(wait: State, start: State = S.AWAIT_SUPPORT_GO_AHEAD) -> Callable[[Machine], None]:
    """The straight way up to this wait."""

    def script(machine: Machine) -> None:
        stages = [state for state, _, _ in _STRAIGHT]
        for state, type_, facts in _STRAIGHT[stages.index(start) :]:
            machine.until(state)
            if state is wait:
                return
            machine.say(type_, **facts)

    return script


_STRAIGHT: list[tuple[State, str, dict[str, str]]] = [
    (S.AWAIT_SUPPORT_GO_AHEAD, "support.gave_go_ahead", {}),
    (S.AWAIT_CARRIER_SUBMISSION, "carrier.submitted", {"pon": "PON-1"}),
    (S.AWAIT_APPROVAL, "support.approved", {}),
    (S.AWAIT_PORT_DATE, "carrier.confirmed_date", {"date": DATE}),
    (S.AWAIT_COMPLETION, "carrier.completed", {}),
    (S.AWAIT_SECOND_EVIDENCE, "operator.tested_calls", {}),
]


def test_the_straight_way_takes_at_most_24_transitions() -> None:
    world = AWorld()

    def script(machine: Machine) -> None:
        to(S.AWAIT_COMPLETION)(machine)
        world.connect.inventories = {k: an_inventory(held("+12065550199")) for k in _instances()}
        machine.say("carrier.completed")

    machine = play(world, script, S.COMPLETED)

    assert len(world.support.by_id) == 1
    assert world.port_outs.get(ID).facts["verified"] is True
    assert machine.invoked.count("BeginWait") == 5
    assert len(machine.states) + 1 <= 24, "states entered, and the start"


def test_numbers_that_are_not_ours_end_in_a_rejection_with_a_reason_each() -> None:
    world = AWorld()
    world.connect.inventories = {k: an_inventory(held(NUMBERS[0])) for k in _instances()}

    play(world, lambda machine: None, S.REJECTED)

    reasons = {n.number: n.reason for n in world.port_outs.numbers(ID)}
    assert reasons[NUMBERS[0]] == ""
    assert "not claimed" in reasons[NUMBERS[1]]
    assert not world.support.by_id


def test_an_loa_that_differs_from_the_bill_is_corrected_before_anybody_sees_it() -> None:
    wrong = an_order(identity=IDENTITY.__class__(**vars(IDENTITY) | {"company_name": "Example"}))
    world = AWorld(order=wrong)

    def script(machine: Machine) -> None:
        machine.until(S.AWAIT_CORRECTION)
        assert not world.support.by_id
        machine.say("operator.corrected", identity={"company_name": "Example Retail LLC"})
        machine.until(S.AWAIT_SUPPORT_GO_AHEAD)
        machine.say("operator.cancelled", reason="enough seen")

    play(world, script, S.CANCELLED)

    assert world.port_outs.get(ID).order.identity.company_name == "Example Retail LLC"


def test_a_difference_goes_on_when_a_person_answers_for_it_with_a_reason() -> None:
    wrong = an_order(identity=IDENTITY.__class__(**vars(IDENTITY) | {"city": "SEATTLE"}))
    world = AWorld(order=wrong)

    def script(machine: Machine) -> None:
        machine.until(S.AWAIT_CORRECTION)
        machine.say("operator.corrected", override_reason="Support confirmed this spelling")
        seen = world.port_outs.get(ID).facts["proposed"]["sha256"]
        machine.say("approver.approved", by=BOB, sha256=seen, reason="seen")
        machine.until(S.AWAIT_SUPPORT_GO_AHEAD)
        machine.say("operator.cancelled", reason="enough seen")

    play(world, script, S.CANCELLED)

    corrected = [t for t in world.port_outs.transitions(ID) if t.outcome == "corrected"]
    assert corrected[0].facts["override_reason"] == "Support confirmed this spelling"


def test_a_large_order_is_opened_once_a_second_person_has_approved_it() -> None:
    world = AWorld(two_persons=LARGE)

    def script(machine: Machine) -> None:
        machine.until(S.AWAIT_SECOND_PERSON)
        assert not world.support.by_id
        seen = world.port_outs.get(ID).facts["to_approve"]["sha256"]
        machine.say("approver.approved", by=BOB, sha256=seen, reason="seen")
        machine.until(S.AWAIT_SUPPORT_GO_AHEAD)
        machine.say("operator.cancelled", reason="enough seen")

    play(world, script, S.CANCELLED)

    assert len(world.support.by_id) == 1


def test_a_number_that_is_protected_while_the_order_waits_gets_no_case() -> None:
    world = AWorld(two_persons=LARGE)
    carol = Person("arn:aws:iam::123456789012:user/carol")

    def script(machine: Machine) -> None:
        machine.until(S.AWAIT_SECOND_PERSON)
        world.port_locks.record(None, *locked(None, NUMBERS[0], carol, world.now(), "ours"))
        seen = world.port_outs.get(ID).facts["to_approve"]["sha256"]
        machine.say("approver.approved", by=BOB, sha256=seen, reason="seen")
        machine.until(S.AWAIT_CORRECTION)
        machine.say("operator.corrected", remove_numbers=[NUMBERS[0]])
        machine.until(S.AWAIT_SUPPORT_GO_AHEAD)
        machine.say("operator.cancelled", reason="enough seen")

    play(world, script, S.CANCELLED)

    assert [len(world.support.by_id), world.port_outs.get(ID).order.number_count] == [1, 2]


def test_a_refused_request_is_mended_and_resubmitted_on_the_same_case() -> None:
    world = AWorld()

    def script(machine: Machine) -> None:
        to(S.AWAIT_APPROVAL)(machine)
        machine.say("support.refused", code="ENTITY_NAME_MISMATCH", reason="name differs")
        machine.until(S.AWAIT_CORRECTION)
        machine.say("operator.corrected", identity={"title": "Director"})
        machine.until(S.AWAIT_CARRIER_SUBMISSION, attempt=2)
        machine.say("carrier.submitted", pon="PON-1")
        machine.until(S.AWAIT_APPROVAL)
        machine.say("support.approved")
        machine.until(S.AWAIT_PORT_DATE)
        machine.say("carrier.confirmed_date", date=DATE)
        machine.until(S.AWAIT_COMPLETION)
        machine.say("carrier.completed")

    play(world, script, S.COMPLETED)

    assert len(world.support.by_id) == 1
    names = [d.name for d in world.documents.list(ID) if "-pack" in d.name]
    assert names == [
        *("attempt-1-carrier-pack.zip", "attempt-1-pack-1.json"),
        *("attempt-2-carrier-pack.zip", "attempt-2-pack-2.json"),
    ]


def test_a_signed_loa_makes_a_new_pack_while_the_carrier_has_yet_to_file() -> None:
    world = AWorld()

    def script(machine: Machine) -> None:
        to(S.AWAIT_CARRIER_SUBMISSION)(machine)
        copy = world.paper.write(world.port_outs.get(ID), "loa-signed-ab12.pdf", a_signed_loa())
        checked = {"document": copy.name, "uploaded_as": "loa.pdf", "sha256": copy.sha256}
        facts = {"document": "loa.pdf", "signed_on": "2026-11-20", "checked": checked}
        machine.say("operator.uploaded_loa", **facts)
        machine.until(S.AWAIT_CARRIER_SUBMISSION)
        machine.say("operator.uploaded_loa", **facts)
        to(S.AWAIT_COMPLETION, S.AWAIT_CARRIER_SUBMISSION)(machine)
        machine.say("carrier.completed")

    machine = play(world, script, S.COMPLETED)

    assert machine.invoked.count("IssueCarrierPack") == 2, "the same LOA said again makes no third"
    assert world.port_outs.get(ID).facts["pack"]["loa"] == "signed on 2026-11-20"


def test_a_number_that_the_sweep_misses_goes_back_to_the_operator() -> None:
    world = AWorld()

    def script(machine: Machine) -> None:
        to(S.AWAIT_CARRIER_SUBMISSION)(machine)
        left = [held(number) for number in NUMBERS[:2]]
        world.connect.inventories = {k: an_inventory(*left) for k in _instances()}
        swept(world)
        machine.until(S.AWAIT_CORRECTION)
        machine.say("operator.corrected", remove_numbers=[NUMBERS[2]])
        machine.until(S.AWAIT_CARRIER_SUBMISSION, attempt=2)
        to(S.AWAIT_COMPLETION, S.AWAIT_CARRIER_SUBMISSION)(machine)
        machine.say("carrier.completed")

    play(world, script, S.COMPLETED)

    ways = [(line.came_from, line.outcome) for line in world.port_outs.transitions(ID)]
    assert (S.AWAIT_CARRIER_SUBMISSION, "changed") in ways
    assert (S.ISSUE_CARRIER_PACK, "differs") in ways
    assert world.port_outs.get(ID).facts["pack"]["version"] == 2


def test_an_identity_that_support_names_stops_the_pack_until_the_loa_has_it() -> None:
    world = AWorld()
    named = {"company_name": "Example Holding Inc."}

    def script(machine: Machine) -> None:
        to(S.AWAIT_CARRIER_SUBMISSION)(machine)
        machine.say("support.named_identity", expected=named)
        machine.until(S.AWAIT_CORRECTION)
        machine.say("operator.corrected", identity=named)
        machine.until(S.AWAIT_CARRIER_SUBMISSION, attempt=2)
        machine.say("operator.cancelled", reason="enough seen")

    play(world, script, S.CANCELLED)

    assert world.port_outs.get(ID).facts["bill"] == "invoice profile and the word of AWS Support"


def test_a_refusal_before_the_go_ahead_waits_for_the_go_ahead_again() -> None:
    world = AWorld()

    def script(machine: Machine) -> None:
        machine.until(S.AWAIT_SUPPORT_GO_AHEAD)
        machine.say("support.refused", code="OTHER", reason="please name the Region")
        machine.until(S.AWAIT_CORRECTION)
        machine.say("operator.corrected", identity={"title": "Director"})
        machine.until(S.AWAIT_SUPPORT_GO_AHEAD, attempt=2)
        to(S.AWAIT_COMPLETION)(machine)
        machine.say("carrier.completed")

    play(world, script, S.COMPLETED)


def test_numbers_that_left_meanwhile_go_back_to_the_operator_and_can_be_removed() -> None:
    world = AWorld()

    def script(machine: Machine) -> None:
        to(S.AWAIT_CARRIER_SUBMISSION)(machine)
        machine.say("carrier.refused", code="NUMBER_NOT_ON_ACCOUNT", numbers=[NUMBERS[2]])
        machine.until(S.AWAIT_CORRECTION)
        some = [held(number) for number in NUMBERS[:2]]
        world.connect.inventories = {k: an_inventory(*some) for k in _instances()}
        machine.say("operator.corrected", identity={"title": "Director"})
        machine.until(S.AWAIT_CORRECTION, attempt=2)
        machine.say("operator.corrected", remove_numbers=[NUMBERS[2]])
        machine.until(S.AWAIT_CARRIER_SUBMISSION, attempt=3)
        to(S.AWAIT_COMPLETION, S.AWAIT_CARRIER_SUBMISSION)(machine)
        machine.say("carrier.completed")

    play(world, script, S.COMPLETED)

    assert world.port_outs.numbers(ID)[2].outcome is NumberOutcome.REMOVED
    assert world.port_outs.get(ID).order.number_count == 2


def test_a_plan_without_api_lets_a_person_open_and_register_the_case() -> None:
    world = AWorld()
    world.support.refusal = SupportPlanMissing("SubscriptionRequiredException")

    def script(machine: Machine) -> None:
        machine.until(S.AWAIT_MANUAL_CASE)
        machine.say("operator.registered_case", display_id="1234567890")
        to(S.AWAIT_COMPLETION)(machine)
        machine.say("carrier.completed")

    play(world, script, S.COMPLETED)

    assert "console" in world.port_outs.get(ID).facts["left_to_do"]


def test_a_part_of_the_numbers_may_stay_behind() -> None:
    world = AWorld()

    def script(machine: Machine) -> None:
        to(S.AWAIT_COMPLETION)(machine)
        machine.say("carrier.completed", numbers=list(NUMBERS[:2]))

    play(world, script, S.COMPLETED)

    outcomes = [n.outcome for n in world.port_outs.numbers(ID)]
    assert outcomes == [NumberOutcome.PORTED, NumberOutcome.PORTED, NumberOutcome.LEFT_BEHIND]


def test_completions_that_come_number_by_number_add_up() -> None:
    world = AWorld()

    def script(machine: Machine) -> None:
        to(S.AWAIT_COMPLETION)(machine)
        for number in NUMBERS:
            machine.say("carrier.completed", numbers=[number], more_to_come=True)

    play(world, script, S.COMPLETED)

    last = world.port_outs.transitions(ID)[-4]
    assert last.outcome == "ported"


def test_a_changed_date_begins_the_wait_anew() -> None:
    world = AWorld()

    def script(machine: Machine) -> None:
        to(S.AWAIT_COMPLETION)(machine)
        first_due = world.port_outs.get(ID).due_at
        machine.say("carrier.changed_date", date=LATER)
        machine.until(S.AWAIT_COMPLETION)
        assert world.port_outs.get(ID).due_at > first_due
        machine.say("carrier.completed")

    machine = play(world, script, S.COMPLETED)

    assert machine.invoked.count("BeginWait") == 7


@pytest.mark.parametrize("wait", [S.AWAIT_SUPPORT_GO_AHEAD, S.AWAIT_CARRIER_SUBMISSION])
@pytest.mark.parametrize(
    ("type_", "facts", "there"),
    [
        ("carrier.submitted", {"pon": "PON-1"}, S.AWAIT_APPROVAL),
        ("support.approved", {}, S.AWAIT_PORT_DATE),
        ("carrier.confirmed_date", {"date": DATE}, S.AWAIT_COMPLETION),
    ],
)
def test_news_that_skips_a_stage_moves_forward_and_the_record_says_why(
    wait: State, type_: str, facts: dict[str, str], there: State
) -> None:
    world = AWorld()

    def script(machine: Machine) -> None:
        to(wait)(machine)
        machine.say(type_, **facts)
        machine.until(there)
        machine.say("operator.cancelled", reason="enough seen")

    play(world, script, S.CANCELLED)

    moved = [t for t in world.port_outs.transitions(ID) if t.went_to == there]
    assert moved[0].came_from == wait
    assert moved[0].facts["signal"] == type_


@pytest.mark.parametrize(
    "wait",
    [
        S.AWAIT_SUPPORT_GO_AHEAD,
        S.AWAIT_CARRIER_SUBMISSION,
        S.AWAIT_APPROVAL,
        S.AWAIT_PORT_DATE,
        S.AWAIT_COMPLETION,
    ],
)
def test_a_completion_is_taken_at_every_wait_on_a_case(wait: State) -> None:
    world = AWorld()

    def script(machine: Machine) -> None:
        to(wait)(machine)
        machine.say("carrier.completed")

    play(world, script, S.COMPLETED)


@pytest.mark.parametrize("wait", sorted(WAITS - {S.AWAIT_SECOND_EVIDENCE}))
def test_every_wait_can_be_cancelled(wait: State) -> None:
    world = _held_at(wait)

    def script(machine: Machine) -> None:
        _to_any(world, wait, machine)
        machine.say("operator.cancelled", reason="changed our minds")

    play(world, script, S.CANCELLED)

    assert all(case.seen.is_resolved for case in world.support.by_id.values())


@pytest.mark.parametrize("type_", ["support.confirmed_completion", "operator.tested_calls"])
def test_evidence_that_came_before_the_completion_counts(type_: str) -> None:
    world = AWorld()

    def script(machine: Machine) -> None:
        to(S.AWAIT_COMPLETION)(machine)
        machine.say(type_)
        machine.say("carrier.completed")

    machine = play(world, script, S.COMPLETED)

    assert S.AWAIT_SECOND_EVIDENCE not in machine.states
    known = world.port_outs.get(ID).facts
    assert [one["kind"] for one in known["second_evidence"]] == [type_]
    assert known["verified"] is True


def test_numbers_that_leave_connect_later_are_the_second_witness() -> None:
    world = AWorld()

    def script(machine: Machine) -> None:
        to(S.AWAIT_SECOND_EVIDENCE)(machine)
        swept(world)
        assert world.port_outs.get(ID).state is S.AWAIT_SECOND_EVIDENCE
        world.connect.inventories = {k: an_inventory(held("+12065550199")) for k in _instances()}
        swept(world)

    play(world, script, S.COMPLETED)

    known = world.port_outs.get(ID).facts
    assert [one["kind"] for one in known["second_evidence"]] == ["connect.numbers_gone"]


def test_what_only_the_carrier_has_seen_ends_visibly_unverified_after_the_grace() -> None:
    world = AWorld()
    reminders: list[int] = []

    def script(machine: Machine) -> None:
        to(S.AWAIT_SECOND_EVIDENCE)(machine)
        machine.say("operator.cancelled", reason="too late")
        while (port_out := world.port_outs.get(ID)).state is S.AWAIT_SECOND_EVIDENCE:
            reminders.append(port_out.reminders)
            world.now.at = max(world.now(), port_out.due_at)
            swept(world)

    play(world, script, S.COMPLETED_UNVERIFIED)

    assert reminders == list(range(len(reminders)))
    assert len(reminders) > 2
    assert world.now() >= datetime.fromisoformat(DATE) + GRACE
    assert world.port_outs.get(ID).facts["verified"] is False
    assert all(case.seen.is_resolved for case in world.support.by_id.values())


@pytest.mark.parametrize("wait", sorted(WAITS - {S.AWAIT_SECOND_EVIDENCE}))
def test_every_wait_reminds_and_then_expires_loudly(wait: State) -> None:
    world = _held_at(wait)
    reminders: list[int] = []

    def script(machine: Machine) -> None:
        _to_any(world, wait, machine)
        while world.port_outs.get(ID).state is wait:
            reminders.append(world.port_outs.get(ID).reminders)
            world.now.at = max(world.now(), world.port_outs.get(ID).due_at)
            swept(world)

    play(world, script, S.EXPIRED)

    assert reminders == list(range(len(reminders)))
    assert len(reminders) > 2


def test_a_signal_before_its_wait_is_kept_for_it() -> None:
    world = AWorld()
    world.signal("carrier.submitted", "early-1", pon="PON-1")
    world.signal("support.approved", "early-2")
    world.signal("carrier.confirmed_date", "early-3", date=DATE)
    world.signal("carrier.completed", "early-4")

    machine = play(world, lambda machine: None, S.COMPLETED)

    used = {s.id: s.used_in for s in world.inbox.signals(ID)}
    assert all(used.values())
    assert len(set(used.values())) == len(used)
    assert "Await Completion" in machine.world.port_outs.transitions(ID)[-4].came_from


def test_a_transient_fault_is_tried_again_and_changes_nothing() -> None:
    world = AWorld()

    with running(world) as machine:
        machine.faults = {
            name: [TemporarilyUnavailable("once")]
            for name in ("ConfirmOwnership", "AssembleEvidence", "OpenSupportCase", "BeginWait")
        }
        machine.until(S.AWAIT_SUPPORT_GO_AHEAD)

    assert [t.sequence for t in world.port_outs.transitions(ID)] == [1, 2, 3, 4]


def test_a_lost_answer_of_create_case_is_looked_up_and_never_repeated() -> None:
    world = AWorld()
    world.support.lose_answers = 1
    world.support.hidden = 2

    with running(world) as machine:
        machine.until(S.AWAIT_SUPPORT_GO_AHEAD)

    assert len(world.support.by_id) == 1
    assert world.port_outs.get(ID).facts["case_id"] in world.support.by_id


def test_the_eleventh_of_an_hour_waits_its_turn_and_goes_on() -> None:
    world = AWorld()
    for other in range(10):
        world.pace.take(f"po-{other}", world.now(), after=None)

    def script(machine: Machine) -> None:
        machine.until(S.AWAIT_SUPPORT_GO_AHEAD)
        machine.say("operator.cancelled", reason="enough seen")

    machine = play(world, script, S.CANCELLED)

    assert len(world.support.by_id) == 1
    assert machine.states.count("Case Comes In Turn") == 1
    assert machine.states.count("Open Support Case") == 2


class Full(FakeSupport):
    """AWS opens no further case at first, as others in the account have opened ten."""

    refusals = 2

    def create(self, order: Order, kind: CaseKind, subject: str, body: str) -> str:
        if self.refusals:
            self.refusals -= 1
            raise CaseLimitReached("10 an hour")
        return super().create(order, kind, subject, body)


def test_the_case_limit_of_aws_is_waited_for() -> None:
    world = AWorld()
    world.support = Full()

    with running(world) as machine:
        machine.until(S.AWAIT_SUPPORT_GO_AHEAD)
        entered = machine.entered()

    assert len(world.support.by_id) == 1
    assert entered.count("Case Comes In Turn") == 2


STEPS = [
    "ConfirmOwnership",
    "AssembleEvidence",
    "OpenSupportCase",
    "IssueCarrierPack",
    "ConfirmDeparture",
    "CloseSupportCase",
    "CancelPortOut",
]


@pytest.mark.parametrize("name", STEPS)
def test_a_fault_in_a_step_is_on_record_before_the_execution_fails(name: str) -> None:
    world = AWorld()

    def script(machine: Machine) -> None:
        machine.faults = {name: [AccessRefused("denied")]}
        if STEPS.index(name) < 3:
            return
        to(S.AWAIT_SUPPORT_GO_AHEAD)(machine)
        if name == "CancelPortOut":
            machine.say("operator.cancelled", reason="changed our minds")
        else:
            machine.say("support.gave_go_ahead")
            if name != "IssueCarrierPack":
                machine.until(S.AWAIT_CARRIER_SUBMISSION)
                machine.say("carrier.completed")
                if name == "CloseSupportCase":
                    machine.witness()

    play(world, script, S.FAILED)

    assert world.port_outs.get(ID).facts["failed_with"] == "AccessRefused"


@pytest.mark.parametrize("wait", sorted(WAITS))
def test_a_wait_that_can_not_begin_fails_on_record(wait: State) -> None:
    world = AWorld()

    stages = [state for state, _, _ in _STRAIGHT]
    before = stages.index(wait) - 1 if wait in stages else -1

    def script(machine: Machine) -> None:
        if before >= 0:
            to(stages[before])(machine)
        machine.faults = {"BeginWait": [CaseUncertain("any error")]}
        if before >= 0:
            machine.say(_STRAIGHT[before][1], **_STRAIGHT[before][2])

    if wait is S.AWAIT_CORRECTION:
        world.billing.answer = Bill("bill", {"company_name": "Other"})
    if wait is S.AWAIT_MANUAL_CASE:
        world.support.refusal = SupportPlanMissing("SubscriptionRequiredException")
    if wait is S.AWAIT_SECOND_PERSON:
        world.two_persons = LARGE
    play(world, script, S.FAILED)


@pytest.mark.parametrize("wait", [S.AWAIT_APPROVAL, S.AWAIT_SECOND_EVIDENCE])
def test_an_outcome_that_nobody_knows_fails_on_record(wait: State) -> None:
    world = AWorld()

    def script(machine: Machine) -> None:
        to(wait)(machine)
        token = world.tokens.get(ID)
        assert token is not None
        world.workflow.succeed(token, {"outcome": "nonsense", "attempt": 1})

    play(world, script, S.FAILED)

    assert world.port_outs.get(ID).facts["failed_with"] == "UnknownOutcome"


@pytest.mark.parametrize("state", sorted(set(S) - ENDS - {S.CONFIRM_OWNERSHIP}))
def test_a_further_execution_goes_on_in_the_state_in_which_the_first_one_failed(
    state: State,
) -> None:
    world = AWorld()
    before = world.port_outs.get(ID)
    failed, line = advance(
        replace(before, state=state),
        Outcome.FAILED,
        at=NOON,
        by="Connect Port-Out",
        because="Record Failure",
        learned={"failed_in": str(state), "failed_from": "", "case_id": "case-1"},
    )
    world.port_outs.record(before, failed, line)
    stopped = world.port_outs.get(ID)
    world.port_outs.record(stopped, *restarted(stopped, at=NOON, by=BOB))

    with running(world) as machine:
        entered = machine.until_entered(state)
        SEEN.update(pairwise(entered))

    assert entered[:3] == ["Confirm Ownership", "Owned By Us?", state]


def test_a_step_that_failed_is_taken_up_again_with_the_one_case_and_ends_well() -> None:
    world = AWorld()

    with running(world) as machine:
        machine.faults["IssueCarrierPack"] = [AccessRefused("s3")]
        to(S.AWAIT_SUPPORT_GO_AHEAD)(machine)
        machine.say("support.gave_go_ahead")
        machine.until(S.FAILED)
        machine.end()
        stopped = world.port_outs.get(ID)
        after, line = restarted(stopped, at=world.now(), by=BOB)
        world.port_outs.record(stopped, after, line)
        machine.start_again(run_name(after))
        to(S.AWAIT_SECOND_EVIDENCE, S.AWAIT_CARRIER_SUBMISSION)(machine)
        machine.witness()
        machine.until(S.COMPLETED)
        assert machine.end()["status"] == "SUCCEEDED"

    assert len(world.support.by_id) == 1
    lines = world.port_outs.transitions(ID)
    assert breaks_in(lines, last_hash=world.port_outs.get(ID).last_hash) == []
    assert [line.by for line in lines if line.outcome == "restarted"] == [BOB]


def test_every_way_of_the_state_machine_was_walked() -> None:
    states = json.loads(ASL.read_text())["States"]
    ways = set()
    for name, state in states.items():
        targets = [state.get("Next"), state.get("Default")]
        targets += [way["Next"] for way in state.get("Choices", []) + state.get("Catch", [])]
        ways |= {(name, target) for target in targets if target}

    assert ways - SEEN == set(), "run this whole file: its tests together walk every way"


def _held_at(wait: State) -> AWorld:
    """A world in which the order is large, where it is to wait for a second person."""
    return AWorld(two_persons=LARGE) if wait is S.AWAIT_SECOND_PERSON else AWorld()


def _to_any(world: AWorld, wait: State, machine: Machine) -> None:
    if wait is S.AWAIT_MANUAL_CASE:
        world.support.refusal = SupportPlanMissing("SubscriptionRequiredException")
        machine.until(wait)
    elif wait is S.AWAIT_SECOND_PERSON:
        machine.until(wait)
    elif wait is S.AWAIT_CORRECTION:
        to(S.AWAIT_APPROVAL)(machine)
        machine.say("support.refused", code="OTHER", reason="something")
        machine.until(wait)
    else:
        to(wait)(machine)


def _instances() -> list[str]:
    return [an_order().instance_arn]


def _keeps_data_out_of(history: str) -> None:
    """Nothing but ids, outcomes and attempt numbers is in the state."""
    for secret in (*NUMBERS, "Example", "Seattle", "PON-1", "Director"):
        assert secret not in history
