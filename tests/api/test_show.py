"""GET /port-outs, one port-out, and its record."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from port_out.domain.communications import Communication
from port_out.domain.life_cycle import Outcome, State
from port_out.domain.numbers import NumberOutcome
from port_out.domain.port_out import advance
from port_out.domain.signals import Signal, SignalType
from port_out.domain.uses import Use, UseKind
from tests.api.builders import ID, NOON, NUMBERS, ORDER, a_port_out, a_request
from tests.api.world import World

S = State


def test_one_port_out_says_where_it_is_and_who_acts_next(world: World) -> None:
    due = NOON + timedelta(days=2)
    world.holding(a_port_out(S.AWAIT_APPROVAL, due_at=due, facts={"pon": "PON-1", "case_id": "c"}))
    shown = world.get(f"/port-outs/{ID}").body

    assert (shown["state"], shown["pon"], shown["case_id"]) == ("Await Approval", "PON-1", "c")
    assert shown["next"]["who"] == "AWS Support"
    assert shown["next"]["by"].startswith("2026-11-26T20:00:00")
    assert shown["missing"][-2:] == [
        "winning carrier's completion",
        "second witness of the completion",
    ]
    assert [n["number"] for n in shown["numbers"]] == list(NUMBERS)


@pytest.mark.parametrize(
    ("state", "outcome"),
    [
        (S.AWAIT_PORT_DATE, "requested"),
        (S.AWAIT_COMPLETION, "scheduled"),
        (S.CONFIRM_DEPARTURE, "ported"),
        (S.COMPLETED, "ported"),
        (S.CANCELLED, "requested"),
    ],
)
def test_the_outcome_of_a_number_follows_the_state(
    world: World, state: State, outcome: str
) -> None:
    world.holding(a_port_out(state))
    world.port_outs.set_outcomes(ID, [NUMBERS[1]], NumberOutcome.LEFT_BEHIND, "still there")
    numbers = world.get(f"/port-outs/{ID}").body["numbers"]

    assert [n["outcome"] for n in numbers] == [outcome, "left_behind"]
    assert numbers[1]["reason"] == "still there"


def test_what_has_to_be_decided_is_shown_with_its_text(world: World) -> None:
    world.holding(a_port_out(S.AWAIT_APPROVAL, facts={"to_decide": ["c-2"]}))
    for id_ in ("c-1", "c-2"):
        world.inbox.keep_communication(ID, Communication(id_, "AWS", NOON, f"text {id_}"))
    shown = world.get(f"/port-outs/{ID}").body

    assert [(d["communication"], d["text"]) for d in shown["to_decide"]] == [("c-2", "text c-2")]
    assert shown["communications"] == 2
    assert shown["next"]["who"] == "operator"


def test_a_text_of_the_carrier_says_what_it_seems_to_mean(world: World) -> None:
    world.holding(a_port_out(S.AWAIT_PORT_DATE, facts={"to_decide": ["carrier-1", "carrier-2"]}))
    for id_ in ("carrier-1", "carrier-2"):
        world.inbox.keep_communication(ID, Communication(id_, "carrier:telnyx", NOON, "a date"))
    facts = {"communication": "carrier-1", "suggests": "carrier.confirmed_date"}
    world.inbox.keep(Signal("wh-1", ID, SignalType.CARRIER_WROTE, "carrier:telnyx", NOON, facts))
    shown = world.get(f"/port-outs/{ID}").body["to_decide"]

    assert [text.get("suggests") for text in shown] == ["carrier.confirmed_date", None]


def test_a_signal_that_nothing_waits_for_is_shown_and_a_clock_is_not(world: World) -> None:
    world.holding(a_port_out(S.AWAIT_APPROVAL))
    for id_, type_ in (("s-1", SignalType.OPERATOR_CORRECTED), ("s-2", SignalType.CLOCK_EXPIRED)):
        world.inbox.keep(Signal(id_, ID, type_, "somebody", NOON, {}))
    shown = world.get(f"/port-outs/{ID}").body

    assert [s["signal_id"] for s in shown["signals_not_used"]] == ["s-1"]


def test_a_case_to_be_opened_by_hand_comes_with_link_and_text(world: World) -> None:
    world.holding(a_port_out(S.AWAIT_MANUAL_CASE))
    case = world.get(f"/port-outs/{ID}").body["manual_case"]

    assert "serviceCode=service-connect" in case["link"]
    assert ID in case["subject"]
    assert NUMBERS[1] in case["bodies"][0]


REGISTERED = {"display_id": "1234567890"}
REACHED = REGISTERED | {"case_id": "case-1"}
TO_PASTE = [{"message": "answer 1", "text": "Yes, all of them."}]


def test_what_the_program_can_not_post_is_to_be_pasted_onto_the_case(world: World) -> None:
    world.holding(a_port_out(S.AWAIT_APPROVAL, facts=REGISTERED))
    world.outbox.write(ID, "answer 1", "Yes, all of them.")
    shown = world.get(f"/port-outs/{ID}").body["to_paste"]

    assert "displayId=1234567890" in shown["link"]
    assert shown["messages"] == TO_PASTE


def test_what_the_program_is_about_to_post_is_nobodys_task(world: World) -> None:
    world.holding(a_port_out(S.AWAIT_APPROVAL, facts=REACHED))
    world.outbox.write(ID, "answer 1", "Yes, all of them.")
    before = world.get(f"/port-outs/{ID}").body["to_paste"]
    world.outbox.claim(ID, "answer 1", world.now)
    meanwhile = world.get(f"/port-outs/{ID}").body["to_paste"]
    world.now += timedelta(minutes=2)
    after = world.get(f"/port-outs/{ID}").body["to_paste"]

    assert (before, meanwhile) == (None, None)
    assert after["messages"] == TO_PASTE


@pytest.mark.parametrize(
    ("state", "facts", "is_shown"),
    [
        (S.AWAIT_MANUAL_CASE, {}, False),
        (S.AWAIT_APPROVAL, REGISTERED | {"case_resolved_at": "2026-11-23T12:00:00+00:00"}, False),
        (S.COMPLETED, REGISTERED, False),
        (S.EXPIRED, REGISTERED, True),
    ],
)
def test_nothing_is_to_be_pasted_where_no_case_could_take_it(
    world: World, state: S, facts: dict[str, str], is_shown: bool
) -> None:
    world.holding(a_port_out(state, facts=facts))
    world.outbox.write(ID, "answer 1", "Yes, all of them.")

    assert bool(world.get(f"/port-outs/{ID}").body["to_paste"]) is is_shown


KNOWN = REGISTERED | {"to_paste": ["answer 1"]}


def test_a_text_that_only_a_person_can_post_is_the_operators_task_alone_and_in_the_list(
    world: World,
) -> None:
    world.holding(a_port_out(S.AWAIT_APPROVAL, facts=KNOWN))
    world.outbox.write(ID, "answer 1", "Yes, all of them.")

    alone = world.get(f"/port-outs/{ID}").body["next"]
    (line,) = world.get("/port-outs").body["port_outs"]

    assert alone["who"] == "operator"
    assert "`to_paste`" in alone["what"]
    assert "operator.posted" in alone["what"]
    assert line["next"] == alone


def test_after_the_end_the_texts_to_paste_come_with_what_is_left_to_decide(world: World) -> None:
    world.holding(a_port_out(S.EXPIRED, facts=KNOWN))
    before = world.get(f"/port-outs/{ID}").body["next"]["what"]
    world.outbox.write(ID, "end 9", "The request has expired.")
    after = world.get(f"/port-outs/{ID}").body["next"]["what"]

    assert "`to_paste`" not in before, "its outbox knows better than the port-out"
    assert "nothing was cancelled at the carrier; also put each text under `to_paste`" in after


def test_rejected_numbers_are_listed_with_their_reasons(world: World) -> None:
    world.holding(a_port_out(S.REJECTED))
    world.port_outs.set_outcomes(ID, [NUMBERS[0]], NumberOutcome.REJECTED, "is not claimed")

    problems = world.get(f"/port-outs/{ID}").body["problems"]
    assert problems == [{"number": NUMBERS[0], "problem": "is not claimed"}]


def test_a_refusal_that_may_be_disputed_comes_with_a_text(world: World) -> None:
    refusal = {"code": "ENTITY_NAME_MISMATCH", "carrier_code": "7404", "reason": "name"}
    facts = {"refusal": refusal | {"numbers": [], "by": "the winning carrier"}}
    simple = replace(ORDER, number_count=1)
    port_out = a_port_out(S.AWAIT_CORRECTION, came_from=S.AWAIT_APPROVAL, facts=facts)
    world.holding(replace(port_out, order=simple))
    shown = world.get(f"/port-outs/{ID}").body

    assert shown["dispute"].keys() == {"why", "text"}
    assert "not legal advice" in shown["dispute"]["why"]
    assert "ENTITY_NAME_MISMATCH (code 7404: name)" in shown["next"]["what"]


def test_nothing_is_offered_for_a_port_of_several_numbers(world: World) -> None:
    refusal = {"code": "ENTITY_NAME_MISMATCH", "reason": "", "numbers": [], "by": "AWS Support"}
    world.holding(a_port_out(S.AWAIT_CORRECTION, facts={"refusal": refusal}))

    assert world.get(f"/port-outs/{ID}").body["dispute"] is None


@pytest.mark.parametrize("id_", ["po-" + "z" * 26, "po-1", "..", "%00", "po-" + "A" * 26])
def test_an_unknown_id_is_not_found(world: World, id_: str) -> None:
    for url in (f"/port-outs/{id_}", f"/port-outs/{id_}/transitions"):
        answer = world.get(url)
        assert (answer.status, answer.headers["Content-Type"]) == (404, "application/problem+json")


def test_the_record_is_shown_with_its_proof(world: World) -> None:
    id_ = world.post("/port-outs", a_request()).body["port_out_id"]
    before = world.port_outs.get(id_)
    after, line = advance(before, Outcome.CONFIRMED, at=NOON, by="a step", because="it")
    world.port_outs.record(before, after, line)
    shown = world.get(f"/port-outs/{id_}/transitions").body

    assert [t["to"] for t in shown["transitions"]] == ["Confirm Ownership", "Assemble Evidence"]
    assert shown["chain"] == {"verified": True, "breaks": []}


def test_a_record_that_was_changed_or_cut_is_told(world: World) -> None:
    id_ = world.post("/port-outs", a_request()).body["port_out_id"]
    line = json.loads(world.port_outs.lines[id_][0])
    world.port_outs.lines[id_][0] = json.dumps(line | {"by": "somebody else"})
    changed = world.get(f"/port-outs/{id_}/transitions").body["chain"]
    world.port_outs.lines[id_].clear()
    cut = world.get(f"/port-outs/{id_}/transitions").body["chain"]

    assert (changed["verified"], cut["verified"]) == (False, False)
    assert "was changed" in changed["breaks"][0]
    assert "the end" in cut["breaks"][0]


def test_a_line_that_comes_between_two_readings_is_no_break(world: World) -> None:
    id_ = world.post("/port-outs", a_request()).body["port_out_id"]
    before = world.port_outs.get(id_)
    after, line = advance(before, Outcome.CONFIRMED, at=NOON, by="a step", because="it")
    world.port_outs.record(before, after, line)
    world.port_outs.rows[id_] = before

    shown = world.get(f"/port-outs/{id_}/transitions").body
    assert (len(shown["transitions"]), shown["chain"]["verified"]) == (1, True)


PACK = {
    "version": 2,
    "attempt": 1,
    "document": "attempt-1-carrier-pack.zip",
    "sha256": "ab",
    "manifest": "attempt-1-pack-2.json",
    "loa": "signed on 2026-11-20",
    "problems": ["no AWS invoice could be read: add the latest bill yourself"],
}
EXPECTED = {
    "source": "invoice profile and the word of AWS Support",
    "fields": {"company_name": "Example Corp", "city": "Seattle"},
    "persons": ["Ana Carolina Silva"],
}


def test_the_comparison_is_shown_as_data_and_as_text(world: World) -> None:
    world.holding(a_port_out(S.AWAIT_CORRECTION, facts={"expected": EXPECTED}))
    report = world.get(f"/port-outs/{ID}").body["exact_match"]

    assert (report["source"], report["stops"]) == (EXPECTED["source"], True)
    verdicts = {field["field"]: field["verdict"] for field in report["fields"]}
    assert verdicts["company_name"] == "differs_only_in"
    assert verdicts["authorized_person"] == verdicts["city"] == "equal"
    assert verdicts["postal_code"] == "not_on_bill"
    assert "Corp«.»" in report["text"]


def test_a_correction_is_compared_before_anybody_looks_at_the_bill_again(world: World) -> None:
    fixed = replace(ORDER, identity=replace(ORDER.identity, company_name="Example Corp"))
    world.holding(a_port_out(S.CONFIRM_OWNERSHIP, facts={"expected": EXPECTED}, order=fixed))

    assert world.get(f"/port-outs/{ID}").body["exact_match"]["stops"] is False


def test_what_is_known_of_bill_loa_and_pack_is_shown_as_it_is(world: World) -> None:
    facts = {
        "billing": {"standing": "member", "payer": "9", "invoice": None, "findings": []},
        "named": {"by": "AWS Support", "source": "", "fields": {"city": "Seattle"}},
        "loa": {"document": "attempt-1-loa-signed-ab.pdf", "signed_on": "2026-11-20"},
        "loa_ran_out_on": "2026-12-05",
        "pack": PACK,
    }
    world.holding(a_port_out(S.AWAIT_CARRIER_SUBMISSION, facts=facts))
    shown = world.get(f"/port-outs/{ID}").body

    assert {name: shown[name] for name in facts} == facts


def test_before_anything_was_looked_at_nothing_is_made_up(world: World) -> None:
    world.holding(a_port_out())
    shown = world.get(f"/port-outs/{ID}").body

    names = ("exact_match", "uses", "billing", "named", "loa", "pack")
    assert [shown[name] for name in names] == [None] * len(names)
    assert shown["unprintable"] == []


def test_uses_that_are_unknown_are_not_shown_as_no_uses(world: World) -> None:
    world.holding(a_port_out(S.AWAIT_APPROVAL))
    uses = [
        Use(UseKind.QUEUE, "queue-1", "Sales", NUMBERS[:1]),
        Use(UseKind.FLOW, "flow-1", "=Main", NUMBERS),
    ]

    world.uses.keep(ID, [])
    assert world.get(f"/port-outs/{ID}").body["uses"] == []
    world.uses.keep(ID, uses)
    assert world.get(f"/port-outs/{ID}").body["uses"] == [
        {"kind": "flow", "id": "flow-1", "name": "=Main", "numbers": list(NUMBERS)},
        {"kind": "queue", "id": "queue-1", "name": "Sales", "numbers": [NUMBERS[0]]},
    ]


def test_characters_that_the_paper_can_not_show_are_named(world: World) -> None:
    foreign = replace(ORDER, winning_carrier="株 Telecom")
    world.holding(a_port_out(S.AWAIT_APPROVAL, order=foreign))

    assert world.get(f"/port-outs/{ID}").body["unprintable"] == [
        'U+682A CJK UNIFIED IDEOGRAPH-682A "株"'
    ]


def test_a_list_shows_nobodys_bill(world: World) -> None:
    world.holding(a_port_out(S.AWAIT_APPROVAL, facts={"expected": EXPECTED, "pack": PACK}))

    text = world.get("/port-outs").text

    assert "Example Corp" not in text
    assert "exact_match" not in text
