"""The case that a person has to open: where, and with which text."""

from dataclasses import dataclass
from typing import Any

from port_out.domain.follow_up import follow_up_bodies, follow_up_subject, is_for_operator
from port_out.domain.life_cycle import State
from port_out.domain.port_out import PortOut
from port_out.domain.support_case import bodies, console_link, subject


@dataclass(frozen=True)
class CaseCodes:
    """The codes under which AWS Support files such a case; they make the deep link."""

    service: str
    category: str


def manual_case(port_out: PortOut, numbers: list[str], codes: CaseCodes) -> dict[str, Any] | None:
    """The text to paste and where, while a person has to open the case, or one that follows it."""
    alias = str(port_out.facts.get("instance_alias", ""))
    link = console_link(codes.service, codes.category)
    if is_for_operator(port_out):
        texts = follow_up_bodies(port_out, numbers, alias)
        return {"link": link, "subject": follow_up_subject(port_out), "bodies": texts}
    if port_out.state is not State.AWAIT_MANUAL_CASE:
        return None
    return {"link": link, "subject": subject(port_out), "bodies": bodies(port_out, numbers, alias)}
