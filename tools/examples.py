"""One body for each request of the API, as somebody would send it."""

from typing import Any

_IDENTITY = {
    "company_name": "Example Corp.",
    "authorized_person": "Ana Carolina Silva",
    "address_line_1": "100 Main Street",
    "city": "Seattle",
    "state_or_region": "WA",
    "postal_code": "98109",
    "country_code": "US",
}
_NUMBERS = ["+12065550100", "+12065550101"]
_CARRIER = {"name": "Example Telecom", "channel": "standard"}
_INSTANCE = "arn:aws:connect:us-east-1:123456789012:instance/aaaaaaaa-1111-2222-3333-444444444444"
EXAMPLES: dict[str, dict[str, Any]] = {
    "request": {
        "instance_arn": _INSTANCE,
        "numbers": _NUMBERS,
        "country": "US",
        "kind": "geographic",
        "winning_carrier": _CARRIER | {"loa_days": 30},
        "identity": _IDENTITY,
        "reference": "order-4711",
        "target_date": "2026-12-15",
        "contact": {"name": "Ana Silva", "email": "ana@example.com", "language": "en"},
    },
    "plan": {"numbers": _NUMBERS, "winning_carrier": _CARRIER},
    "batch": {
        "numbers": [*_NUMBERS, "+18005550100"],
        "winning_carrier": _CARRIER,
        "identity": _IDENTITY,
        "reference": "move-2026",
        "target_date": "2026-12-15",
        "overrides": [
            {
                "for": {"kind": "toll_free"},
                "use": {"winning_carrier": {"name": "Example Toll-Free", "resp_org": "ABC01"}},
            }
        ],
    },
    "signal": {
        "type": "support.approved",
        "facts": {},
        "id": "approved-1",
        "said_by": "AWS Support, by telephone to Ana Silva",
        "said_at": "2026-11-24T10:00:00-08:00",
    },
    "approval": {"decision": "approve", "sha256": "0" * 64, "reason": "I have seen the list"},
    "lock": {"number": "+12065550100", "reason": "our main line"},
    "unlocking": {
        "number": "+12065550100",
        "decision": "approve",
        "seen": "0" * 64,
        "reason": "it moves in spring",
    },
    "document": {"name": "loa.pdf", "content_type": "application/pdf"},
    "link": {"name": "Bo Berg", "company": "Example Telecom", "valid_days": 7},
    "callback": {
        "type": "carrier.submitted",
        "timestamp": "2026-12-01T18:00:00Z",
        "data": {"pon": "PON-12345"},
    },
}
