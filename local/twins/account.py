"""The account service: whom the account names as its contact."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from typing import Any

from local.twins.errors import Refused
from local.twins.invoicing import Ledger
from local.twins.service import Caller, Operation

Parameters = dict[str, Any]
CREATED = datetime(2023, 9, 14, 10, 0, tzinfo=UTC)


def operations(ledger: Ledger) -> Mapping[str, Operation]:
    """Each operation on what the ledger knows of the account."""
    return ledger.guard(
        "account",
        {
            "GetContactInformation": partial(_contact, ledger),
            "GetAlternateContact": partial(_alternate_contact, ledger),
            "GetAccountInformation": partial(_information, ledger),
        },
    )


def _contact(ledger: Ledger, caller: Caller, parameters: Parameters) -> Parameters:
    _refuse_account_id(ledger, parameters)
    party = ledger.identity.account_contact
    contact = {
        "FullName": party.name,
        "CompanyName": party.company_name,
        "AddressLine1": party.address_line_1,
        "AddressLine2": party.address_line_2,
        "AddressLine3": party.address_line_3,
        "City": party.city,
        "StateOrRegion": party.state_or_region,
        "DistrictOrCounty": party.district_or_county,
        "PostalCode": party.postal_code,
        "CountryCode": party.country_code,
        "PhoneNumber": party.phone_number,
    }
    return {"ContactInformation": {name: value for name, value in contact.items() if value}}


def _alternate_contact(ledger: Ledger, caller: Caller, parameters: Parameters) -> Parameters:
    _refuse_account_id(ledger, parameters)
    kind, contact = parameters["AlternateContactType"], ledger.identity.alternate_contact
    if kind != "BILLING" or contact is None:
        raise Refused("ResourceNotFoundException", f"No contact of the type {kind} found.")
    return {
        "AlternateContact": {
            "AlternateContactType": kind,
            "Name": contact.name,
            "Title": contact.title,
            "EmailAddress": contact.email,
            "PhoneNumber": contact.phone_number,
        }
    }


def _information(ledger: Ledger, caller: Caller, parameters: Parameters) -> Parameters:
    _refuse_account_id(ledger, parameters)
    return {
        "AccountId": ledger.account_id,
        "AccountName": ledger.identity.account_contact.company_name[:50],
        "AccountCreatedDate": CREATED,
        "AccountState": "ACTIVE",
    }


def _refuse_account_id(ledger: Ledger, parameters: Parameters) -> None:
    # Only a management account may name an account, and never its own.
    if "AccountId" in parameters:
        raise Refused("AccessDeniedException", "You are not authorized to name an account.", 403)
