"""The dry run: everything that the first steps would find, without any effect."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from port_out.api.matching import exact_match, unprintable_in
from port_out.domain.asked import Asked
from port_out.domain.billing import expected_bill
from port_out.domain.billing_advice import findings
from port_out.domain.errors import AccessRefused, InstanceNotFound
from port_out.domain.evidence import Inventory, instance_problem, number_problems, place_problem
from port_out.domain.exact_match import compare
from port_out.domain.numbers import InstanceArn
from port_out.domain.plan import PROTECTED, Place
from port_out.domain.port_out import requested
from port_out.domain.preflight import verdict
from port_out.domain.preflight_advice import support_checks
from port_out.domain.support_case import bodies, console_link, subject
from port_out.gateways.billing import Billing
from port_out.gateways.connect import Connect
from port_out.gateways.support_rehearsal import SupportRehearsal
from port_out.store.locks import NumberLocks
from port_out.store.port_locks import PortLocks

NAME = "po-dry-run"
"""Stands for the id that a real request would get."""
_AS_BILLED = "the LOA is what the bill shows, character by character"
_DIFFERS = "it would wait in Await Correction: correct the identity, or override with a reason"
_NOT_READABLE = "it would wait in Await Correction, as nothing shows whom AWS bills; see `billing`"


def rehearse(
    wanted: Asked,
    *,
    number_locks: NumberLocks,
    port_locks: PortLocks,
    connect: Connect,
    billing: Billing,
    support: SupportRehearsal,
    place: Place,
    now: Callable[[], datetime],
) -> dict[str, Any]:
    """The report: ownership, evidence, the case as it would be written, and who can open it."""
    problem, inventory = _inventory(wanted, connect, place)
    wrong = {}
    if inventory and not problem:
        wrong = number_problems(wanted.numbers, wanted.order, inventory)
    wrong |= dict.fromkeys(port_locks.protecting(wanted.numbers, now()), PROTECTED)
    taken = number_locks.holders(wanted.numbers)
    case = _case(wanted, inventory.instance.alias if inventory else "", now())
    return {
        "dry_run": True,
        "would_be_accepted": not (problem or wrong or taken),
        "ownership": {
            "problem": problem,
            "instance": dict(vars(inventory.instance)) if inventory else None,
            "number_problems": [{"number": n, "problem": text} for n, text in wrong.items()],
            "taken": [{"number": n, "port_out_id": id_} for n, id_ in sorted(taken.items())],
        },
        "evidence": _evidence(wanted, billing, now().date()),
        "case": case,
        "support": _support(wanted, case["subject"], case["bodies"][0], support),
    }


def _inventory(wanted: Asked, connect: Connect, place: Place) -> tuple[str, Inventory | None]:
    instance = InstanceArn.parse(wanted.order.instance_arn)
    elsewhere = place_problem(instance, account=place.account, region=place.region)
    if elsewhere:
        return elsewhere, None
    try:
        inventory = connect.inventory(instance)
    except InstanceNotFound:
        return "its instance does not exist in this account and Region", None
    except AccessRefused:
        return "this deployment may not read the instance", None
    return instance_problem(inventory.instance), inventory


def _evidence(wanted: Asked, billing: Billing, on: date) -> dict[str, Any]:
    reading = billing.read(on)
    bill = expected_bill(reading, {})
    report = compare(wanted.order.identity, bill) if bill else None
    advice = _NOT_READABLE if report is None else _DIFFERS if report.stops else _AS_BILLED
    return {
        "bill": bill.source if bill else "not readable",
        "differences": [field.in_short() for field in report.differing] if report else [],
        "advice": advice,
        "exact_match": exact_match(wanted.order.identity, bill),
        "billing": [finding.as_data() for finding in findings(reading, bill, on)],
        "unprintable": list(unprintable_in(wanted.order)),
    }


def _case(wanted: Asked, alias: str, at: datetime) -> dict[str, Any]:
    port_out, _ = requested(NAME, wanted.order, at=at, by="", facts={})
    return {
        "subject": subject(port_out),
        "bodies": bodies(port_out, sorted(wanted.numbers), alias),
    }


def _support(wanted: Asked, title: str, body: str, support: SupportRehearsal) -> dict[str, Any]:
    """Whether AWS Support would open this very case, and where a person could."""
    order = wanted.order
    reading = support.read(title, body, language=order.contact_language, cc=order.contact_cc)
    checks = support_checks(reading)
    kind = reading.kind or reading.wanted
    return {
        "verdict": verdict(checks),
        "kind": dict(vars(reading.kind)) if reading.kind else None,
        "checks": [check.as_data() for check in checks],
        "by_hand": console_link(kind.service_code, kind.category_code),
    }
