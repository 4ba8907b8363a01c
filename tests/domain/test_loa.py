"""The LOA says what a porting desk and the rules ask for, in the words that were given."""

from dataclasses import replace
from typing import Any

import pytest

from port_out.domain.loa import (
    CURRENT_PROVIDER,
    LABELS,
    attached,
    carriers,
    clauses,
    customer,
    loa_text,
)
from port_out.domain.numbers import Kind
from port_out.domain.order import Identity
from tests.printing.samples import IDENTITY, a_loa, numbers


def test_every_field_of_the_identity_has_a_label_in_the_order_of_an_address() -> None:
    order = list(LABELS)

    assert set(order) == set(Identity.__dataclass_fields__)
    assert order[:3] == ["company_name", "authorized_person", "title"]
    assert order.index("state_or_region") < order.index("postal_code") < order.index("country_code")


def test_only_what_was_given_stands_on_it_exactly_as_given() -> None:
    name = "Žlutý  kůň \u202e携帯, LLC "
    loa = a_loa(identity=replace(IDENTITY, company_name=name, title=""))

    rows = dict(customer(loa))

    assert rows["Company (billing name)"] == name
    assert "Title" not in rows
    assert f"Company (billing name): {name}\n" in loa_text(loa)


@pytest.mark.parametrize("country", ["US", "CA"])
def test_in_north_america_it_has_the_elements_of_47_cfr_64_1130(country: str) -> None:
    said = clauses(a_loa(country=country))

    for element in (
        "billing name and address",
        "covers each telephone number",
        f"change the preferred carrier of these telephone numbers from {CURRENT_PROVIDER}"
        " to Example Telecom",
        "designates Example Telecom to act as its agent",
        "only one telecommunications carrier may be designated",
        "may involve a charge",
    ):
        assert sum(element in clause for clause in said) == 1


def test_services_that_can_be_chosen_separately_are_named_separately_in_the_united_states() -> None:
    separate = "(a) for local exchange service, (b) for intraLATA toll service"

    assert separate in " ".join(clauses(a_loa(country="US")))
    assert separate not in " ".join(clauses(a_loa(country="CA")))
    assert separate not in " ".join(clauses(a_loa(country="US", kind=Kind.TOLL_FREE)))


def test_elsewhere_it_has_the_general_set() -> None:
    said = " ".join(clauses(a_loa(country="DE")))

    assert "appoints Example Telecom to act as its agent" in said
    assert "LATA" not in said
    assert "preferred carrier" not in said


def test_ten_numbers_stand_on_the_form_and_eleven_are_attached() -> None:
    ten, eleven = a_loa(10), a_loa(11)

    assert not ten.is_attached
    assert "listed on this letter" in clauses(ten)[0]
    assert eleven.is_attached
    assert "listed in Attachment A" in clauses(eleven)[0]
    assert attached(eleven).startswith(
        "See Attached: 11 telephone numbers, first +12065550000, last +12065550010,"
    )
    assert "numbers.csv" in attached(eleven)


@pytest.mark.parametrize(
    ("changes", "row"),
    [
        ({"kind": Kind.TOLL_FREE, "resp_org": "QIT02"}, [("Port to RespOrg", "QIT02")]),
        ({"kind": Kind.TOLL_FREE}, [("Port to RespOrg", "")]),
        ({"kind": Kind.TOLL_FREE, "numbers": numbers(2, 448000000000)}, []),
        ({"resp_org": "QIT02"}, []),
    ],
)
def test_the_resp_org_is_named_for_toll_free_numbers_of_one(
    changes: dict[str, Any], row: list[tuple[str, str]]
) -> None:
    rows = carriers(a_loa(**changes))

    assert rows[:2] == (
        ("Current provider", CURRENT_PROVIDER),
        ("New provider", "Example Telecom"),
    )
    assert list(rows[2:]) == row


@pytest.mark.parametrize("count", [1, 10, 11, 500])
def test_the_text_has_everything_that_the_paper_has(count: int) -> None:
    loa = a_loa(count)

    text = loa_text(loa)

    lines = text.splitlines()
    assert [line for line in lines if line.startswith("+")] == list(loa.numbers)
    assert all(clause in text for clause in clauses(loa))
    assert all(f"{label}: {value}" in lines for label, value in (*customer(loa), *carriers(loa)))
    assert "DRAFT" in lines[0]
    assert "version 2, prepared 2026-11-23" in text
    assert "Date signed: ____" in text
