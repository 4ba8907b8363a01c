"""What AWS Support does on a case becomes communications and signals, each stored once."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from port_out.domain.cases import CaseSeen
from port_out.domain.communications import UNCLEAR, Communication, ours_among
from port_out.domain.life_cycle import ENDS
from port_out.domain.port_out import PortOut
from port_out.domain.record import timestamp
from port_out.domain.signals import Signal, SignalType
from port_out.domain.upkeep import quiet_signal
from port_out.gateways.secrets import Secrets
from port_out.store.inbox import Inbox

BY = "AWS Support"
UNREADABLE = (
    "(AWS Support wrote on the case. This account has no Support API: read it in the console, "
    "then decide.)"
)


class Conversation:
    """Stores what was said and done on the case, whether an event or the sweep brought it."""

    def __init__(self, inbox: Inbox, secrets: Secrets, now: Callable[[], datetime]) -> None:
        self._inbox = inbox
        self._secrets = secrets
        self._now = now

    def knows(self, port_out: PortOut, said: Iterable[Communication]) -> bool:
        """True when all of these are stored."""
        known = {one.id for one in self._inbox.communications(port_out.id)}
        return all(one.id in known for one in said)

    def keep(
        self, port_out: PortOut, said: Iterable[Communication], *, aws_wrote: bool = False
    ) -> int:
        """Store what is new; answers how many texts of AWS were.

        With `aws_wrote` (an event said so) a new text counts as AWS's whatever name it bears, if
        none bears AWS's: how AWS signs is not documented. Without, one that is signed neither by
        AWS nor by us counts too, but only a person may say what it means. Secrets are stored
        before the signal, the signal before the text: a text that is there has both.
        """
        every = list(said)
        known = {one.id for one in self._inbox.communications(port_out.id)}
        new = [one for one in every if one.id not in known]
        unsigned = aws_wrote and not any(one.is_from_aws for one in new)
        ours = ours_among(every, port_out.id)
        from_aws = 0
        for one in new:
            is_aws = one.is_from_aws or (unsigned and f"[{port_out.id}" not in one.text)
            if is_aws or one.id not in ours:
                from_aws += self._keep_word_of_aws(port_out, one, is_clear=is_aws)
            self._inbox.keep_communication(port_out.id, one)
        return from_aws

    def _keep_word_of_aws(self, port_out: PortOut, said: Communication, *, is_clear: bool) -> bool:
        if port_out.state not in ENDS:
            self._secrets.keep(port_out.id, said.id, said.secrets)
        facts = {"communication": said.id, "said_at": timestamp(said.at)}
        if not is_clear:
            facts["signed"] = UNCLEAR
        return self._keep_signal(port_out, f"said-{said.id}", SignalType.SUPPORT_WROTE, facts)

    def keep_unread(self, port_out: PortOut, communication_id: str, at: datetime) -> int:
        """Store that AWS wrote something that this account has no API to read."""
        id_ = hashlib.sha256(communication_id.encode()).hexdigest()[:32]
        return self.keep(port_out, [Communication(id_, "Amazon Web Services", at, UNREADABLE)])

    def resolved(self, port_out: PortOut) -> bool:
        """AWS resolved the case. That is never the end of a port; somebody must look."""
        since = port_out.facts.get("case_reopened_at", "opening")
        return self._keep_signal(
            port_out, f"resolved-after-{since}", SignalType.SUPPORT_RESOLVED_CASE
        )

    def reopened(self, port_out: PortOut) -> bool:
        """The case that was resolved is open again; of one that was not, that is no news."""
        since = port_out.facts.get("case_resolved_at")
        return since is not None and self._keep_signal(
            port_out, f"reopened-after-{since}", SignalType.SUPPORT_REOPENED_CASE
        )

    def left_resolved(self, port_out: PortOut) -> bool:
        """AWS was asked to reopen the case and did not; of one that is open, that is no news."""
        since = port_out.facts.get("case_resolved_at")
        return since is not None and self._keep_signal(
            port_out, f"left-resolved-{since}", SignalType.SUPPORT_LEFT_CASE_RESOLVED
        )

    def quiet(self, port_out: PortOut, case: CaseSeen, as_of: datetime) -> bool:
        """Nobody has written on the case for so long that AWS might resolve it."""
        signal = quiet_signal(port_out, case, as_of, self._now())
        return signal is not None and self._inbox.keep(signal)

    def _keep_signal(
        self,
        port_out: PortOut,
        id_: str,
        type_: SignalType,
        facts: Mapping[str, str] | None = None,
    ) -> bool:
        if port_out.is_over:
            return False
        return self._inbox.keep(Signal(id_, port_out.id, type_, BY, self._now(), facts or {}))
