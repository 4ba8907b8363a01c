"""Assemble Evidence: whose bill it is, what the LOA must match, and what lies in the bucket."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from port_out.domain.billing import Bill, BillingReading, Invoice, Standing
from port_out.domain.life_cycle import State
from port_out.domain.uses import Use, UseKind
from tests.builders import (
    ACCOUNT,
    BILL,
    ID,
    IDENTITY,
    INSTANCE,
    NUMBERS,
    AWorld,
    an_inventory,
    held,
)
from tests.stage import a_world, learned
from tests.steps.running import STEP, answered

S = State
PAYER = "999999999999"
INVOICE = Invoice("USINV1", date(2026, 11, 3), ACCOUNT)
FLOW = Use(UseKind.FLOW, "flow-1", "Main menu", NUMBERS[:1])


def evidence() -> AWorld:
    """A world in which the evidence is to be assembled."""
    return a_world(S.ASSEMBLE_EVIDENCE)


def assemble(world: AWorld) -> str:
    """How Assemble Evidence ends."""
    return str(STEP[S.ASSEMBLE_EVIDENCE](world)["outcome"])


def corrected(world: AWorld, **facts: Any) -> AWorld:
    """The operator corrects, and the numbers are confirmed again."""
    answered(world, S.AWAIT_CORRECTION, "operator.corrected", **facts)
    STEP[S.CONFIRM_OWNERSHIP](world)
    return world


def with_bill(world: AWorld, **fields: str) -> AWorld:
    """The bill shows something else."""
    world.billing.answer = replace(BILL, fields={**BILL.fields, **fields})
    return world


def known(world: AWorld) -> dict[str, Any]:
    """What the port-out knows now."""
    return dict(world.port_outs.get(ID).facts)


def test_evidence_that_matches_is_ready_and_its_documents_lie_in_the_bucket() -> None:
    world = evidence()
    world.connect.in_use = [FLOW]

    assert assemble(world) == "ready"

    assert [d.name for d in world.documents.list(ID)] == [
        "attempt-1-before-you-leave.csv",
        "attempt-1-bill.pdf",
        "attempt-1-exact-match.txt",
        "attempt-1-numbers.csv",
        "attempt-1-ownership.json",
    ]
    [(content, type_)] = world.files.versions[f"{ID}/attempt-1/ownership.json"]
    statement = json.loads(content)["statement"]
    assert statement["aws_request_ids"] == ["request-1"]
    assert [held["number"] for held in statement["numbers"]] == list(NUMBERS)
    assert type_ == "application/json"
    assert known(world)["bill"] == "invoice profile"


def test_what_the_instance_holds_beside_the_order_is_nobody_elses_business() -> None:
    world = evidence()
    more = [held(number) for number in (*NUMBERS, "+12065550199")]
    world.connect.inventories = {INSTANCE: an_inventory(*more)}
    world.connect.in_use = [replace(FLOW, numbers=(NUMBERS[0], "+12065550199"))]

    assert assemble(world) == "ready"

    assert world.uses.get(ID) == [FLOW]
    [(statement, _)] = world.files.versions[f"{ID}/attempt-1/ownership.json"]
    [(listed, _)] = world.files.versions[f"{ID}/attempt-1/numbers.csv"]
    assert b"+12065550199" not in statement + listed


def test_a_difference_stops_and_is_shown_field_by_field() -> None:
    world = with_bill(evidence(), city="SEATTLE", postal_code="98109-1234")

    assert assemble(world) == "differs"

    assert [(d["field"], d["code"]) for d in known(world)["differences"]] == [
        ("city", "ADDRESS_MISMATCH"),
        ("postal_code", "POSTAL_CODE_MISMATCH"),
    ]
    [(report, _)] = world.files.versions[f"{ID}/attempt-1/exact-match.txt"]
    assert b"NO MATCH" in report


def test_the_record_names_fields_and_neither_people_nor_addresses() -> None:
    world = with_bill(evidence(), city="SEATTLE", company_name="Example Retail, L.L.C.")
    assemble(world)
    corrected(world, override_reason="Support confirmed it")
    assert assemble(world) == "ready"

    lines = [
        line for line in world.port_outs.transitions(ID) if line.because == S.ASSEMBLE_EVIDENCE
    ]

    assert len(lines) == 2
    for line in lines:
        assert line.facts == {
            "bill": "invoice profile",
            "differences": ["company_name", "city"],
        }


READINGS: dict[str, tuple[BillingReading, str, set[str]]] = {
    "standalone": (
        BillingReading(ACCOUNT, Standing.STANDALONE, invoice_profile=BILL, invoice=INVOICE),
        "ready",
        set(),
    ),
    "management": (
        BillingReading(ACCOUNT, Standing.MANAGEMENT, ACCOUNT, BILL, invoice=INVOICE),
        "ready",
        set(),
    ),
    "member that shows whom it bills": (
        BillingReading(ACCOUNT, Standing.MEMBER, PAYER, BILL, invoice=INVOICE),
        "ready",
        {"member"},
    ),
    "member that shows its contact only": (
        BillingReading(ACCOUNT, Standing.MEMBER, PAYER, None, BILL, invoice=INVOICE),
        "differs",
        {"bill_of_payer"},
    ),
    "no profile": (
        BillingReading(
            ACCOUNT,
            Standing.STANDALONE,
            account_contact=replace(BILL, source="account contact"),
            invoice=INVOICE,
        ),
        "ready",
        {"no_invoice_profile"},
    ),
    "no invoice yet": (
        BillingReading(ACCOUNT, Standing.STANDALONE, invoice_profile=BILL),
        "ready",
        {"no_invoice_yet"},
    ),
    "old invoice": (
        BillingReading(
            ACCOUNT,
            Standing.STANDALONE,
            invoice_profile=BILL,
            invoice=replace(INVOICE, issued_on=date(2026, 10, 23)),
        ),
        "ready",
        {"old_invoice"},
    ),
    "invoices may not be listed": (
        BillingReading(
            ACCOUNT,
            Standing.STANDALONE,
            invoice_profile=BILL,
            refused=("invoicing:ListInvoiceSummaries",),
        ),
        "ready",
        {"invoice_not_readable", "no_permission"},
    ),
    "standing may not be read": (
        BillingReading(
            ACCOUNT,
            account_contact=BILL,
            invoice=INVOICE,
            refused=("organizations:DescribeOrganization", "invoicing:BatchGetInvoiceProfile"),
        ),
        "ready",
        {"no_invoice_profile", "no_permission"},
    ),
    "nothing readable": (
        BillingReading(ACCOUNT),
        "differs",
        {"bill_not_readable", "no_invoice_yet"},
    ),
}


@pytest.mark.parametrize("name", READINGS)
def test_each_standing_ends_as_it_must_and_says_what_to_do(name: str) -> None:
    reading, outcome, cases = READINGS[name]
    world = evidence()
    world.billing.answer = reading

    assert assemble(world) == outcome

    found = known(world)["billing"]["findings"]
    assert {finding["case"] for finding in found} == cases
    assert all(len(finding["advice"]) > 20 for finding in found)
    assert known(world)["billing"]["standing"] == reading.standing


def test_a_bill_that_nobody_can_read_stops_and_nothing_is_said_to_match() -> None:
    world = evidence()
    world.billing.answer = BillingReading(ACCOUNT)

    assert assemble(world) == "differs"

    assert world.port_outs.transitions(ID)[-1].facts == {"bill": "not readable", "differences": []}
    [(report, _)] = world.files.versions[f"{ID}/attempt-1/exact-match.txt"]
    assert report.startswith(b"Nothing was compared")
    assert "expected" not in known(world)


def test_what_the_operator_reads_on_the_bill_is_what_the_loa_must_match() -> None:
    world = evidence()
    world.billing.answer = BillingReading(ACCOUNT, Standing.MEMBER, PAYER)
    assemble(world)
    shown = {name: value for name, value in IDENTITY.as_data().items() if name != "title"}

    corrected(world, bill_identity=shown | {"city": "Tacoma"})
    assert assemble(world) == "differs"
    assert [d["field"] for d in known(world)["differences"]] == ["city"]

    corrected(world, bill_identity={"city": IDENTITY.city})
    assert assemble(world) == "ready"
    assert known(world)["bill"] == "the word of the operator"
    assert known(world)["expected"]["persons"] == ["Ana Example"]


def test_what_support_names_wins_over_what_the_program_reads() -> None:
    world = evidence()
    port_out = world.port_outs.get(ID)
    older = replace(port_out.order, identity=replace(IDENTITY, company_name="Old Name Inc."))
    world.port_outs.change(port_out, order=older)
    assert assemble(world) == "differs"

    named = {"expected": {"company_name": "Old Name Inc."}, "said_by": "Zoe of AWS"}
    answered(world, S.AWAIT_CORRECTION, "support.named_identity", **named)
    corrected(world, identity={"title": "Director"})

    assert assemble(world) == "ready"
    assert known(world)["bill"] == "invoice profile and the word of AWS Support"
    assert known(world)["expected"]["fields"]["city"] == "Seattle"


def test_the_source_that_support_names_takes_the_place_of_the_other() -> None:
    world = evidence()
    contact = Bill("account contact", {**BILL.fields, "company_name": "Contact Corp"})
    world.billing.answer = BillingReading(
        ACCOUNT, Standing.MEMBER, PAYER, BILL, contact, invoice=INVOICE
    )
    learned(world, named={"by": "AWS Support", "source": "account_contact", "fields": {}})

    assert assemble(world) == "differs"

    assert known(world)["bill"] == "account contact"
    assert [d["field"] for d in known(world)["differences"]] == ["company_name"]
    assert known(world)["expected"]["fields"]["company_name"] == "Contact Corp"


def test_whoever_answered_for_this_identity_and_this_bill_is_not_asked_again() -> None:
    world = with_bill(evidence(), city="SEATTLE")
    assemble(world)

    corrected(world, override_reason="Support confirmed this spelling")

    assert assemble(world) == "ready"
    assert known(world)["differences"][0]["field"] == "city"


@pytest.mark.parametrize(
    "change",
    [
        {"identity": {"city": "Tacoma"}},
        {"identity": {"title": "Director"}},
        {"bill_identity": {"city": "Spokane"}},
    ],
)
def test_an_answer_for_another_identity_or_another_bill_does_not_count(
    change: dict[str, Any],
) -> None:
    world = with_bill(evidence(), city="SEATTLE")
    assemble(world)
    corrected(world, override_reason="Support confirmed this spelling")
    assert assemble(world) == "ready"
    back = a_world(S.AWAIT_CORRECTION, **known(world))
    back.billing = world.billing

    corrected(back, **change)

    assert assemble(back) == "differs"


def test_an_answer_given_with_a_new_bill_counts_for_that_bill_and_for_no_later_one() -> None:
    world = evidence()
    world.billing.answer = BillingReading(ACCOUNT)
    assemble(world)
    facts = {"bill_identity": {"city": "SEATTLE"}, "override_reason": "same place"}
    assert assemble(corrected(world, **facts)) == "ready"

    later = a_world(S.AWAIT_CORRECTION, **known(world))
    later.billing = world.billing
    corrected(later, bill_identity={"city": "Spokane"})

    assert assemble(later) == "differs"


def test_nobody_answers_for_a_bill_that_is_read_only_afterwards() -> None:
    world = evidence()
    world.billing.answer = BillingReading(ACCOUNT)
    assemble(world)
    corrected(world, override_reason="compared by hand")

    with_bill(world, company_name="Somebody Else Inc.")

    assert assemble(world) == "differs"


def test_a_number_that_has_gone_since_it_was_confirmed_stops_with_its_reason() -> None:
    world = evidence()
    left = [held(number) for number in NUMBERS[:2]]
    world.connect.inventories = {INSTANCE: an_inventory(*left)}

    assert assemble(world) == "differs"

    [row] = [row for row in world.port_outs.numbers(ID) if row.outcome == "rejected"]
    assert (row.number, "not claimed" in row.reason) == (NUMBERS[2], True)
    assert known(world)["ownership_problems"] == 1


def test_what_uses_the_numbers_is_kept_as_a_row_and_as_a_list() -> None:
    world = evidence()
    world.connect.in_use = [FLOW]

    assemble(world)

    assert world.uses.get(ID) == [FLOW]
    [(listed, _)] = world.files.versions[f"{ID}/attempt-1/before-you-leave.csv"]
    assert listed.decode().splitlines()[1] == f'"{NUMBERS[0]}","flow","Main menu","flow-1"'


def test_nothing_is_said_of_uses_that_connect_would_not_show() -> None:
    world = evidence()
    world.connect.in_use = None

    assert assemble(world) == "ready"

    assert world.uses.get(ID) is None
    assert world.documents.get(ID, "attempt-1-before-you-leave.csv") is None


def test_what_was_known_of_uses_is_known_no_more_once_connect_refuses() -> None:
    world = with_bill(evidence(), city="SEATTLE")
    world.connect.in_use = [FLOW]
    assemble(world)
    world.connect.in_use = None

    corrected(world, override_reason="Support confirmed it")
    assemble(world)

    assert world.uses.get(ID) is None
