"""The names of the fence's rows: they lie in tables that older versions wrote."""

from port_out.store.fence import CASE, row_of


def test_the_first_case_has_the_bare_name_and_each_other_its_number() -> None:
    assert [row_of(CASE, generation) for generation in (1, 2, 3)] == ["CASE", "CASE#2", "CASE#3"]
