"""Services, categories, severities, languages and plans of AWS Support."""

from __future__ import annotations

from typing import Any

CUSTOMER_SERVICE, TECHNICAL = "customer-service", "technical"
LANGUAGES = ("zh", "en", "ja", "es", "pt", "fr", "ko", "tr")
AVAILABLE, BEST_EFFORT, UNAVAILABLE = SPOKEN = ("available", "best_effort", "unavailable")
SEVERITIES = {
    "low": "General guidance",
    "normal": "System impaired",
    "high": "Production system impaired",
    "urgent": "Production system down",
    "critical": "Business-critical system down",
}
# A plan's severities; a plan without any has no API.
PLANS = {
    "basic": (),
    "developer": (),
    "business": ("low", "normal", "high", "urgent"),
    "business-plus": ("low", "normal", "high", "urgent"),
    "enterprise": tuple(SEVERITIES),
    "unified-operations": tuple(SEVERITIES),
}
_NAMES: dict[str, tuple[str, str, dict[str, str]]] = {
    "service-connect-number-management": (
        CUSTOMER_SERVICE,
        "Connect (Number Management)",
        {
            "phone-number-port-out": "Phone Number Port Out",
            "number-porting-north-america": "Number Porting North America (US/Canada/Mexico)",
            "number-porting-non-north-america": "Number Porting Non-North America",
            "special-phone-number-request": "Special Phone Number Request",
            "phone-number-migration": "Phone Number Migration",
        },
    ),
    "general-info": (
        CUSTOMER_SERVICE,
        "General Info and Getting Started",
        {"using-aws": "Using AWS & Services", "other": "Other"},
    ),
    "account": (CUSTOMER_SERVICE, "Account", {"other": "Other Account Issues"}),
    "billing": (CUSTOMER_SERVICE, "Billing", {"other": "Other Billing Questions"}),
    "amazon-connect": (
        TECHNICAL,
        "Connect (Contact Center)",
        {"voice": "Voice and Telephony", "general-guidance": "General Guidance"},
    ),
    "aws-lambda": (TECHNICAL, "Lambda", {"general-guidance": "General Guidance"}),
}
SERVICES: list[dict[str, Any]] = [
    {
        "code": code,
        "name": name,
        "categories": [{"code": key, "name": value} for key, value in categories.items()],
    }
    for code, (_, name, categories) in _NAMES.items()
]


def issue_type(service_code: str) -> str | None:
    """The kind of issue a service belongs to; None for an unknown service."""
    return _NAMES[service_code][0] if service_code in _NAMES else None


def has_category(service_code: str, category_code: str) -> bool:
    """Whether the category is one of the service's."""
    return service_code in _NAMES and category_code in _NAMES[service_code][2]
