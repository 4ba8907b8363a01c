"""Whether an account can begin at all: its Region, an instance of it, and whom its bill names."""

from datetime import date

from port_out.domain.billing import expected_bill
from port_out.domain.billing_advice import findings
from port_out.domain.errors import AccessRefused, InstanceNotFound, TemporarilyUnavailable
from port_out.domain.evidence import instance_problem, place_problem
from port_out.domain.numbers import InstanceArn
from port_out.domain.preflight import Check, Result
from port_out.gateways.billing import Billing
from port_out.gateways.connect import Connect


def region_check(partition: str, region: str, with_connect: bool) -> Check:
    """Whether the program can be deployed where it is to be deployed."""
    if partition != "aws":
        detail = f"the account is of the partition {partition}, the templates are for aws"
        return Check("region", Result.PROBLEM, detail, "use an account of the partition aws")
    if not with_connect:
        mend = "see that the name is right: it is REGION= of make"
        return Check("region", Result.NOTE, f"no Amazon Connect is known in {region}", mend)
    detail = f"{region} has Amazon Connect; AWS Support is asked in us-east-1 for every Region"
    return Check("region", Result.OK, detail)


def instance_check(instance: InstanceArn, connect: Connect, *, account: str, region: str) -> Check:
    """Whether this account and Region have the instance, and may read it."""
    if elsewhere := place_problem(instance, account=account, region=region):
        mend = "run this with the account and REGION= of the instance"
        return Check("instance", Result.PROBLEM, elsewhere, mend)
    try:
        inventory = connect.inventory(instance)
    except InstanceNotFound:
        detail = f"{region} has no instance {instance.id}"
        return Check("instance", Result.PROBLEM, detail, "copy its ARN from the Connect console")
    except AccessRefused as error:
        mend = "allow connect:DescribeInstance, ListPhoneNumbersV2, ListTrafficDistributionGroups"
        return Check("instance", Result.UNKNOWN, str(error), mend)
    except TemporarilyUnavailable as error:
        return Check("instance", Result.UNKNOWN, str(error), "try again later")
    found, numbers = inventory.instance, len(inventory.numbers)
    if problem := instance_problem(found):
        return Check("instance", Result.PROBLEM, problem, "wait until it is ACTIVE")
    return Check("instance", Result.OK, f"{found.alias or found.id} holds {numbers} numbers")


def bill_checks(billing: Billing, today: date) -> list[Check]:
    """Whom AWS bills as far as this account may read it; nothing here stops a case."""
    try:
        reading = billing.read(today)
    except TemporarilyUnavailable as error:
        return [Check("bill", Result.NOTE, str(error), "try again later")]
    bill = expected_bill(reading, {})
    detail = f"account is {reading.standing}; the LOA is compared with"
    checks = [
        Check("bill", Result.OK, f"{detail} the {bill.source}")
        if bill
        else Check("bill", Result.NOTE, f"{detail} what you say of the bill: none can be read")
    ]
    if reading.account_contact is None:
        mend = "fill in the contact of the account: AWS Support may compare with it"
        checks.append(Check("contact", Result.NOTE, "no contact of the account is read", mend))
    else:
        checks.append(Check("contact", Result.OK, "the account has a contact"))
    return checks + [
        Check("bill", Result.NOTE, finding.case, finding.advice)
        for finding in findings(reading, bill, today)
    ]
