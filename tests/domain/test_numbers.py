"""Numbers in E.164 form only, each once, with one entry for each that can't be used."""

import pytest

from port_out.domain.errors import BadInput
from port_out.domain.numbers import InstanceArn, Kind, parse_number, parse_numbers
from tests.builders import INSTANCE, NUMBERS

GOOD = [
    ("+12065550100", "US", Kind.GEOGRAPHIC),
    ("+12125550199", "US", Kind.GEOGRAPHIC),
    ("+14165550100", "CA", Kind.GEOGRAPHIC),
    ("+17875550100", "PR", Kind.GEOGRAPHIC),
    ("+442079460000", "GB", Kind.GEOGRAPHIC),
    ("+441632960123", "GB", Kind.GEOGRAPHIC),
    ("+448081570123", "GB", Kind.TOLL_FREE),
    ("+18005550100", "US", Kind.TOLL_FREE),
    ("+18885550199", "US", Kind.TOLL_FREE),
    ("+61255501234", "AU", Kind.GEOGRAPHIC),
    ("+611800160401", "AU", Kind.TOLL_FREE),
    ("+33199001234", "FR", Kind.GEOGRAPHIC),
    ("+390669812345", "VA", Kind.GEOGRAPHIC),
    ("+80012345678", "001", Kind.TOLL_FREE),
]
BAD = [
    "",
    "+",
    "12065550100",
    "0012065550100",
    "+1 206 555 0100",
    "+1-206-555-0100",
    "+1(206)5550100",
    "tel:+12065550100",
    "+12065550100;ext=5",
    "+12065550100\n",
    " +12065550100",
    "+12065550100 ",
    "\u200e+12065550100",
    "＋12065550100",
    "+1٢٠٦٥٥٥٠١٠٠",
    "+１２０６５５５０１００",
    "+02065550100",
    "+1206555010",
    "+120655501000",
    "+1206555010O",
    "+1234567890123456",
    "+9991234567",
    "=cmd|' /C calc'!A0",
    "+" * 1000,
]


@pytest.mark.parametrize(("text", "country", "kind"), GOOD)
def test_numbers_of_the_fictional_ranges_have_country_and_kind(
    text: str, country: str, kind: Kind
) -> None:
    parsed = parse_number(text, "numbers[0]")

    assert (parsed.number, parsed.country) == (text, country)
    assert parsed.kind is kind


@pytest.mark.parametrize("text", BAD, ids=ascii)
def test_what_is_no_e164_number_is_refused_with_the_mend(text: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_number(text, "numbers[7]")

    [problem] = refused.value.problems
    assert problem.field == "numbers[7]"
    assert problem.mend
    assert len(problem.detail) < 120


def test_every_number_that_can_not_be_used_has_its_own_entry() -> None:
    listed = [NUMBERS[0], "nonsense", NUMBERS[1], NUMBERS[0], "+1", NUMBERS[0]]

    with pytest.raises(BadInput) as refused:
        parse_numbers(listed)

    assert [problem.field for problem in refused.value.problems] == [
        "numbers[1]",
        "numbers[3]",
        "numbers[4]",
        "numbers[5]",
    ]


def test_good_numbers_come_back_once_each_in_their_order() -> None:
    assert [n.number for n in parse_numbers(reversed(NUMBERS))] == list(reversed(NUMBERS))


def test_an_instance_is_taken_apart() -> None:
    instance = InstanceArn.parse(INSTANCE)

    assert (instance.partition, instance.region) == ("aws", "us-east-1")
    assert (instance.account, instance.id) == ("123456789012", INSTANCE.rsplit("/", 1)[-1])
    assert InstanceArn.parse(INSTANCE.replace("arn:aws:", "arn:aws-us-gov:")).partition


@pytest.mark.parametrize(
    "text",
    [
        "",
        INSTANCE.rsplit("/", 1)[-1],
        INSTANCE + "/queue/1",
        INSTANCE + "\n",
        INSTANCE.replace("connect", "s3"),
        INSTANCE.replace("123456789012", "12345"),
        INSTANCE.replace("123456789012", "١٢٣٤٥٦٧٨٩٠١٢"),
        INSTANCE.replace(":instance/", ":traffic-distribution-group/"),
    ],
)
def test_what_is_no_instance_arn_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        InstanceArn.parse(text)


def test_a_number_that_is_listed_twice_is_told_where_with_all_that_is_wrong() -> None:
    with pytest.raises(BadInput) as refused:
        parse_numbers(["+12065550100", "12", "+12065550100"], "facts.numbers")

    assert [(one.field, one.detail, one.mend) for one in refused.value.problems] == [
        (
            "facts.numbers[1]",
            "is not in E.164 form",
            "write it as + and country code, digits only, for instance +12065550100",
        ),
        ("facts.numbers[2]", "is listed twice", "list each number once"),
    ]
