"""A figure beside the most that it may be, as a line that says so."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """What was measured, how much it is, and how much it may be."""

    what: str
    figure: float
    most: float
    unit: str = ""

    @property
    def is_kept(self) -> bool:
        """True up to the limit itself."""
        return self.figure <= self.most

    @property
    def line(self) -> str:
        """For people, with the limit."""
        said = "" if self.is_kept else "  BROKEN"
        return f"bench: {self.what}: {self.figure:.6g}{self.unit}, at most {self.most:g}{said}"


def summary(limits: list[Limit]) -> str:
    """The last line: all kept, or which were not."""
    broken = [limit.what for limit in limits if not limit.is_kept]
    said = f"{len(broken)} broken: {'; '.join(broken)}" if broken else "all kept"
    return f"bench: {len(limits)} limits, {said}"
