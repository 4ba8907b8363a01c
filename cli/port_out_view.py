"""One port-out as a person reads it: the essentials, then what waits to be judged or pasted."""

from collections import Counter
from typing import Any

from cli.here import Here
from cli.times import away, exactly

_FEW = 20


def print_port_out(here: Here, view: dict[str, Any]) -> None:
    """Print it whole; only of very many numbers a terminal gets no more than the counts."""
    _essentials(here, view)
    for said in view["to_decide"]:
        title = f"To decide: {said['communication']}"
        here.out.facts(title, said | {"at": exactly(said["at"])}, style="yellow")
    _case_by_hand(here, view)
    for problem in view["problems"]:
        here.out.line(f"{problem['number']}: {problem['problem']}", style="red")
    _numbers(here, view["numbers"])


def _essentials(here: Here, view: dict[str, Any]) -> None:
    step, refusal = view["next"], view["refusal"]
    by = step["by"] and f"{exactly(step['by'])} ({away(step['by'], here.now())})"
    facts = {
        "state": view["state"],
        "since": exactly(view["since"]),
        "next": f"{step['who']}: {step['what']}",
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
