"""What a function is held to, by what it has to load."""

from dataclasses import dataclass

from infra.functions import FunctionSpec


@dataclass(frozen=True)
class Class:
    """Limits of a kind of function: a cold process beside the SDK's, and modules imported."""

    name: str
    cold: float
    modules: int


NO_SDK = Class("no SDK", 0.25, 180)
STEP = Class("step or event", 1.10, 420)
"""With one client or several."""
API = Class("API", 1.25, 500)
DENIED = (
    *("aws_xray_sdk", "asyncio", "boto3", "fontTools", "holidays", "multiprocessing.managers"),
    *("numpy", "phonenumbers", "PIL", "pydantic", "pypdf", "reportlab", "s3transfer", "xlsxwriter"),
)
"""What no handler imports before it needs it; boto3.resource is in none of the packages."""
DENIED_ELSEWHERE = {"pages": ("jinja2",)}
"""By the one part that may import it."""


def services(spec: FunctionSpec) -> list[str]:
    """The AWS services that its role may call, in the order of the table."""
    actions = (action for _, granted in spec.grants for action in granted)
    return list(dict.fromkeys(action.partition(":")[0] for action in actions))


def class_of(spec: FunctionSpec) -> Class:
    """The class of a function of the table."""
    if spec.module.startswith("api."):
        return API
    return STEP if services(spec) else NO_SDK


def denied(spec: FunctionSpec) -> tuple[str, ...]:
    """What this function may not import with its handler."""
    elsewhere = (names for part, names in DENIED_ELSEWHERE.items() if part != spec.part)
    return (*DENIED, *(name for names in elsewhere for name in names))
