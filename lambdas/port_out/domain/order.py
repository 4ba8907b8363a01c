"""What was ordered: the numbers' place, the winning carrier, and whom the LOA names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from port_out.domain.numbers import Kind

LOA_DAYS = {Kind.GEOGRAPHIC: 15, Kind.TOLL_FREE: 30}
"""How old a signature may be where the carrier's own rule is not given: AWS's LOA rules, Somos."""


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
    """What the operator asked for; only a correction changes it.

    `loa_days` is how old a signature the winning carrier takes, `resp_org` its id in the
    toll-free registry, and the contact is whom the carrier may call.
    """

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
    loa_days: int = 15
    resp_org: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_email: str = ""

    def as_data(self) -> dict[str, Any]:
        """Plain data, without what was not given."""
        told = {name: value for name, value in vars(self).items() if value not in ("", ())}
        return told | {"identity": self.identity.as_data()}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> "Order":
        """The order of which this is the plain data."""
        parsed = {
            "kind": Kind(data["kind"]),
            "identity": Identity(**data["identity"]),
            "contact_cc": tuple(data.get("contact_cc", ())),
        }
        return cls(**{**data, **parsed})
