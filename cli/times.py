"""Times as people read them: how far away, and when exactly."""

from datetime import UTC, datetime

_STEPS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))


def parsed(text: str) -> datetime:
    """A time as the API writes it."""
    return datetime.fromisoformat(text)


def exactly(text: str | None) -> str:
    """Date and time to the minute, in UTC; empty where there is none."""
    return f"{parsed(text).astimezone(UTC):%Y-%m-%d %H:%M} UTC" if text else ""


def away(text: str | None, now: datetime) -> str:
    """How far away it is: in 3 days, 2 hours overdue; empty where there is none."""
    if not text:
        return ""
    seconds = (parsed(text) - now).total_seconds()
    return f"in {span(seconds)}" if seconds >= 0 else f"{span(-seconds)} overdue"


def span(seconds: float) -> str:
    """A length of time in its largest unit."""
    for length, name in _STEPS:
        if (count := int(seconds // length)) >= 1:
            return f"{count} {name}{'s' * (count != 1)}"
    return "0 seconds"
