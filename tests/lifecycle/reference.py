"""The reference: what must happen, as tables and a few rules; it imports nothing of the program."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

WAITS = {
    "C": "Await Correction",
    "B": "Await Second Person",
    "M": "Await Manual Case",
    "G": "Await Support Go-Ahead",
    "S": "Await Carrier Submission",
    "A": "Await Approval",
    "D": "Await Port Date",
    "P": "Await Completion",
    "W": "Await Second Evidence",
}
OTHERS = {
    "O": "Confirm Ownership",
    "I": "Issue Carrier Pack",
    "F": "Confirm Departure",
    "Z": "Close Support Case",
    "X": "Cancel Port-Out",
    "N": "Open Support Case",
    "E": "Port-Out Expired",
}
NAMES = WAITS | OTHERS
DONE = ("Port-Out Completed", "Port-Out Completed Unverified")
OVER = (*DONE, "Port-Out Rejected", "Port-Out Cancelled", "Port-Out Expired")
STEPS = {
    "Confirm Ownership": {
        "confirmed": "Assemble Evidence",
        "rejected": "Port-Out Rejected",
        "differs": "Await Correction",
    },
    "Assemble Evidence": {"ready": "Open Support Case", "differs": "Await Correction"}
    | {"held": "Await Second Person"},
    "Open Support Case": {
        "opened": "Await Support Go-Ahead",
        "under_way": "Issue Carrier Pack",
        "manual": "Await Manual Case",
        "differs": "Await Correction",
    },
    "Issue Carrier Pack": {"issued": "Await Carrier Submission", "differs": "Await Correction"},
    "Confirm Departure": {
        "confirmed": "Close Support Case",
        "unverified": "Await Second Evidence",
    },
    "Close Support Case": {
        "closed": "Port-Out Completed",
        "closed_unverified": "Port-Out Completed Unverified",
    },
    "Cancel Port-Out": {"cancelled": "Port-Out Cancelled"},
}
_TABLE = """
                               C  B  M  G  S  A  D  P  W  done
