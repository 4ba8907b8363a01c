"""What a request asks for: its body as an Order and numbers, or everything that is wrong."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from port_out.api.problems import Refused
from port_out.api.shapes import shaped
from port_out.domain.asked import Asked, day_of
from port_out.domain.errors import BadInput, Problem
from port_out.domain.numbers import InstanceArn, Kind, ParsedNumber, parse_numbers
from port_out.domain.order import LOA_DAYS, Identity, Order

_NEVER_BLANK = frozenset(
    {"name", "company_name", "authorized_person", "address_line_1", "city", "postal_code"}
)


def asked_of(body: Any) -> Asked:
    """What a body asks for; BadInput with all that is wrong, in shape and in each number."""
    try:
        return asked(shaped("request", body))
    except BadInput as error:
        named = {problem.field for problem in error.problems}
        more = [problem for problem in _of_numbers(body) if problem.field not in named]
        raise BadInput([*error.problems, *more]) from None


def _of_numbers(body: Any) -> Sequence[Problem]:
    """What is wrong with the numbers of a body whose shape may be wrong too."""
    listed = body.get("numbers") if isinstance(body, Mapping) else None
    if not isinstance(listed, list):
        return ()
    return _of(lambda: parse_numbers(n if isinstance(n, str) else "" for n in listed))


def asked(body: Mapping[str, Any]) -> Asked:
    """The meaning of a body of the right shape; BadInput with one problem per field or number."""
    problems = [*_of(lambda: InstanceArn.parse(body["instance_arn"]))]
    problems += blanks({"name": body["winning_carrier"]["name"]}, "winning_carrier")
    problems += blanks(body["identity"], "identity")
    problems += _of(lambda: day_of(body.get("target_date")))
    numbers: Sequence[ParsedNumber] = ()
    try:
        numbers = parse_numbers(body["numbers"])
    except BadInput as error:
        problems += error.problems
    if problems:
        raise BadInput(problems)
    country, kind = _one_group(numbers, body.get("country"), body.get("kind"))
    return Asked(_order(body, country, kind), tuple(number.number for number in numbers))


def _order(body: Mapping[str, Any], country: str, kind: Kind) -> Order:
    carrier, contact = body["winning_carrier"], body.get("contact", {})
    return Order(
        instance_arn=body["instance_arn"],
        country=country,
        kind=kind,
        number_count=len(body["numbers"]),
        winning_carrier=carrier["name"],
        carrier_channel=carrier.get("channel", "standard"),
        identity=Identity(**body["identity"]),
        reference=body.get("reference", ""),
        target_date=body.get("target_date", ""),
        contact_language=contact.get("language", "en"),
        contact_cc=tuple(contact.get("cc", ())),
        loa_days=carrier.get("loa_days", LOA_DAYS[kind]),
        resp_org=carrier.get("resp_org", ""),
        contact_name=contact.get("name", ""),
        contact_phone=contact.get("phone", ""),
        contact_email=contact.get("email", ""),
    )


def _one_group(
    numbers: Sequence[ParsedNumber], country: str | None, kind: str | None
) -> tuple[str, Kind]:
    """The one country and kind; what the body says wins over the numbering plan, a mere hint."""
    groups = Counter(
        (country or number.country, Kind(kind) if kind else number.kind) for number in numbers
    )
    if len(groups) == 1:
        return next(iter(groups))
    raise Refused(
        "several-port-outs",
        "one port-out is for one country and one kind of number; POST /port-outs/plan splits "
        "the list by what Amazon Connect says of each number",
        groups=[
            {"country": land, "kind": sort, "number_count": count}
            for (land, sort), count in sorted(groups.items())
        ],
        plan="/port-outs/plan",
    )


def blanks(texts: Mapping[str, str], field: str) -> list[Problem]:
    """One problem for each text that must say something and does not."""
    return [
        Problem(f"{field}.{name}", "is blank", "give it as the bill shows it")
        for name, text in texts.items()
        if name in _NEVER_BLANK and not text.strip()
    ]


def _of(parse: Callable[[], object]) -> Sequence[Problem]:
    try:
        parse()
    except BadInput as error:
        return error.problems
    return ()
