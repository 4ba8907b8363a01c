"""What people see of a dry run: would it pass, and what would make it wait."""

from typing import Any

from cli.here import Here


def show_rehearsal(here: Here, report: dict[str, Any]) -> None:
    """The report of POST /port-outs?dryRun=true."""
    owned, evidence, support = report["ownership"], report["evidence"], report["support"]
    facts = {
        "would be accepted": "yes" if report["would_be_accepted"] else "NO",
        "ownership": owned["problem"],
        "bill": evidence["bill"],
        "identity": evidence["advice"],
        "case": report["case"]["subject"],
        "AWS Support": support["verdict"],
    }
    style = "green" if report["would_be_accepted"] else "red"
    here.out.facts("Dry run: nothing is stored or sent", facts, style=style)
    wrong = [(each["number"], each["problem"]) for each in owned["number_problems"]]
    wrong += [(t["number"], f"is in the open port-out {t['port_out_id']}") for t in owned["taken"]]
    if wrong:
        here.out.table(("NUMBER", "WHY NOT"), wrong, whole=("NUMBER",))
    differing = [(d["field"], d["given"], d["billed"]) for d in evidence["differences"]]
    if differing:
        here.out.table(("FIELD", "GIVEN", "ON THE BILL"), differing)
    for check in support["checks"]:
        if check.get("mend"):
            here.out.line(f"{check['about']}: {check['detail']}; do: {check['mend']}")


def stands(report: dict[str, Any]) -> bool:
    """False where the program would reject it; numbers that are taken may be so by this request."""
    owned = report["ownership"]
    return not (owned["problem"] or owned["number_problems"])