support.gave_go_ahead          c. -  -  I  .  .  .  .  .  .
carrier.submitted              cA -  -  A  A  .  .  .  .  .
support.approved               cD -  -  D  D  D  .  .  .  .
carrier.confirmed_date         cP -  -  P  P  P  P  P  .  .
carrier.changed_date           cP -  -  P  P  P  P  P  .  .
carrier.completed              cF -  -  F  F  F  F  F  .  .
support.refused                .  .  .  C  C  C  C  C  .  -
carrier.refused                .  .  .  C  C  C  C  C  .  -
carrier.cancelled              .  .  .  C  C  C  C  C  .  -
operator.cancelled             X  X  X  X  X  X  X  X  .  -
clock.expired                  E  E  E  E  E  E  E  E  Z  -
operator.corrected             O  -  -  -  -  -  -  -  .  -
operator.registered_case       .  .  G  .  .  .  .  .  .  -
operator.uploaded_loa          .  .  .  .  I  .  .  .  .  -
support.named_identity         O  .  .  .  I  .  .  .  .  -
connect.numbers_changed        .  .  .  .  I  .  .  .  .  -
support.gave_account_details   .  .  .  .  I  .  .  .  .  -
clock.loa_ages                 .  .  .  .  I  .  .  .  .  -
approver.approved              .  N  .  .  .  .  .  .  .  -
approver.declined              .  X  .  .  .  .  .  .  .  -
support.confirmed_completion   .  .  .  .  .  .  .  .  Z  .
operator.tested_calls          .  .  .  .  .  .  .  .  Z  .
connect.numbers_gone           .  .  .  .  .  .  .  .  Z  .
anything else                  .  .  .  .  .  .  .  .  .  -
"""
"""A letter: the wait is left for that state. `.` noted, `-` kept; `c`: kept while there is no case.
"""
_ROWS = [line.rsplit(maxsplit=10) for line in _TABLE.strip().splitlines()]
EFFECTS = {row[0]: dict(zip([*WAITS, "done"], row[1:], strict=True)) for row in _ROWS[1:]}
REFUSALS = ("support.refused", "carrier.refused", "carrier.cancelled")
DATES = ("carrier.confirmed_date", "carrier.changed_date")
EVIDENCE = ("support.confirmed_completion", "operator.tested_calls", "connect.numbers_gone")


@dataclass(frozen=True)
class Said:
    """A signal as the reference sees it: what it means, not what it is called."""

    id: str
    means: str
    facts: dict[str, Any]
    at: datetime
    of_clock: bool = False
    by: str = ""


@dataclass
class Reference:
    """What is true of a port-out, by what has happened."""

    state: str
    numbers: set[str]
    since: datetime
    maker: str = ""
    wanted: str | None = None
    """What a second person is asked to approve."""
    came_from: str = ""
    attempt: int = 1
    has_case: bool = False
    resolved: bool = False
    pon: str | None = None
    date: datetime | None = None
    former: set[str] = field(default_factory=set)
    ported: set[str] = field(default_factory=set)
    inbox: dict[str, Said] = field(default_factory=dict)
    used: dict[str, int] = field(default_factory=dict)

    def next_use(self) -> tuple[Said, str] | None:
        """The signal that is used next and the state after it; None while all are kept."""
        in_order = sorted(self.inbox.values(), key=lambda s: (s.of_clock, s.at, s.id))
        for said in in_order:
            if said.id not in self.used and (effect := self._effect(said)) != "-":
                return said, self.state if effect == "." else NAMES[effect]
        return None

    def use(self, said: Said, to: str, number: int, at: datetime) -> None:
        """The signal is used by the line of this number, which leads there."""
        left = to != self.state or self._effect(said) not in (".", "-")
        old = said.means != "carrier.submitted" and said.facts.get("pon") in self.former
        if left or not old:
            self._learn(said, to if left else "")
        self.used[said.id] = number
        if left:
            self.moved(to, at)

    def moved(self, to: str, at: datetime) -> None:
        """The port-out is there now."""
        self.came_from, self.state, self.since = self.state, to, at
        self.wanted = None

    def _effect(self, said: Said) -> str:
        facts, means = said.facts, said.means
        row = EFFECTS.get(means, EFFECTS["anything else"])
        if means == "approver.approved" and said.by == self.maker:
            return "."
        if self.state in DONE:
            return "-" if means == "nothing" else row["done"]
        if means != "carrier.submitted" and facts.get("pon") in self.former:
            return "."
        place = next(letter for letter, name in WAITS.items() if name == self.state)
        effect = row[place]
        if effect.startswith("c"):
            effect = effect[1] if self.has_case else "-"
        if place == "B" and means.startswith("approver."):
            return "." if facts["sha256"] != self.wanted else effect
        if effect == "O":
            return self._correction(said)
        if effect == "P" and place == "P":
            return "." if datetime.fromisoformat(facts["date"]) == self.date else "P"
        if effect == "F":
            is_all = self._ported_with(facts) >= self.numbers
            return "." if facts.get("more_to_come") and not is_all else "F"
        if effect == "Z" and means in EVIDENCE:
            named = set(facts.get("numbers", ()))
            return "Z" if not named or named & self._moved() else "."
        if means == "clock.loa_ages" and facts["standing"] != "ran out":
            return "."
        return effect

    def _correction(self, said: Said) -> str:
        """A correction belongs to the wait it was made for; AWS's word only to a stopped proof."""
        is_old = said.at < self.since - timedelta(hours=1)
        waits_for_a_bill = said.means == "operator.corrected" or self.came_from in STEPS
        return "O" if waits_for_a_bill and not is_old else "."

    def _ported_with(self, facts: dict[str, Any]) -> set[str]:
        return (set(facts.get("numbers") or self.numbers) | self.ported) & self.numbers

    def _moved(self) -> set[str]:
        return (self.ported or self.numbers) & self.numbers

    def _learn(self, said: Said, to: str) -> None:
        facts, means = said.facts, said.means
        if means == "carrier.submitted":
            self.pon = facts["pon"]
            self.former -= {facts["pon"]}
        elif means in DATES:
            self.date = datetime.fromisoformat(facts["date"])
        elif means == "carrier.completed":
            ported = self._ported_with(facts)
            self.ported = ported if ported < self.numbers else set()
        elif means in REFUSALS and to:
            self.former |= {pon for pon in (facts.get("pon") or self.pon,) if pon}
            self.pon = self.date = None
        elif means in ("support.resolved_case", "support.reopened_case"):
            self.resolved = means == "support.resolved_case"
        elif means == "operator.registered_case":
            self.has_case = self.has_case or bool(to) or self.resolved
        elif to == "Confirm Ownership":
            self.attempt += 1
            self.numbers = self.numbers - set(facts.get("remove_numbers", ()))
