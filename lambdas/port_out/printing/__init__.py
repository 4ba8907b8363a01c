"""Documents as PDF and XLSX; the only code that knows how paper and spreadsheets are made."""

from port_out.printing.checklist import checklist_pdf
from port_out.printing.cover_letter import cover_letter_pdf
from port_out.printing.loa import loa_pdf
from port_out.printing.spreadsheet import number_list_xlsx
from port_out.printing.statement import statement_pdf

__all__ = [
    "checklist_pdf",
    "cover_letter_pdf",
    "loa_pdf",
    "number_list_xlsx",
    "statement_pdf",
]
