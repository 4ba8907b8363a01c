"""The report as one page: HTML with its style and pictures in it, no script, no network."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from cli.reporting import drawing
from cli.reporting.figures import Figures
from cli.reporting.spans import counted, days, moment, span
from cli.reporting.whose import PARTIES
from port_out.domain.refusals import refusal

FOLDER = Path(__file__).parent
FIRST, MOST = 8, 500
"""How many of what waits stand at the top, and how many at the end; the CSV has them all."""


def as_page(figures: Figures, *, of: str = "") -> bytes:
    """The page; `of` says in words which port-outs it is about, where not all."""
    shown = (
        _environment()
        .get_template("page.html")
        .render(
            figures=figures,
            of=of,
            parties=PARTIES,
            party_class=party_class,
            first=figures.waiting[:FIRST],
            all=figures.waiting[:MOST],
            waiting_parties=drawing.parties_of(figures.waiting),
            waiting_bars=drawing.waiting_bars(figures.waiting),
            time_bars=drawing.time_bars(figures.times),
            code_bars=drawing.code_bars(figures.codes),
            columns=drawing.columns(figures.lead_times),
        )
    )
    return shown.encode()


def party_class(party: str) -> str:
    """The name of a party's colour."""
    return "of-" + party.lower().replace(" ", "-")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style = (FOLDER / "style.css").read_text("utf-8")
    # Ours, so it may stand in the page as it is.
    environment.globals["style"] = Markup(style)  # noqa: S704 - our own file
    environment.filters |= {"span": span, "moment": moment, "counted": counted, "days": days}
    environment.filters["mend"] = lambda code: refusal(code).mend
    return environment
