"""What people see of a list and its plan."""

from collections import Counter
from typing import Any

from cli.groups import Planned
from cli.here import Here
from cli.loas import Loa, loas
from cli.sheets import Sheet

_MOST_SHOWN = 20


def show_list(here: Here, sheet: Sheet, *, whole: bool) -> None:
    """What was repaired, and what can't be read: on stderr the one, in a table the other."""
    for note in sheet.notes:
        here.out.say(note)
    repairs = Counter(repair for entry in sheet.entries for repair in entry.repairs)
    for repair, count in repairs.most_common():
        here.out.line(f"repaired: {count} of {len(sheet.entries)} numbers: {repair}")
    if whole:
        rows = [
            (e.row, e.given, e.number, "; ".join(e.repairs)) for e in sheet.entries if e.repairs
        ]
        _table(here, ("ROW", "GIVEN", "NUMBER", "REPAIRED"), rows, whole=True)
    if sheet.duplicates:
        here.out.line(
            f"listed before: {counted(len(sheet.duplicates), 'row')}; the first one counts"
        )
        doubles = [(d.row, d.number, f"as in row {d.first_row}") for d in sheet.duplicates]
        _table(here, ("ROW", "NUMBER", "LISTED"), doubles, whole=whole)
    if sheet.flaws:
        here.out.line(f"can't be read as a number: {counted(len(sheet.flaws), 'row')}", style="red")
        flaws = [(f.row, f.column, f.given, f.detail, f.mend) for f in sheet.flaws]
        _table(here, ("ROW", "COLUMN", "GIVEN", "WHY NOT", "DO"), flaws, whole=whole)


def show_plan(here: Here, plan: Planned, *, whole: bool) -> None:
    """The port-outs, what they need, and which numbers can't go."""
    if plan.problems:
        here.out.line(f"{counted(len(plan.problems), 'number')} can't go", style="red")
        problems = [(p.row, p.number, p.detail, p.mend) for p in plan.problems]
        _table(here, ("ROW", "NUMBER", "WHY NOT", "DO"), problems, whole=whole)
    rows = [
        {
            "": index,
            "KIND": f"{group.country} {group.kind}",
            "NUMBERS": len(group.numbers),
            "INSTANCE": group.instance_arn.rpartition("/")[2],
            "CARRIER": group.winning_carrier,
            "REFERENCE": group.reference,
        }
        for index, group in enumerate(plan.groups, start=1)
    ]
    # A column that says nothing of any port-out takes the room of the others.
    said = tuple(name for name in (rows[0] if rows else ()) if any(row[name] for row in rows))
    _table(here, said, [[row[name] for name in said] for row in rows], whole=whole)
    signing = [
        (f"{loa.country} {loa.kind}", loa.winning_carrier, *_signing(loa)) for loa in loas(plan)
    ]
    _table(here, ("LOA FOR", "TO", "LOAS", "SIGNED BY", "NOT OLDER THAN"), signing, whole=whole)
    here.out.line(summary(plan), style="bold")


def _signing(loa: Loa) -> tuple[object, ...]:
    return loa.count, loa.signed_by, counted(loa.days, "day")


def summary(plan: Planned) -> str:
    """The plan in one sentence."""
    numbers, count = sum(len(group.numbers) for group in plan.groups), len(plan.groups)
    each = ", ".join(counted(count, what) for what in ("Support case", "signed LOA"))
    text = f"{counted(numbers, 'number')} in {counted(count, 'port-out')}: {each}"
    if plan.hours:
        # The first ten go at once.
        return f"{text}; at 10 cases an hour the last one is opened after {plan.hours:.1f} hours"
    return text


def counted(count: int, what: str) -> str:
    """How many of something: 1 row, 2 rows."""
    return f"{count} {what}{'' if count == 1 else 's'}"


def _table(here: Here, columns: tuple[str, ...], rows: list[Any], *, whole: bool) -> None:
    shown = rows if whole or not here.out.is_terminal else rows[:_MOST_SHOWN]
    if shown:
        here.out.table(columns, shown, whole=("NUMBER", "INSTANCE"))
    if len(shown) < len(rows):
        here.out.say(f"{len(rows) - len(shown)} more: --all shows them")
