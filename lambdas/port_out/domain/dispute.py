"""May a refusal be disputed: grounds that 47 CFR 52.36 does not list for a simple US port.

https://www.ecfr.gov/current/title-47/section-52.36 names the only data that a losing carrier may
require there; a name, a street or a signed paper is not among them.
"""

from port_out.domain.numbers import Kind
from port_out.domain.port_out import PortOut

_GROUNDS = {
    "ADDRESS_MISMATCH": "the street address of the account",
    "ENTITY_NAME_MISMATCH": "the name on the account",
    "AUTHORIZED_PERSON_MISMATCH": "the name of the authorized person",
    "BTN_MISMATCH": "the billing telephone number of the account",
    "LOA_MISSING": "a signed letter of authorization",
    "LOA_ILLEGIBLE": "a signed letter of authorization",
    "LOA_EXPIRED": "a signed letter of authorization",
    "PIN_REQUIRED": "a passcode that the customer has not asked for",
}
"""Refusals of ours that rest on data outside the list, and that data in words."""
_LIST = (
    "the ported number, the account number, the ZIP code, the company code, the new network "
    "service provider, the desired due date, the purchase order number, the version, the "
    "portability direction indicator, the customer carrier name abbreviation, the requisition "
    "type and status, the activity, the telephone number of the initiator, the agency authority "
    "status, and a passcode only if the customer has asked for one"
)
_NOT_ADVICE = (
    "This is not legal advice. It holds for simple ports only: one line, no complex features; "
    "ports of contact centres mostly are not simple. Where AWS or the winning carrier files this "
    "one as non-simple, the rule does not apply."
)


def dispute(port_out: PortOut) -> dict[str, str] | None:
    """Why a refusal may be disputed, and a text for the losing side and the winning carrier.

    None where the port can't be a simple one of the US, or the refusal rests on what is listed.
    """
    order, refused = port_out.order, port_out.facts.get("refusal") or {}
    can_be_simple = (
        order.country == "US" and order.kind is Kind.GEOGRAPHIC and order.number_count == 1
    )
    ground = _GROUNDS.get(str(refused.get("code")))
    if port_out.is_over or not can_be_simple or ground is None:
        return None
    why = f"the refusal rests on {ground}, which 47 CFR 52.36 does not list. {_NOT_ADVICE}"
    return {"why": why, "text": _text(port_out, refused["code"], ground)}


def _text(port_out: PortOut, code: str, ground: str) -> str:
    refused, former = port_out.facts["refusal"], port_out.facts.get("former_pons", ())
    order = former[0] if len(former) == 1 else ""
    said = f", with the words: {refused['reason']}" if refused.get("reason") else ""
    return (
        f"The port of one number{f' under order {order}' if order else ''} was refused ({code})"
        f"{said}. The refusal rests on {ground}. For a simple port, 47 CFR 52.36 limits what the "
        f"losing carrier may require to: {_LIST}. We ask you to say which of these fields does "
        "not match, or to let the port go on. If you treat this port as non-simple, please say "
        "so and why."
    )
