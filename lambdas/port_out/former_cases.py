"""The cases of a port-out that were followed by another: the last word reaches them too."""

from contextlib import suppress

from port_out.domain.errors import AccessRefused, CaseNotFound, SupportPlanMissing
from port_out.domain.port_out import PortOut
from port_out.gateways.support import Support


def close_former_cases(port_out: PortOut, text: str, mark: str, support: Support) -> None:
    """Those that are open again hear the text and are resolved; a resolved one hears nothing.

    Our text might open a resolved case again. What the API does not reach stays as it is.
    """
    former = port_out.facts.get("former_case_ids", ())
    with suppress(SupportPlanMissing, AccessRefused, CaseNotFound):
        for case in support.cases(former) if former else ():
            if not case.is_resolved:
                support.close(case.case_id, text, mark)
