"""Service, category and severity of a port-out among those that AWS Support lists."""

from collections.abc import Iterator, Sequence
from typing import Any

from port_out import settings
from port_out.domain.cases import CaseKind, FoundBy

_SERVICE_NAME = "connect (number management)"
_CATEGORY_NAME = "phone number port out"
Listed = Sequence[dict[str, Any]]


def configured_kind() -> CaseKind:
    """The codes that this deployment was given."""
    return CaseKind(
        settings.support_service_code(),
        settings.support_category_code(),
        settings.support_severity(),
    )


def kind_among(services: Listed | None, levels: Listed | None, wanted: CaseKind) -> CaseKind | None:
    """What to open the case under; None where AWS lists nothing that fits.

    The wanted codes come first, then the names that AWS's page gives. A list that is None may not
    be read: what is wanted is then used as it is, and CreateCase has the last word.
    """
    severity = _severity(levels, wanted.severity_code)
    if services is None:
        return CaseKind(wanted.service_code, wanted.category_code, severity)
    found = sorted(_fitting(services, wanted), key=lambda kind: kind[2] is not FoundBy.CODE)
    for service, category, found_by in found:
        return CaseKind(service, category, severity, found_by)
    return None


def _severity(levels: Listed | None, wanted: str) -> str:
    codes = [level["code"] for level in levels or ()]
    return wanted if not codes or wanted in codes else str(codes[0])


def _fitting(services: Listed, wanted: CaseKind) -> Iterator[tuple[str, str, FoundBy]]:
    for service in services:
        service_by = _found_by(service, wanted.service_code, _SERVICE_NAME)
        for category in service["categories"] if service_by else ():
            category_by = _found_by(category, wanted.category_code, _CATEGORY_NAME)
            if category_by:
                by_code = service_by is category_by is FoundBy.CODE
                found_by = FoundBy.CODE if by_code else FoundBy.NAME
                yield service["code"], category["code"], found_by


def _found_by(listed: dict[str, Any], code: str, name: str) -> FoundBy | None:
    if listed["code"] == code:
        return FoundBy.CODE
    return FoundBy.NAME if listed["name"].strip().lower() == name else None
