"""Times as people say them."""

from datetime import UTC, datetime, timedelta

DAY = timedelta(days=1)
DASH = "\u2013"


def span(time: timedelta | None) -> str:
    """The two largest units at most: "3 d 4 h", "5 h", "12 min", "8 s"; a dash for none."""
    if time is None:
        return DASH
    minutes, seconds = divmod(int(time.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days >= 10 or (days and not hours):
        return f"{days} d"
    if days:
        return f"{days} d {hours} h"
    if hours:
        return f"{hours} h {minutes} min" if minutes and hours < 10 else f"{hours} h"
    return f"{minutes} min" if minutes else f"{seconds} s"


def moment(at: datetime | None) -> str:
    """A time to the minute, in UTC; a dash for none."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M}" if at else DASH


def days(time: timedelta) -> float:
    """The time in days."""
    return time / DAY


def counted(count: int, one: str, many: str = "") -> str:
    """The count with its word in the right number."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
