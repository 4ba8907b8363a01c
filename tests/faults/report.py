"""One case and its verdict, and what all of them come to."""

from collections import Counter
from dataclasses import dataclass

from tests.faults.judge import Verdict
from tests.faults.kinds import Kind
from tests.faults.wire import Key


@dataclass
class Result:
    """One case and its verdict; `met` is False where the call was not made again."""

    flow: str
    key: Key
    kind: str
    again: bool
    met: bool
    verdict: Verdict

    def words(self) -> str:
        """One line for people."""
        function, service, operation, nth = self.key
        call = f"{function} {service}:{operation} #{nth}"
        wrong = [*self.verdict.double, *self.verdict.lost, *self.verdict.stuck]
        tried = "in a retry" if self.again else "first try"
        return f"{self.flow}: {call}, {self.kind}, {tried}: {'; '.join(wrong) or 'well'}"


def table(results: list[Result]) -> list[str]:
    """One line for each kind of fault."""
    rows = [
        f"{'fault':32}{'cases':>7}{'double':>8}{'lost':>6}{'stuck':>7}{'failed, restarted':>19}"
    ]
    for kind in Kind:
        met = [one for one in results if one.kind == kind and one.met]
        sums = Counter(
            {
                "double": sum(bool(one.verdict.double) for one in met),
                "lost": sum(bool(one.verdict.lost) for one in met),
                "stuck": sum(bool(one.verdict.stuck) for one in met),
                "failed": sum(one.verdict.failed for one in met),
            }
        )
        rows.append(
            f"{kind:32}{len(met):>7}{sums['double']:>8}{sums['lost']:>6}{sums['stuck']:>7}"
            f"{sums['failed']:>19}"
        )
    return rows


def last_line(results: list[Result]) -> str:
    """The line that the whole is judged by."""
    met = [one for one in results if one.met]
    double = sum(bool(one.verdict.double) for one in met)
    lost = sum(bool(one.verdict.lost) for one in met)
    stuck = sum(bool(one.verdict.stuck) for one in met)
    return (
        f"faults: {len(met)} cases, {double} double cases, {lost} lost transitions, {stuck} stuck"
    )
