"""Tables of the documents, made from the code that they speak of."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from infra.functions import FUNCTIONS, FunctionSpec
from port_out.domain.life_cycle import NEXT, WAITS, State
from port_out.domain.numbers import Kind
from port_out.domain.order import Identity, Order
from port_out.domain.patience import BY_ROC, PATIENCE
from port_out.domain.port_out import PortOut, requested
from port_out.domain.refusals import REFUSALS
from port_out.domain.signals import SignalType
from port_out.domain.waits import weigh
from tools.machine import states

NUMBERS = ("+12065550100",)
FACTS = {"date": "2026-12-15T10:00:00-08:00", "pon": "PON-1", "sha256": "0" * 64}
DECIDED = "as what it means"
_KINDS = {"Succeed": "end", "Fail": "end, failed", "Wait": "pause"}
_UNKNOWN = {"Task": ["failed"], "Wait": []}
"""How states are left that the record does not know."""
_QUIET = {
    "Port-Out Completed": "The winning carrier has the numbers, and somebody else has seen it.",
    "Port-Out Completed Unverified": "The winning carrier says that it has the numbers; nobody "
    "else has seen it.",
    "Port-Out Rejected": "A number can't leave: one reason each; nobody outside was asked.",
    "Port-Out Cancelled": "The operator cancelled it; what the carrier must be told is on record.",
}
"""What the ends that succeed mean; the state machine has no comment on them."""
_SPECS = {spec.construct_id: spec for spec in FUNCTIONS}


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = [heading, ["---"] * len(heading), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def state_table() -> str:
    """Every state but the Choices: what happens there, what its role may call, how it is left."""
    rows = []
    for name, state in states().items():
        if state["Type"] == "Choice":
            continue
        kind = _KINDS.get(state["Type"], "wait" if name in set(WAITS) else "task")
        leaves = NEXT[State(name)] if name in set(State) else _UNKNOWN[state["Type"]]
        may_call = _may_call(name) if state["Type"] == "Task" else ""
        what = state.get("Comment", _QUIET.get(name, ""))
        rows.append([name, kind, what, may_call, ", ".join(leaves)])
    return table(["State", "Kind", "What happens", "May call", "Leaves with"], rows)


def _may_call(state: str) -> str:
    """What the role of the state's function allows outside the tables, by service."""
    actions: dict[str, list[str]] = defaultdict(list)
    for _, some in _spec(state).grants:
        for action in some:
            service, _, name = action.partition(":")
            actions[service].append(name)
    actions.pop("dynamodb", None)
    return "; ".join(f"`{service}`: {', '.join(names)}" for service, names in actions.items())


def _spec(state: str) -> FunctionSpec:
    name = "Begin Wait" if state in set(WAITS) else state
    return _SPECS[name.replace(" ", "").replace("-", "")]


def verdict_table() -> str:
    """What each wait does with each signal, asked of the function that decides it."""
    columns = {
        "Correction (no case yet)": _standing(State.AWAIT_CORRECTION, has_case=False),
        "Correction": _standing(State.AWAIT_CORRECTION),
        "Second Person": _standing(State.AWAIT_SECOND_PERSON, has_case=False),
        "Manual Case": _standing(State.AWAIT_MANUAL_CASE, has_case=False),
        "Support Go-Ahead": _standing(State.AWAIT_SUPPORT_GO_AHEAD),
        "Carrier Submission": _standing(State.AWAIT_CARRIER_SUBMISSION),
        "Approval": _standing(State.AWAIT_APPROVAL),
        "Port Date": _standing(State.AWAIT_PORT_DATE),
        "Completion": _standing(State.AWAIT_COMPLETION),
        "Second Evidence": _standing(State.AWAIT_SECOND_EVIDENCE),
    }
    rows = [
        [f"`{type_}`", *(_verdict(port_out, type_) for port_out in columns.values())]
        for type_ in SignalType
    ]
    return table(["Signal", *columns], rows)


def _verdict(port_out: PortOut, type_: SignalType) -> str:
    if type_ is SignalType.OPERATOR_DECIDED:
        return DECIDED
    verdict = weigh(port_out, type_, FACTS, NUMBERS)
    if verdict.outcome is not None:
        return f"**{verdict.outcome}**"
    return "noted" if verdict.noted else "kept"


def _standing(state: State, *, has_case: bool = True) -> PortOut:
    """A port-out of one number that stands in this wait."""
    identity = Identity("Example", "A. Example", "1 Main St", "Seattle", "98101", "US")
    order = Order("", "US", Kind.GEOGRAPHIC, len(NUMBERS), "Example Telecom", "standard", identity)
    at = datetime(2026, 11, 2, tzinfo=UTC)
    known: dict[str, object] = {"case_id": "case-1", "display_id": "1"} if has_case else {}
    if state is State.AWAIT_SECOND_PERSON:
        known["to_approve"] = {"sha256": FACTS["sha256"]}
    port_out, _ = requested("po-example", order, at=at, by="", facts={})
    return replace(port_out, state=state, waiting=True, facts=known)


def clock_table() -> str:
    """The patience of each wait."""
    rows = [
        [str(state), _days(patience.business_days), str(patience.reminders)]
        for state, patience in PATIENCE.items()
    ]
    toll_free = f"{State.AWAIT_APPROVAL}, toll-free numbers of +1"
    rows.append([toll_free, _days(BY_ROC.business_days), str(BY_ROC.reminders)])
    return table(["Wait", "Looks after it every", "Reminders before it expires"], rows)


def _days(number: int) -> str:
    return f"{number} business days"


def refusal_table() -> str:
    """Every refusal code: who mends it, how, and whether the same order can go on."""
    rows = [
        [f"`{each.code}`", each.who, "yes" if each.same_order else "no", each.mend]
        for each in REFUSALS.values()
    ]
    return table(["Code", "Who mends it", "Same order?", "How"], rows)
