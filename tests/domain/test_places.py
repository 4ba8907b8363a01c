"""Countries have their English names and their zones as the tz database tells them."""

from port_out.domain.places import country_name, time_zones


def test_a_country_has_its_english_name_and_an_unknown_one_its_code() -> None:
    assert [country_name(code) for code in ("US", "GB", "ZZ")] == [
        "United States",
        "Britain (UK)",
        "ZZ",
    ]


def test_the_zones_of_a_country_are_told_apart_by_what_lies_in_them_and_utc_is_the_last() -> None:
    germany, us = time_zones("DE"), time_zones("US")

    assert germany["Europe/Berlin"] == "Europe/Berlin - most of Germany"
    assert us["America/New_York"] == "America/New York - Eastern (most areas)"
    assert list(us)[-1] == "UTC"
    assert us["UTC"] == "UTC"
    assert not {"Europe/Berlin", "America/Toronto"} & set(us)


def test_a_country_of_one_zone_needs_no_words_and_an_unknown_one_has_utc_only() -> None:
    assert time_zones("FR") == {"Europe/Paris": "Europe/Paris", "UTC": "UTC"}
    assert time_zones("ZZ") == {"UTC": "UTC"}
