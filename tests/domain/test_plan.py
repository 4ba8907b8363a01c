"""A list of numbers is split into what can leave together; nothing is lost on the way."""

from port_out.domain.numbers import HeldNumber, Kind
from port_out.domain.plan import MOST_NUMBERS, Listed, Place, plan
from tests.builders import ACCOUNT, INSTANCE, NUMBERS, REGION, held

HERE = Place(ACCOUNT, REGION)
GROUP = f"arn:aws:connect:{REGION}:{ACCOUNT}:traffic-distribution-group/g"


def listed(*numbers: str) -> list[Listed]:
    """The numbers as a list gave them."""
    return [Listed(number, f"numbers[{n}]") for n, number in enumerate(numbers)]


def by_number(*numbers: HeldNumber) -> dict[str, HeldNumber]:
    """The numbers as an inventory has them."""
    return {number.number: number for number in numbers}


def test_numbers_are_split_by_instance_country_and_kind() -> None:
    other = INSTANCE.replace("1111-1111", "2222-2222")
    account = by_number(
        held(NUMBERS[0]),
        held(NUMBERS[1], target_arn=other),
        held("+14165550100", country="CA"),
        held("+18005550100", type="TOLL_FREE"),
        held(NUMBERS[2]),
    )

    found = plan(listed(*account), account, {}, HERE)

    assert found.problems == ()
    assert [part.numbers for part in found.parts] == [
        ("+14165550100",),
        (NUMBERS[0], NUMBERS[2]),
        ("+18005550100",),
        (NUMBERS[1],),
    ]
    assert found.parts[2].kind is Kind.TOLL_FREE


def test_every_number_is_in_one_part_or_has_one_problem() -> None:
    numbers = (NUMBERS[0], "nonsense", NUMBERS[0], NUMBERS[1], NUMBERS[2], "+18005550100")
    account = by_number(held(NUMBERS[0]), held(NUMBERS[2]), held("+18005550100", type="UIFN"))

    found = plan(listed(*numbers), account, {NUMBERS[2]: "po-other"}, HERE)

    assert [part.numbers for part in found.parts] == [(NUMBERS[0],)]
    problems = {problem.field: problem.detail for problem in found.problems}
    assert list(problems) == [f"numbers[{n}]" for n in (1, 2, 3, 4, 5)]
    assert "listed before, at numbers[0]" in problems["numbers[2]"]
    assert "not claimed" in problems["numbers[3]"]
    assert "po-other" in problems["numbers[4]"]
    assert "UIFN" in problems["numbers[5]"]


def test_a_number_of_a_group_goes_with_the_instance_that_connect_names() -> None:
    named = held(NUMBERS[0], target_arn=GROUP, instance_id="i-1")
    nameless = held(NUMBERS[1], target_arn=GROUP, instance_id="")

    found = plan(listed(*NUMBERS[:2]), by_number(named, nameless), {}, HERE)

    assert found.parts[0].instance_arn == f"arn:aws:connect:{REGION}:{ACCOUNT}:instance/i-1"
    assert "traffic distribution group" in found.problems[0].detail


def test_a_large_group_becomes_several() -> None:
    numbers = [f"+1206{n:07}" for n in range(5_550_000, 5_550_000 + MOST_NUMBERS + 1)]

    found = plan(listed(*numbers), by_number(*map(held, numbers)), {}, HERE)

    assert [len(part.numbers) for part in found.parts] == [MOST_NUMBERS, 1]
    assert [n for part in found.parts for n in part.numbers] == numbers
