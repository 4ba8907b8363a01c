"""Proof and paper on the template that is deployed: what stops, what goes into the pack."""

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from demo.story import IDENTITY
from tests.process.player import CallFailed, Player

BILLED = {n: v for n, v in IDENTITY.items() if n not in ("title", "authorized_person")}


@pytest.fixture(autouse=True)
def billed(player: Player) -> Iterator[None]:
    """The bill as it was, whatever a test has done to it."""
    yield
    player.twins.call(
        "PUT",
        "/billing/identity",
        {**BILLED, "standing": "standalone", "refuses": [], "invoices": 3},
    )


def pack_of(player: Player, view: Any) -> zipfile.ZipFile:
    """The carrier pack that the view names."""
    return zipfile.ZipFile(
        io.BytesIO(player.operator.download(player.id, view["pack"]["document"]))
    )


def sign(player: Player, view: Any) -> bytes:
    """The LOA draft comes back as a scan."""
    scan = player.operator.download(player.id, f"attempt-{view['attempt']}-loa-draft.pdf")
    player.operator.upload(player.id, "scan.pdf", scan, "application/pdf")
    today = datetime.now(UTC).date().isoformat()
    player.operator.say(player.id, "operator.uploaded_loa", document="scan.pdf", signed_on=today)
    return scan


def test_a_signed_loa_makes_the_pack_anew_and_can_not_be_exchanged_after_the_check(
    player: Player,
) -> None:
    view = player.to("Await Carrier Submission")
    assert "for-the-carrier/loa-draft.pdf" in pack_of(player, view).namelist()

    scan = sign(player, view)
    player.when(lambda v: v["pack"]["version"] == 2, "with a second pack")
    player.operator.upload(player.id, "scan.pdf", b"%PDF-1.4 another", "application/pdf")

    view = player.until("Await Carrier Submission")
    assert pack_of(player, view).read("for-the-carrier/loa-signed.pdf") == scan
    assert view["next"]["who"] == "winning carrier"
    assert "signed LOA" not in view["missing"]
    attached = [one for one in player.twins.get("/calls")["calls"] if "Attachment" in str(one)]
    assert attached == []


def test_an_upload_that_no_carrier_takes_is_refused_with_the_reason(player: Player) -> None:
    player.to("Await Carrier Submission")
    player.operator.upload(player.id, "loa.pdf", b"PK\x03\x04", "application/pdf")

    with pytest.raises(CallFailed, match="ZIP archive"):
        player.operator.say(
            player.id, "operator.uploaded_loa", document="loa.pdf", signed_on="2026-11-22"
        )


def test_a_number_that_leaves_before_the_carrier_files_stops_the_port_out(player: Player) -> None:
    player.to("Await Carrier Submission")
    gone = player.numbers[0]
    player.twins.call("DELETE", f"{player.held}/%2B{gone[1:]}")

    player.sweep()

    view = player.until("Await Correction")
    assert [problem["number"] for problem in view["problems"]] == [gone]
    player.operator.say(player.id, "operator.corrected", remove_numbers=[gone])
    view = player.until("Await Carrier Submission", attempt=2)
    assert gone not in pack_of(player, view).read("for-the-carrier/numbers.csv").decode()


def test_a_bill_that_changes_before_the_pack_stops_the_port_out(player: Player) -> None:
    player.to("Await Support Go-Ahead")
    player.twins.call("PUT", "/billing/identity", {"city": "Tacoma"})

    player.support_says("support.gave_go_ahead")

    view = player.until("Await Correction")
    assert [each["field"] for each in view["differences"]] == ["city"]
    assert "«" in view["exact_match"]["text"]
    assert view["pack"] is None


def test_a_member_of_an_organization_says_what_its_bill_shows(player: Player) -> None:
    refused = "invoicing:BatchGetInvoiceProfile"
    player.twins.call("PUT", "/billing/identity", {"standing": "member", "refuses": [refused]})
    player.request()
    view = player.until("Await Correction")
    cases = {finding["case"]: finding["advice"] for finding in view["billing"]["findings"]}
    assert cases.keys() == {"bill_of_payer", "no_permission"}
    assert view["billing"]["payer"] in cases["bill_of_payer"]

    player.operator.say(player.id, "operator.corrected", bill_identity=BILLED)

    view = player.until("Await Support Go-Ahead", attempt=2)
    assert view["bill"] == "the word of the operator"
    assert view["exact_match"]["stops"] is False


def test_what_support_compares_becomes_the_expected_identity(player: Player) -> None:
    player.to("Await Carrier Submission")
    player.support_says("support.named_identity", expected={"company_name": "Payer Inc."})
    view = player.until("Await Correction")
    assert view["differences"][0]["billed"] == "Payer Inc."

    player.operator.say(player.id, "operator.corrected", override_reason="agreed by telephone")
    player.second()

    view = player.until("Await Carrier Submission", attempt=2)
    assert view["override"]["reason"] == "agreed by telephone"
    assert view["override"]["by"] != view["override"]["approved_by"]


def test_a_port_out_without_any_invoice_goes_on_and_says_so(player: Player) -> None:
    player.twins.call("PUT", "/billing/identity", {"invoices": 0})

    view = player.to("Await Carrier Submission")

    assert [each["case"] for each in view["billing"]["findings"]] == ["no_invoice_yet"]
    assert "for-the-carrier/bill.pdf" not in pack_of(player, view).namelist()
    assert "invoice" in view["pack"]["problems"][0]


def test_a_signature_is_asked_anew_before_it_is_too_old_for_the_carrier(player: Player) -> None:
    sign(player, player.to("Await Carrier Submission"))
    player.when(lambda v: v["pack"]["version"] == 2, "with a second pack")
    player.until("Await Carrier Submission")

    player.sweep(datetime.now(UTC) + timedelta(days=11))
    asked = player.when(lambda v: "sign_anew_by" in (v["loa"] or {}), "asked to sign anew")
    player.sweep(datetime.now(UTC) + timedelta(days=17))
    view = player.when(lambda v: v["loa"] is None, "without an LOA that counts")

    assert asked["next"]["who"] == "operator"
    assert view["loa_ran_out_on"] in view["missing"][0]
    view = player.when(lambda v: v["pack"]["version"] == 3, "with a third pack")
    assert "for-the-carrier/loa-draft.pdf" in pack_of(player, view).namelist()


def test_what_uses_the_numbers_is_shown_before_they_leave(player: Player) -> None:
    number = player.numbers[0]
    path = f"{player.held}/%2B{number[1:]}/uses"
    player.twins.call("PUT", path, {"flow": "Sales inbound", "queues": ["Sales"]})

    view = player.to("Await Carrier Submission")

    assert {(use["kind"], use["name"]) for use in view["uses"]} == {
        ("flow", "Sales inbound"),
        ("queue", "Sales"),
    }
    listed = pack_of(player, view).read("for-you/before-you-leave.csv").decode()
    assert listed.count(number) == 2
