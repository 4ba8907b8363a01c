"""The cover letter says what is asked, whom to call, and what is new."""

from port_out.domain.cover_letter import about, asked, call, changed, cover_letter_text, title
from port_out.domain.numbers import Kind
from tests.printing.samples import RESUBMISSION, a_letter


def test_what_is_not_known_yet_is_left_out() -> None:
    first, later = dict(about(a_letter())), dict(about(a_letter(pon="P-1", support_case="77")))

    assert "PON" not in first
    assert "AWS Support case" not in first
    assert (later["PON"], later["AWS Support case"]) == ("P-1", "77")


def test_one_number_is_no_range() -> None:
    one = a_letter(number_count=1, last="+12065550000", kind=Kind.TOLL_FREE)

    assert dict(about(one))["Numbers"] == "1 toll-free number, +12065550000"
    assert title(one) == "Request to port 1 toll-free number (US)"


def test_the_carrier_is_asked_to_file_to_copy_exactly_and_to_send_pon_and_date() -> None:
    said = " ".join(asked(a_letter()))

    assert "File the port request with the losing side. AWS Support verifies it" in said
    assert "exactly" in said
    assert "Send us the PON" in said
    assert "2026-12-15" in said


def test_a_draft_gives_way_to_the_carriers_form_and_a_signed_loa_does_not() -> None:
    assert "your own form" in asked(a_letter())[0]
    assert asked(RESUBMISSION)[0] == "Use the LOA in this pack, signed on 2026-11-23."


def test_a_resubmission_says_what_has_changed_and_a_first_letter_nothing() -> None:
    assert changed(a_letter(changes=("ignored",))) == ()
    assert changed(RESUBMISSION) == RESUBMISSION.changes
    assert len(changed(a_letter(replaces=1))) == 1
    assert "What has changed since version 2:" in cover_letter_text(RESUBMISSION)
    assert dict(about(RESUBMISSION))["Pack"].endswith("version 3, replaces version 2")


def test_there_is_always_somebody_to_call() -> None:
    nobody = a_letter(contact_name="", contact_phone="", contact_email="")

    assert [label for label, _ in call(a_letter())] == ["Name", "Telephone", "E-mail"]
    assert call(nobody) == [("Name", "The person who sent you this pack")]


def test_the_text_lists_what_lies_in_the_pack() -> None:
    text = cover_letter_text(a_letter(notes=("A note.",)))

    assert "- loa-draft.pdf: LOA draft\n- numbers.xlsx: number list\n" in text
    assert text.endswith("Notes:\n- A note.\n")
