"""What the account holds before anybody says a word."""

from demo.story import IDENTITY
from local.twins.identity import BillingIdentity, Contact, Party
from tests.canaries.watched import Watched
from tests.faults.parties import NUMBERS


def settle_in(world: Watched) -> None:
    """The account's numbers, names and addresses are canaries."""
    some, estate, ledger = world.planted, world.aws.estate, world.aws.ledger
    instance = estate.facts()["instance_arn"].rpartition("/")[2]
    NUMBERS[:] = [some.number("Connect") for _ in range(24)]
    for number in NUMBERS:
        estate.claim(number, instance, description=some.words("Connect"))
    named = ("company_name", "address_line_1", "city")
    billed = {name: some.name(f"bill {name}") for name in named}
    IDENTITY.update({"authorized_person": some.name("identity"), "title": some.name("identity")})
    IDENTITY.update(billed)
    reached = {"phone_number": some.number("bill"), "email": some.email("bill")}
    person = Party(full_name=IDENTITY["authorized_person"], **billed, **reached)
    contact = Contact(name=some.name("bill"), email=some.email("bill"))
    ledger.identity = BillingIdentity(
        invoice_profile=Party(**billed, **reached),
        account_contact=person,
        alternate_contact=contact,
    )
