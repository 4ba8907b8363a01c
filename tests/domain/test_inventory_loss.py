"""What people see of a lost number, and by what a loss that is found again is known."""

import hashlib

from port_out.domain.inventory import Fate, Listing, Loss, Place, event_id
from tests.builders import ID, NOON, NUMBERS, held

HERE = Place("id-1", "here")


def test_a_listing_says_what_connect_called_each_number_and_where_it_was() -> None:
    listing = Listing.of([held(NUMBERS[0], id="id-1", instance_id="here")], NOON)

    assert listing.numbers == {NUMBERS[0]: HERE}


def test_people_see_where_a_number_was_its_last_port_out_and_whether_it_was_protected() -> None:
    known = Loss(NUMBERS[0], HERE, Fate.NEEDED, ID, is_protected=True)
    unknown = Loss(NUMBERS[0], HERE, Fate.UNASKED)

    shown = {"number": NUMBERS[0], "phone_number_id": "id-1", "instance_id": "here"}
    assert known.as_data() == shown | {"last_port_out_id": ID, "protected": True}
    assert unknown.as_data() == shown | {"last_port_out_id": None, "protected": False}


def test_a_loss_is_known_by_the_day_and_the_sorted_numbers_in_whatever_version() -> None:
    losses = [Loss(number, HERE, Fate.UNASKED) for number in reversed(NUMBERS)]

    event = event_id(Listing(NOON, {}), losses)

    said = "\n".join(["2026-11-23T12:00:00.000000+00:00", *NUMBERS])
    assert event == hashlib.sha256(said.encode()).hexdigest()[:24]
