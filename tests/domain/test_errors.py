"""An error says which port-out it is of, or which fields; never what was given."""

from port_out.domain.errors import BadInput, NumbersProtected, NumbersTaken, Problem


def test_an_error_of_numbers_is_of_a_port_out_and_has_them_beside_its_text() -> None:
    taken = NumbersTaken("po-1", {"+12065550100": "po-2"})
    protected = NumbersProtected("po-1", ["+12065550100"])

    assert (str(taken), taken.holders) == ("po-1", {"+12065550100": "po-2"})
    assert (str(protected), protected.numbers) == ("po-1", ("+12065550100",))


def test_a_bad_input_names_each_of_its_fields_once_in_order() -> None:
    problems = [
        Problem("b", "is +12065550100", "m"),
        Problem("a", "d", "m"),
        Problem("b", "d", "m"),
    ]

    bad = BadInput(problems)

    assert str(bad) == "a, b"
    assert bad.problems == tuple(problems)
