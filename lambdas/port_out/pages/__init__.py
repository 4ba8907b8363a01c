"""The pages that a person at a carrier sees: HTML without script, the style in the page itself."""

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

FOLDER = Path(__file__).parent


def rendered(page: str, /, **values: Any) -> str:
    """The page of this name; whatever is put into it is shown as text, never as markup."""
    return _environment().get_template(f"{page}.html").render(values)


@cache
def headers() -> dict[str, str]:
    """What a browser may do with a page: show it, once, and send its form back."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    )
    return {
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "Strict-Transport-Security": "max-age=31536000",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "X-Robots-Tag": "noindex, nofollow",
    }


@cache
def _style() -> str:
    return (FOLDER / "style.css").read_text("utf-8")


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Ours, and named in the policy by its hash, so it may stand in the page as it is.
    environment.globals["style"] = Markup(_style())  # noqa: S704 - our own file
    return environment
