"""One port-out as a person reads it: the essentials, then what waits to be judged or pasted."""

from collections import Counter
from typing import Any

from cli.here import Here
from cli.mends import in_commands
from cli.proposing import proposal_facts
from cli.times import away, exactly
from port_out.domain.life_cycle import State

_FEW = 20


def print_port_out(here: Here, view: dict[str, Any]) -> None:
    """Print it whole; only of very many numbers a terminal gets no more than the counts."""
    _essentials(here, view)
    _what_differs(here, view)
    if waits := view["to_approve"]:
        facts = proposal_facts(waits) | {"sha256": waits["sha256"]}
        here.out.facts(f"To approve: {waits['what']}", facts, style="yellow")
    for said in view["to_decide"]:
        title = f"To decide: {said['communication']}"
        here.out.facts(title, said | {"at": exactly(said["at"])}, style="yellow")
    _case_by_hand(here, view)
    for lost in view["not_delivered"]:
        here.out.line(f"\nNobody may have been told: {lost['subject']}", style="bold red")
        told = [name for name, became in lost["sent"].items() if became not in ("", "off")]
        here.out.line(f"given up {exactly(lost['given_up_at'])}; delivered: {_all_of(told)}")
        again = f"port-out notices {view['port_out_id']} --redeliver {lost['notice']}"
        here.out.line(f"do: mend the channel, then type: {again}")
    for problem in view["problems"]:
        here.out.line(f"{problem['number']}: {problem['problem']}", style="red")
    _numbers(here, view["numbers"])


def _essentials(here: Here, view: dict[str, Any]) -> None:
    step, refusal = view["next"], view["refusal"]
    by = step["by"] and f"{exactly(step['by'])} ({away(step['by'], here.now())})"
    facts = {
        "state": view["state"],
        "since": exactly(view["since"]),
        "next": f"{step['who']}: {in_commands(step['what'], view['port_out_id'])}",
        "by": by,
        "otherwise": step["otherwise"],
        "missing": ", ".join(view["missing"]),
        "carrier": view["winning_carrier"]["name"],
        "reference": view["reference"],
        "kind": f"{view['country']} {view['kind']}, {view['number_count']} numbers",
        "case": view["display_id"],
        "order (PON)": view["pon"],
        "agreed date": view["port_date"],
        "refusal": refusal and f"{refusal['code']} {refusal.get('reason') or ''}".strip(),
    }
    here.out.facts(view["port_out_id"], facts)
    here.out.line(f"instance  {view['instance_arn']}", style="dim")
    if console := view["links"].get("console"):
        here.out.line(f"console   {console}", style="dim")


def _what_differs(here: Here, view: dict[str, Any]) -> None:
    """The exact-match report, as long as it stops the port-out; its marks are in their columns."""
    report = view["exact_match"]
    if view["state"] == State.AWAIT_CORRECTION and report and report["stops"]:
        here.out.text(f"\n{report['text']}")


def _all_of(names: list[str]) -> str:
    return ", ".join(names) or "nowhere"


def _case_by_hand(here: Here, view: dict[str, Any]) -> None:
    """Texts for the Support Center, without a frame: they are there to be copied."""
    if by_hand := view["manual_case"]:
        here.out.line("\nOpen this case by hand:", style="bold yellow")
        here.out.text("\n\n".join((by_hand["link"], by_hand["subject"], *by_hand["bodies"])))
    if pasting := view["to_paste"]:
        here.out.line("\nPaste onto the case, each whole:", style="bold yellow")
        here.out.text(pasting["link"])
        for message in pasting["messages"]:
            here.out.line(f"\n{message['message']}\n", style="bold")
            here.out.text(message["text"])


def _numbers(here: Here, numbers: list[dict[str, Any]]) -> None:
    if here.out.is_terminal and len(numbers) > _FEW:
        counts = Counter(number["outcome"] for number in numbers)
        here.out.table(("OUTCOME", "NUMBERS"), list(counts.items()))
        here.out.say(f"all {len(numbers)} numbers: --json, or into a pipe")
        return
    rows = [(each["number"], each["outcome"], each["reason"]) for each in numbers]
    here.out.table(("NUMBER", "OUTCOME", "REASON"), rows, whole=("NUMBER",))
