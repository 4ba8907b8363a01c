"""What DynamoDB charges, by its own rules."""

from bench.units import keys_written, read_units, size, write_units

ROW = {"port_out_id": {"S": "po-1"}, "row": {"S": "STATE"}}
LISTED = ROW | {"in_list": {"S": "A"}, "place": {"S": "1"}}


def test_a_row_is_as_large_as_its_names_and_values() -> None:
    assert size(ROW) == len("port_out_id" + "po-1" + "row" + "STATE")
    assert size({"a": {"M": {"bc": {"BOOL": True}}}}) == 1 + 3 + 1 + 2 + 1


def test_a_write_is_charged_by_the_kilobyte_twice_in_a_transaction() -> None:
    large = ROW | {"text": {"S": "x" * 1024}}

    assert write_units(None, ROW) == 1
    assert write_units(ROW, large) == write_units(large, None) == 2
    assert write_units(ROW, large, times=2) == 4


def test_an_index_is_charged_where_it_changes_twice_where_the_row_moves_in_it() -> None:
    moved = LISTED | {"in_list": {"S": "B"}}
    noted = LISTED | {"note": {"S": "x"}}
    with_case = LISTED | {"case_id": {"S": "c-1"}}

    assert write_units(None, LISTED) == 2
    assert write_units(LISTED, moved) == 3
    assert write_units(LISTED, ROW) == 2
    assert write_units(LISTED, noted) == 1, "keys only"
    assert write_units(LISTED, with_case) == 2
    assert write_units(None, with_case, is_indexed=False) == 1


def test_a_query_is_charged_for_all_its_rows_at_once_and_half_where_it_may_be_late() -> None:
    rows = [ROW | {"text": {"S": "x" * 2000}}] * 3

    assert read_units("Query", {"ConsistentRead": True}, {"Items": rows}) == 2
    assert read_units("Query", {}, {"Items": rows}) == 1
    assert read_units("Query", {}, {"Items": []}) == 0.5
    assert read_units("PutItem", {}, {}) == 0


def test_every_row_of_a_transaction_is_written() -> None:
    put = {"Put": {"TableName": "a", "Item": LISTED}}
    update = {"Update": {"TableName": "b", "Key": ROW}}

    written = keys_written("TransactWriteItems", {"TransactItems": [put, update]})

    assert written == [("a", LISTED), ("b", ROW)]
