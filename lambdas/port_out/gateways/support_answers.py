"""What AWS Support's answers and errors mean in the domain's words."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError

from port_out.domain.cases import CaseSeen
from port_out.domain.communications import Communication
from port_out.domain.errors import (
    AccessRefused,
    CaseLimitReached,
    CaseRefused,
    CaseUncertain,
    SupportPlanMissing,
    TemporarilyUnavailable,
)
from port_out.domain.reading.hiding import hidden
from port_out.gateways.faults import error_code, is_throttle


def refusal_of_create(error: ClientError) -> Exception:
    """What CreateCase's error says of its effect: surely none, or nobody knows."""
    code = error_code(error)
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    if code == "CaseCreationLimitExceeded":
        return CaseLimitReached(code)
    if code == "SubscriptionRequiredException":
        return SupportPlanMissing(code)
    if code in {"AccessDeniedException", "AccessDenied"}:
        return AccessRefused("support refused CreateCase")
    if is_throttle(error):
        return TemporarilyUnavailable(f"CreateCase: {code}")
    if 400 <= status < 500:
        return CaseRefused(f"CreateCase: {code}")
    return CaseUncertain(f"CreateCase: {code}")


def case_seen(found: dict[str, Any]) -> CaseSeen:
    """One case of DescribeCases."""
    recent = found.get("recentCommunications", {}).get("communications", ())
    return CaseSeen(
        case_id=found["caseId"],
        display_id=found.get("displayId", ""),
        subject=found.get("subject", ""),
        status=found.get("status", ""),
        created_at=found.get("timeCreated", ""),
        recent=tuple(communication(found["caseId"], one) for one in recent),
    )


def communication(case_id: str, found: dict[str, Any]) -> Communication:
    """One communication, its secrets hidden; AWS lists no id, so its content makes one.

    The id is made of the hidden text: of a hash, a PIN of four digits could be guessed.
    """
    by, at, text = found.get("submittedBy", ""), found["timeCreated"], hidden(found.get("body", ""))
    identity = "\n".join((case_id, at, by, text.text))
    return Communication(
        id=hashlib.sha256(identity.encode()).hexdigest()[:32],
        by=by,
        at=datetime.fromisoformat(at.replace("Z", "+00:00")),
        text=text.text,
        attachments=tuple(_id_and_name(one) for one in _attachments(found)),
        hidden=text.kinds,
        secrets=text.secrets,
    )


def _attachments(found: dict[str, Any]) -> Sequence[dict[str, Any]]:
    files: Sequence[dict[str, Any]] = found.get("attachments") or found.get("attachmentSet") or ()
    return files


def _id_and_name(attachment: dict[str, Any]) -> str:
    """AWS gives a file out by its id; people know it by its name."""
    return f"{attachment.get('attachmentId', '')} {attachment.get('fileName', '')}".strip()
