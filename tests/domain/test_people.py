"""Two signed calls are of two people only where AWS itself tells them apart."""

import pytest

from port_out.domain.people import Person, may_be_one

HERE = "123456789012"
ROLE = f"arn:aws:sts::{HERE}:assumed-role"
USER = f"arn:aws:iam::{HERE}:user"
CENTER = f"{ROLE}/AWSReservedSSO_Operator_0123456789abcdef"
OTHER_SET = f"{ROLE}/AWSReservedSSO_Approver_0123456789abcdef"
ONE = [
    (Person(f"{USER}/alice"), Person(f"{USER}/alice")),
    (Person(f"{USER}/alice", "AIDA1"), Person(f"{USER}/alicia", "AIDA1")),
    (Person(f"{ROLE}/Operator/alice"), Person(f"{ROLE}/Operator/alice")),
    (Person(f"{ROLE}/Operator/alice"), Person(f"{ROLE}/Operator/bob")),
    (Person(f"{ROLE}/Operator/alice"), Person(f"{ROLE}/Approver/alice")),
    (Person(f"{ROLE}/Operator/alice"), Person(f"{ROLE}/Approver/ALICE")),
    (Person(f"{USER}/staff/alice"), Person(f"{ROLE}/Approver/alice")),
    (Person(f"{CENTER}/alice@example.com"), Person(f"{OTHER_SET}/alice@example.com")),
    (Person(f"arn:aws:iam::{HERE}:root"), Person(f"arn:aws:iam::{HERE}:root")),
    (Person(""), Person(f"{USER}/bob")),
]
TWO = [
    (Person(f"{USER}/alice", "AIDA1"), Person(f"{USER}/bob", "AIDA2")),
    (Person(f"{ROLE}/Operator/alice"), Person(f"{ROLE}/Approver/bob")),
    (Person(f"{USER}/alice"), Person(f"{ROLE}/Approver/bob")),
    (Person(f"{CENTER}/alice@example.com"), Person(f"{CENTER}/bob@example.com")),
    (Person(f"{CENTER}/alice@example.com"), Person(f"{OTHER_SET}/bob@example.com")),
]


@pytest.mark.parametrize(("first", "second"), ONE)
def test_whoever_may_be_the_same_person_counts_as_one(first: Person, second: Person) -> None:
    assert may_be_one(first, second)
    assert may_be_one(second, first)


@pytest.mark.parametrize(("first", "second"), TWO)
def test_whom_aws_tells_apart_are_two(first: Person, second: Person) -> None:
    assert not may_be_one(first, second)
    assert not may_be_one(second, first)
