"""AWS Support: open, read, answer and close a case. Any endpoint serves the same cases."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from botocore.config import Config
from botocore.exceptions import ClientError

from port_out import settings
from port_out.domain.cases import CaseKind, CaseSeen
from port_out.domain.communications import Communication
from port_out.domain.errors import (
    AccessRefused,
    CaseNotFound,
    CaseUncertain,
    SupportPlanMissing,
    TextRefused,
)
from port_out.domain.order import Order
from port_out.gateways.clients import aws_client
from port_out.gateways.faults import error_code, translated
from port_out.gateways.partitions import support_region
from port_out.gateways.support_answers import case_seen, communication, refusal_of_create
from port_out.gateways.support_kinds import Listed, configured_kind, kind_among

_READ = Config(
    connect_timeout=5, read_timeout=20, retries={"mode": "standard", "total_max_attempts": 5}
)
_ONCE = Config(connect_timeout=5, read_timeout=30, retries={"total_max_attempts": 1})
"""What has an effect and no client token is sent once; its caller decides what comes next."""

_CASES_A_CALL = 100
_KNOWN = {
    "SubscriptionRequiredException": SupportPlanMissing,
    "CaseIdNotFound": CaseNotFound,
}


class Support:
    """The customer's side of a Support case."""

    def __init__(self, *, reading: Any = None, acting: Any = None) -> None:
        region = support_region(settings.region())
        self._reading: Any = reading or aws_client("support", _READ, region)
        self._acting: Any = acting or aws_client("support", _ONCE, region)

    def kind_of_case(self) -> CaseKind | None:
        """Service, category and severity as this account has them; None if they don't exist."""
        services = self._listed(self._reading.describe_services, "services")
        levels = self._listed(self._reading.describe_severity_levels, "severityLevels")
        return kind_among(services, levels, configured_kind())

    def create(self, order: Order, kind: CaseKind, subject: str, body: str) -> str:
        """Open the case with one call and answer its id.

        CaseLimitReached, SupportPlanMissing, AccessRefused and CaseRefused: surely not opened.
        CaseUncertain: nobody knows.
        """
        try:
            answer = self._acting.create_case(
                subject=subject,
                communicationBody=body,
                serviceCode=kind.service_code,
                categoryCode=kind.category_code,
                severityCode=kind.severity_code,
                issueType="customer-service",
                language=order.contact_language,
                ccEmailAddresses=list(order.contact_cc),
            )
        except ClientError as error:
            raise refusal_of_create(error) from error
        except Exception as error:
            raise CaseUncertain(f"CreateCase: {type(error).__name__}") from error
        return str(answer["caseId"])

    def find(self, marker: str, after: datetime) -> list[CaseSeen]:
        """All cases with this marker in the subject, the oldest first, resolved ones included."""
        cases = self._described(
            afterTime=after.astimezone(UTC).isoformat(), includeResolvedCases=True
        )
        found = [case for case in cases if marker in case.subject]
        return sorted(found, key=lambda case: case.created_at)

    def cases(self, case_ids: Sequence[str]) -> list[CaseSeen]:
        """Those of these cases that AWS knows, with their latest communications, 100 a call."""
        found: list[CaseSeen] = []
        for start in range(0, len(case_ids), _CASES_A_CALL):
            found.extend(self._known(list(case_ids[start : start + _CASES_A_CALL])))
        return found

    def case_with_display_id(self, display_id: str) -> CaseSeen | None:
        """The case that the console shows under this id."""
        try:
            found = self._described(displayId=display_id, includeResolvedCases=True)
        except CaseNotFound:
            return None
        return found[0] if found else None

    def communications(self, case_id: str) -> list[Communication]:
        """Everything that was said on the case, the oldest first."""
        pages = self._reading.get_paginator("describe_communications").paginate(
            caseId=case_id, PaginationConfig={"PageSize": 100}
        )
        with translated("support", _KNOWN):
            said = [communication(case_id, one) for page in pages for one in page["communications"]]
        return sorted(said, key=lambda one: one.at)

    def say(self, case_id: str, text: str, mark: str) -> None:
        """Put a text onto the case once: whoever finds its mark there adds nothing."""
        if any(mark in said.text for said in self.communications(case_id)):
            return
        try:
            with translated("support", _KNOWN):
                self._acting.add_communication_to_case(caseId=case_id, communicationBody=text)
        except ClientError as error:
            # What AWS answers on a case that is resolved for good is not documented.
            raise TextRefused(f"AddCommunicationToCase: {error_code(error)}") from error

    def close(self, case_id: str, text: str, mark: str) -> bool:
        """Say a last text and resolve the case; False where only a person can reach it."""
        try:
            self.say(case_id, text, mark)
            self.resolve(case_id)
        except (SupportPlanMissing, AccessRefused, CaseNotFound, TextRefused):
            return False
        return True

    def resolve(self, case_id: str) -> None:
        """Resolve the case; one that is resolved stays so."""
        if any(case.is_resolved for case in self.cases([case_id])):
            return
        with translated("support", _KNOWN):
            self._acting.resolve_case(caseId=case_id)

    def _listed(self, ask: Any, name: str) -> Listed | None:
        """A list of AWS's; None where the role may not read it."""
        try:
            with translated("support", _KNOWN):
                listed: Listed = ask(language="en")[name]
        except AccessRefused:
            return None
        return listed

    def _known(self, some: list[str]) -> list[CaseSeen]:
        """One case that AWS does not know makes it refuse the whole list; so halve the list."""
        try:
            return self._described(
                caseIdList=some, includeResolvedCases=True, includeCommunications=True
            )
        except CaseNotFound:
            half = len(some) // 2
            return self._known(some[:half]) + self._known(some[half:]) if half else []

    def _described(self, **what: Any) -> list[CaseSeen]:
        asked = {"includeCommunications": False} | what
        pages = self._reading.get_paginator("describe_cases").paginate(
            PaginationConfig={"PageSize": 100}, **asked
        )
        with translated("support", _KNOWN):
            return [case_seen(one) for page in pages for one in page["cases"]]
