"""The printed ownership statement: every number with its proof, the hash behind."""

import pytest

from port_out.printing import statement_pdf
from tests.printing.reading import on_page, page_count, paper, runs, said
from tests.printing.samples import (
    GROUP,
    INSTANCE,
    PHONE_ID,
    REQUEST_ID,
    an_envelope,
    numbers,
)


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (11, 1), (500, 21), (5000, 201)])
def test_it_has_as_many_pages_as_its_numbers_need(count: int, pages: int) -> None:
    assert page_count(statement_pdf(an_envelope(count))) == pages


def test_every_number_is_there_with_its_id_and_arn_under_a_head_on_each_page() -> None:
    pdf = statement_pdf(an_envelope(100))
    texts = [run.text for run in runs(pdf)]

    assert [text for text in texts if text.startswith("+")] == list(numbers(100))
    assert texts.count(PHONE_ID) == 100
    assert sum(text.endswith(f":phone-number/{PHONE_ID}") for text in texts) == 100
    assert [run.page for run in runs(pdf) if run.text == "Number id"] == [1, 2, 3, 4, 5]


def test_it_names_instance_account_time_and_the_calls_that_showed_it() -> None:
    text = said(statement_pdf(an_envelope(1)))

    for fact in (
        INSTANCE,
        "Instance alias example-retail",
        "Region us-east-1",
        "AWS account 123456789012",
        "Captured at 2026-11-23T12:00:00.000000+00:00",
        f"AWS request ids {REQUEST_ID}, {REQUEST_ID}, {REQUEST_ID}",
    ):
        assert fact in text


def test_a_signed_one_says_how_to_verify_it_and_an_unsigned_one_that_it_is_not() -> None:
    envelope = an_envelope(1)
    signed = said(statement_pdf(envelope))
    unsigned = said(statement_pdf(an_envelope(1, signed=False)))

    assert envelope["sha256"] in signed
    assert envelope["signature"]["value"] in signed.replace(" ", "")
    assert "make verify FILE=ownership.json KEY=public-key.pem" in signed
    assert "Signature none" in unsigned
    assert "make verify" not in unsigned


def test_a_number_on_a_traffic_distribution_group_says_so() -> None:
    assert f"claimed to {GROUP}" in said(statement_pdf(an_envelope(2, target=GROUP)))
    assert "claimed to arn" not in said(statement_pdf(an_envelope(2)))


def test_hash_and_signature_stay_together() -> None:
    for count in range(14, 20):
        pdf = statement_pdf(an_envelope(count))
        last = on_page(pdf, page_count(pdf))

        assert {"Proof", "SHA-256", "Verify offline"} <= set(last)


def test_the_paper_is_that_of_the_numbers() -> None:
    envelope = an_envelope(1)
    envelope["statement"]["numbers"][0]["country"] = "DE"

    assert paper(statement_pdf(envelope)) == (595, 842)
    assert paper(statement_pdf(an_envelope(1))) == (612, 792)
