"""Phone numbers, their kinds, and the instance that holds them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from port_out.domain.errors import BadInput, Problem

_INSTANCE_ARN = re.compile(
    r"arn:(aws[a-z-]*):connect:([a-z0-9-]+):([0-9]{12}):instance/([0-9a-zA-Z-]{1,100})"
)


class Kind(StrEnum):
    """The kinds of number that port in different ways, and so in different port-outs."""

    GEOGRAPHIC = "geographic"
    TOLL_FREE = "toll_free"


KIND_OF_TYPE = {"DID": Kind.GEOGRAPHIC, "TOLL_FREE": Kind.TOLL_FREE}
"""Amazon Connect's PhoneNumberType of the numbers that can leave by this procedure."""

CANNOT_LEAVE = {
    "UIFN": "a universal international freephone number moves through the ITU at preset times",
    "SHARED": "a shared-cost number follows its country's own rules",
    "SHORT_CODE": "a short code is granted case by case",
    "THIRD_PARTY_TF": "AWS is not the carrier of a third-party number",
    "THIRD_PARTY_DID": "AWS is not the carrier of a third-party number",
}
"""Types that this procedure does not cover, with the reason; see docs/real-account.md."""


class NumberOutcome(StrEnum):
    """What became of one number inside its port-out."""

    REQUESTED = "requested"
    REJECTED = "rejected"
    REMOVED = "removed"
    REFUSED = "refused"
    SCHEDULED = "scheduled"
    PORTED = "ported"
    LEFT_BEHIND = "left_behind"


@dataclass(frozen=True)
class NumberEvent:
    """What a signal made of a number; `sequence` is the transition that used the signal."""

    sequence: int
    at: str
    outcome: NumberOutcome
    reason: str
    signal: str


@dataclass(frozen=True)
class Number:
    """One number of a port-out; `reason` says why it was rejected, refused or left behind.

    `history` has what was said of it alone; domain/number_history.py knows the rest.
    `changes` counts the writes of its row, so that a write that lost a race is refused.
    """

    number: str
    outcome: NumberOutcome = NumberOutcome.REQUESTED
    reason: str = ""
    history: tuple[NumberEvent, ...] = ()
    changes: int = 0


@dataclass(frozen=True)
class HeldNumber:
    """A number as Amazon Connect lists it."""

    number: str
    id: str
    arn: str
    type: str
    country: str
    target_arn: str
    instance_id: str
    source_arn: str = ""


@dataclass(frozen=True)
class InstanceArn:
    """The ARN of an Amazon Connect instance, taken apart."""

    arn: str
    partition: str
    region: str
    account: str
    id: str

    @classmethod
    def parse(cls, text: str, field: str = "instance_arn") -> "InstanceArn":
        """The instance; BadInput where the text is no instance ARN."""
        match = _INSTANCE_ARN.fullmatch(text)
        if match is None:
            mend = "give arn:aws:connect:REGION:ACCOUNT:instance/ID, as the console shows it"
            raise BadInput([Problem(field, "is not the ARN of a Connect instance", mend)])
        partition, region, account, instance_id = match.groups()
        return cls(text, partition, region, account, instance_id)


@dataclass(frozen=True)
class ParsedNumber:
    """An E.164 number with what its country's numbering plan says of it."""

    number: str
    country: str
    kind: Kind


def parse_number(text: str, field: str) -> ParsedNumber:
    """The number in E.164 (ITU-T E.164, leading +); BadInput with the mend otherwise."""
    import phonenumbers

    mend = "write it as + and country code, digits only, for instance +12065550100"
    if not re.fullmatch(r"\+[1-9][0-9]{6,14}", text):
        raise BadInput([Problem(field, "is not in E.164 form", mend)])
    try:
        parsed = phonenumbers.parse(text, None)
    except phonenumbers.NumberParseException:
        raise BadInput([Problem(field, "has no known country code", mend)]) from None
    if not phonenumbers.is_possible_number(parsed):
        detail = "has the wrong number of digits for its country"
        raise BadInput(
            [Problem(field, detail, "compare it with the Connect console, digit by digit")]
        )
    toll_free = phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.TOLL_FREE
    country = phonenumbers.region_code_for_number(parsed) or (
        phonenumbers.region_code_for_country_code(parsed.country_code or 0)
    )
    return ParsedNumber(text, country, Kind.TOLL_FREE if toll_free else Kind.GEOGRAPHIC)


def parse_numbers(texts: Iterable[str], field: str = "numbers") -> list[ParsedNumber]:
    """All numbers, each once; BadInput with one entry for every number that can't be used."""
    problems: list[Problem] = []
    parsed: dict[str, ParsedNumber] = {}
    for index, text in enumerate(texts):
        where = f"{field}[{index}]"
        try:
            number = parse_number(text, where)
        except BadInput as error:
            problems.extend(error.problems)
            continue
        if number.number in parsed:
            problems.append(Problem(where, "is listed twice", "list each number once"))
        parsed[number.number] = number
    if problems:
        raise BadInput(problems)
    return list(parsed.values())
