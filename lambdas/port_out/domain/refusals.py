"""The one vocabulary of refusals: what it means, who mends it, and how.

Normalised from the carriers' published codes (domain/carrier_words) and from what AWS
publishes of its own refusals; a code that is not listed is kept verbatim under OTHER.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Refusal:
    """A normalised refusal code; `same_order` is False where the order must be made anew."""

    code: str
    who: str
    field: str
    same_order: bool
    mend: str


_NEW_LOA = "correct it to what the bill shows, sign a new LOA and resubmit"

_ALL = (
    Refusal("ACCOUNT_NUMBER_MISMATCH", "operator", "identity.account_number", True,
            "give the account number that AWS Support named"),
    Refusal("ACCOUNT_NUMBER_REQUIRED", "operator", "identity.account_number", True,
            "give the account number that AWS Support named"),
    Refusal("PIN_INVALID", "operator", "pin", True, "ask AWS Support for the PIN"),
    Refusal("PIN_REQUIRED", "operator", "pin", True, "ask AWS Support for the PIN"),
    Refusal("POSTAL_CODE_MISMATCH", "operator", "identity.postal_code", True, _NEW_LOA),
    Refusal("POSTAL_CODE_REQUIRED", "operator", "identity.postal_code", True,
            "give the postal code that the bill shows"),
    Refusal("ADDRESS_MISMATCH", "operator", "identity.address_line_1", True, _NEW_LOA),
    Refusal("ENTITY_NAME_MISMATCH", "operator", "identity.company_name", True, _NEW_LOA),
    Refusal("AUTHORIZED_PERSON_MISMATCH", "operator", "identity.authorized_person", True, _NEW_LOA),
    Refusal("BTN_MISMATCH", "operator", "identity.billing_telephone_number", True,
            "ask AWS Support for the billing telephone number"),
    Refusal("BTN_PORTING", "operator", "identity.billing_telephone_number", True,
            "name the billing telephone number that the numbers which stay shall have"),
    Refusal("PORT_TYPE_INCORRECT", "winning carrier", "", True,
            "have the carrier file it as the right type (full or partial)"),
    Refusal("NUMBER_NOT_ON_ACCOUNT", "operator", "remove_numbers", False,
            "remove the number and request it from the instance that holds it"),
    Refusal("NUMBER_NOT_ACTIVE", "AWS Support", "remove_numbers", False,
            "have AWS make the number active, or remove it"),
    Refusal("NUMBER_NOT_PORTABLE", "operator", "remove_numbers", False,
            "remove the number; it needs a new one at the winning carrier"),
    Refusal("RATE_CENTER", "winning carrier", "remove_numbers", False,
            "remove the number; the carrier can't take numbers of its rate centre"),
    Refusal("NUMBER_FEATURE_BLOCKS", "operator", "", True, "take the feature off the number"),
    Refusal("NUMBER_LOCKED", "AWS Support", "", True, "have the port lock lifted"),
    Refusal("OTHER_ORDER_PENDING", "operator", "", True, "end the other order, then resubmit"),
    Refusal("SPLIT_REQUIRED", "operator", "remove_numbers", False,
            "split the order as the refusal says"),
    Refusal("TOO_MANY", "operator", "remove_numbers", False,
            "split the order into smaller ones: remove numbers here, request them separately"),
    Refusal("DIFFERENT_ACCOUNTS", "operator", "remove_numbers", False,
            "split the order: one for each account that holds numbers"),
    Refusal("LOA_MISSING", "operator", "loa", True, "upload the signed LOA and resubmit"),
    Refusal("LOA_ILLEGIBLE", "operator", "loa", True, "upload a legible LOA and resubmit"),
    Refusal("LOA_EXPIRED", "operator", "loa", True, "sign the LOA again and resubmit"),
    Refusal("FOC_REJECTED", "winning carrier", "", True, "agree another date"),
    Refusal("FOC_EXPIRED", "winning carrier", "", True, "agree another date"),
    Refusal("CARRIER_NO_RESPONSE", "winning carrier", "", True, "have the carrier escalate"),
    Refusal("CARRIER_OUTAGE", "winning carrier", "", True,
            "wait for the carrier's systems, then have it resubmit or escalate"),
    Refusal("CUSTOMER_NOT_READY", "operator", "", True, "tell the carrier when you are ready"),
    Refusal("REGISTRY_CONFLICT", "winning carrier", "", True,
            "have both carriers resolve the conflict in the registry"),
    Refusal("TOO_LATE_TO_CHANGE", "nobody", "", False, "let the port happen, then port again"),
    Refusal("CARRIER_CANCELLED", "winning carrier", "", True,
            "ask the carrier why it cancelled and have it file a new order"),
    Refusal("OTHER", "operator", "", True, "read the reason and decide"),
)  # fmt: skip

REFUSALS = {refusal.code: refusal for refusal in _ALL}


def refusal(code: str) -> Refusal:
    """The refusal with this code; OTHER for a code that nobody has listed."""
    return REFUSALS.get(code.upper(), REFUSALS["OTHER"])
