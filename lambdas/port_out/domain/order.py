"""What was ordered: the numbers' place, the winning carrier, and whom the LOA names."""

from dataclasses import dataclass

from port_out.domain.numbers import Kind


@dataclass(frozen=True)
class Identity:
    """The customer as the LOA names it; compared with the bill, never changed silently."""

    company_name: str
    authorized_person: str
    address_line_1: str
    city: str
    postal_code: str
    country_code: str
    address_line_2: str = ""
    address_line_3: str = ""
    state_or_region: str = ""
    title: str = ""
    account_number: str = ""
    billing_telephone_number: str = ""

    def as_data(self) -> dict[str, str]:
        """Only the fields that were given."""
        return {name: value for name, value in vars(self).items() if value}


@dataclass(frozen=True)
class Order:
    """What the operator asked for; only a correction changes it."""

    instance_arn: str
    country: str
    kind: Kind
    number_count: int
    winning_carrier: str
    carrier_channel: str
    identity: Identity
    reference: str = ""
    target_date: str = ""
    contact_language: str = "en"
    contact_cc: tuple[str, ...] = ()
