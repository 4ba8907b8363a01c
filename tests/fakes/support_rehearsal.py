"""AWS Support that is only asked what it would do."""

from collections.abc import Sequence

from port_out.domain.cases import CaseKind, FoundBy
from port_out.domain.preflight import CREATE, LEVELS, OPTIONS, SERVICES, Said, SupportReading
from port_out.gateways.support_rehearsal import SupportRehearsal

KIND = CaseKind("service-connect-number-management", "phone-number-port-out", "low", FoundBy.CODE)
WILLING = SupportReading(
    wanted=CaseKind(KIND.service_code, KIND.category_code, "low"),
    language="en",
    said=dict.fromkeys((SERVICES, LEVELS, OPTIONS, CREATE), (Said.YES, "")),
    kind=KIND,
    availability="available",
)


class FakeSupportRehearsal(SupportRehearsal):
    """Answers `reading`; `asked` has what each case would have been."""

    def __init__(self, reading: SupportReading = WILLING) -> None:
        self.reading = reading
        self.asked: list[tuple[str, str, str, tuple[str, ...]]] = []

    def read(self, subject: str, body: str, *, language: str, cc: Sequence[str]) -> SupportReading:
        self.asked.append((subject, body, language, tuple(cc)))
        return self.reading
