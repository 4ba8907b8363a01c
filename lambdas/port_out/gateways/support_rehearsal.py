"""AWS Support, asked whether it would open a case. Nothing in this file can open one."""

from collections.abc import Callable, Sequence
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, ParamValidationError

from port_out.domain.cases import CaseKind
from port_out.domain.errors import AccessRefused, CaseRefused, TemporarilyUnavailable
from port_out.domain.preflight import CREATE, LEVELS, OPTIONS, SERVICES, Said, SupportReading
from port_out.gateways.clients import aws_client
from port_out.gateways.faults import error_code
from port_out.gateways.partitions import support_region
from port_out.gateways.support_answers import refusal_of_create
from port_out.gateways.support_kinds import kind_among

# Somebody waits for the answer. A rehearsal is not repeated: were it taken for real, that would
# be a second case.
_CONFIG = Config(connect_timeout=3, read_timeout=5, retries={"total_max_attempts": 1})
_ISSUE_TYPE = "customer-service"
_NO_USE_TO_GO_ON = (Said.NO_PLAN, Said.SILENT)
_SAID = {
    "DryRunOperationException": Said.YES,
    "CaseCreationLimitExceeded": Said.LATER,
    "SubscriptionRequiredException": Said.NO_PLAN,
}


class SupportRehearsal:
    """Reads what CreateCase needs and rehearses it; every CreateCase it sends is a dry run.

    `home` is the Region of the program; AWS Support is asked where that partition has it.
    """

    def __init__(self, wanted: CaseKind, home: str, *, client: Any = None) -> None:
        self._wanted = wanted
        place = support_region(home)
        self._client: Any = client or aws_client("support", _CONFIG, place)

    def read(self, subject: str, body: str, *, language: str, cc: Sequence[str]) -> SupportReading:
        """What AWS Support says to a case with this text, in one round of calls; never raises."""
        asked = _Asked()
        found = self._kind(asked)
        if found is None:
            return SupportReading(self._wanted, language, asked.said)
        pair = {"serviceCode": found.service_code, "categoryCode": found.category_code}
        options = asked(
            OPTIONS,
            self._client.describe_create_case_options,
            issueType=_ISSUE_TYPE,
            language=language,
            **pair,
        )
        opened = asked(
            CREATE,
            lambda **what: self._client.create_case(**what, dryRun=True),
            subject=subject,
            communicationBody=body,
            severityCode=found.severity_code,
            issueType=_ISSUE_TYPE,
            language=language,
            ccEmailAddresses=list(cc),
            **pair,
        ).get("caseId", "")
        if opened:
            asked.said[CREATE] = (Said.OPENED, "")
        availability = options.get("languageAvailability", "")
        return SupportReading(self._wanted, language, asked.said, found, availability, opened)

    def _kind(self, asked: "_Asked") -> CaseKind | None:
        """Under what it would be opened; None too where it is of no use to ask on."""
        services = asked(SERVICES, self._client.describe_services, language="en")
        if asked.said[SERVICES][0] in _NO_USE_TO_GO_ON:
            return None
        levels = asked(LEVELS, self._client.describe_severity_levels, language="en")
        return kind_among(services.get("services"), levels.get("severityLevels"), self._wanted)


class _Asked:
    """The calls of one round and how each was answered; one without an answer gives nothing."""

    def __init__(self) -> None:
        self.said: dict[str, tuple[Said, str]] = {}

    def __call__(self, name: str, ask: Callable[..., Any], **what: Any) -> dict[str, Any]:
        answer: dict[str, Any] = {}
        try:
            answer = ask(**what)
            self.said[name] = (Said.YES, "")
        except ClientError as error:
            self.said[name] = (_said_by(error), error_code(error))
        except ParamValidationError as error:
            self.said[name] = (Said.REFUSED, type(error).__name__)
        except BotoCoreError as error:
            self.said[name] = (Said.SILENT, type(error).__name__)
        return answer


def _said_by(error: ClientError) -> Said:
    """What AWS says by an error in a rehearsal: one of its errors says that all is well."""
    refusal = refusal_of_create(error)
    if (code := error_code(error)) in _SAID:
        return _SAID[code]
    if isinstance(refusal, AccessRefused):
        return Said.DENIED
    if isinstance(refusal, TemporarilyUnavailable):
        return Said.LATER
    return Said.REFUSED if isinstance(refusal, CaseRefused) else Said.SILENT
