"""`port-out plan`: what a list of numbers would become, before anything happens."""

from typing import Annotated

import typer

from cli.app import Group, command
from cli.exits import Exit
from cli.here import Here
from cli.list_view import show_list, show_plan
from cli.lists import ColumnOption, CountryOption, SheetOption, as_data, planned, read_list

FileArgument = Annotated[
    str, typer.Argument(metavar="FILE", help="CSV, XLSX or text; - reads what is pasted.")
]
AllOption = Annotated[bool, typer.Option("--all", help="Show every row, not the first 20.")]


@command(
    "plan",
    group=Group.BEGIN,
    examples={
        "port-out plan numbers.xlsx": "the port-outs, cases and LOAs that this list needs",
        "port-out plan list.csv --column Line --country US": "which column; numbers without +",
        "pbpaste | port-out plan -": "a list that was copied from somewhere",
        "port-out plan numbers.csv --json | jq .can_not_go": "for a program",
    },
)
def plan(
    here: Here,
    file: FileArgument,
    column: ColumnOption = "",
    sheet: SheetOption = "",
    country: CountryOption = "",
    all_: AllOption = False,
) -> Exit:
    """Show which port-outs a list of numbers needs; nothing is stored or sent.

    What a spreadsheet does to numbers is repaired, and each repair is named: a lost +, apostrophes,
    blanks, brackets, tel:, 1.2065550100E+10, a .0 at the end. What could be read in two ways is
    not: digits without + that may be another country's, or notation that has lost digits.

    The columns winning_carrier and reference part the list further; instance is compared with what
    Amazon Connect says. Rows that a filter hides count like all others. The exit code is 1 where a
    row can't be read or a number can't go.
    """
    found = read_list(file, column=column, sheet=sheet, country=country)
    made = planned(here, found)

    def people() -> None:
        show_list(here, found, whole=all_)
        show_plan(here, made, whole=all_)

    here.out.show(as_data(found, made), people)
    return Exit.REFUSED if found.flaws or made.problems else Exit.OK
