"""The outbox, the task tokens, the fence before CreateCase and its pace, in memory."""

from datetime import datetime

from port_out.domain.case_opening import CaseAttempt
from port_out.domain.case_pace import Turn, kept, next_turn
from port_out.store.fence import CaseFence
from port_out.store.outbox import LEASE, Outbox, Waiting
from port_out.store.pace import CasePace
from port_out.store.tokens import TaskTokens


class FakeOutbox(Outbox):
    """Messages in key order; Moves.record writes them through `write`."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], tuple[str, bool]] = {}
        self.claims: dict[tuple[str, str], datetime] = {}

    def write(self, port_out_id: str, key: str, text: str) -> None:
        """A message that has to go onto the case; written again it is pending again."""
        self.rows[port_out_id, key] = (text, True)
        self.claims.pop((port_out_id, key), None)

    def pending(self, port_out_id: str, *, of_now: bool = True) -> list[tuple[str, str]]:
        rows = sorted(self.rows.items())
        return [(key, text) for (id_, key), (text, open_) in rows if id_ == port_out_id and open_]

    def waiting(self, port_out_id: str) -> list[Waiting]:
        """The pending ones with their claims, as they lie in the table."""
        pending = self.pending(port_out_id)
        return [Waiting(key, text, self.claims.get((port_out_id, key))) for key, text in pending]

    def claim(self, port_out_id: str, key: str, now: datetime) -> bool:
        _, is_pending = self.rows.get((port_out_id, key), ("", False))
        claimed_until = self.claims.get((port_out_id, key))
        if not is_pending or (claimed_until is not None and claimed_until >= now):
            return False
        self.claims[port_out_id, key] = now + LEASE
        return True

    def posted(self, port_out_id: str, key: str) -> None:
        text, _ = self.rows.get((port_out_id, key), ("", True))
        self.rows[port_out_id, key] = (text, False)


class FakeTokens(TaskTokens):
    """The newest token of each port-out."""

    def __init__(self) -> None:
        self.rows: dict[str, str] = {}

    def keep(self, port_out_id: str, token: str, now: datetime) -> None:
        self.rows[port_out_id] = token

    def get(self, port_out_id: str) -> str | None:
        return self.rows.get(port_out_id)


class FakeFence(CaseFence):
    """One conditional row per case of a port-out, as the real fence has it."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, int], CaseAttempt] = {}

    def current(self, port_out_id: str, generation: int = 1) -> CaseAttempt | None:
        return self.rows.get((port_out_id, generation))

    def acquire(
        self,
        port_out_id: str,
        nonce: str,
        now: datetime,
        *,
        after: CaseAttempt | None,
        generation: int = 1,
    ) -> bool:
        stands = self.rows.get((port_out_id, generation))
        free = stands is None if after is None else stands and stands.nonce == after.nonce
        if not free:
            return stands is not None and stands.nonce == nonce
        number = 1 if after is None else after.attempt + 1
        self.rows[port_out_id, generation] = CaseAttempt(number, nonce, now)
        return True

    def give_back(
        self,
        port_out_id: str,
        nonce: str,
        before: CaseAttempt | None = None,
        generation: int = 1,
    ) -> None:
        stands = self.rows.get((port_out_id, generation))
        if stands is None or stands.nonce != nonce:
            return
        if before is None:
            del self.rows[port_out_id, generation]
        else:
            self.rows[port_out_id, generation] = before


class FakePace(CasePace):
    """The turns that were given last, and the one that each case of a port-out has."""

    def __init__(self) -> None:
        self.given: list[datetime] = []
        self.rows: dict[tuple[str, int], Turn] = {}

    def current(self, port_out_id: str, generation: int = 1) -> Turn | None:
        return self.rows.get((port_out_id, generation))

    def take(
        self, port_out_id: str, asked_at: datetime, *, after: Turn | None, generation: int = 1
    ) -> Turn:
        stands = self.rows.get((port_out_id, generation))
        if stands is not None and stands != after:
            return stands
        turn = Turn(1 if after is None else after.number + 1, next_turn(self.given, asked_at))
        self.given = kept(self.given, turn.at)
        self.rows[port_out_id, generation] = turn
        return turn
