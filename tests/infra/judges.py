"""Runs the judges that live apart (tools/judges), and holds what they find against what stays."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from infra.inputs import ROOT

ACCEPTED = ROOT / "tools" / "judges" / "accepted.toml"
JUDGES = Path(sys.prefix) / "judges" / "bin"


@dataclass(frozen=True)
class Finding:
    """One rule that is broken at one place."""

    rule: str
    at: str


@dataclass(frozen=True)
class Accepted:
    """A rule that may be broken at the places of a pattern, and why."""

    rule: str
    at: str
    why: str

    def covers(self, finding: Finding) -> bool:
        """True where the finding is meant."""
        return finding.rule == self.rule and fnmatchcase(finding.at, self.at)


def accepted(judge: str) -> list[Accepted]:
    """What stays as it is, of this judge's findings."""
    entries = tomllib.loads(ACCEPTED.read_text("utf-8"))[judge]
    return [Accepted(**entry) for entry in entries]


def objections(
    found: Collection[Finding], entries: Collection[Accepted]
) -> list[Finding | Accepted]:
    """Findings without a reason, reasons without a finding, and reasons that say nothing."""
    bare = [one for one in found if not any(entry.covers(one) for entry in entries)]
    stale = [entry for entry in entries if not any(entry.covers(one) for one in found)]
    return [*bare, *stale, *(entry for entry in entries if not entry.why.strip())]


def checkov(*templates: Path) -> set[Finding]:
    """What checkov says of templates, without asking anybody on the network."""
    files = [word for template in templates for word in ("-f", str(template))]
    options = ("--framework", "cloudformation", "--skip-download", "--quiet", "-o", "json")
    report = json.loads(_told("checkov", *files, *options))
    assert not report["summary"]["parsing_errors"]
    assert report["summary"]["passed"] > 100, "it looked at next to nothing"
    failed = report["results"]["failed_checks"]
    return {Finding(each["check_id"], each["resource"]) for each in failed}


def bandit(folder: Path = ROOT) -> set[Finding]:
    """What bandit says of a folder's Python; pyproject.toml says what it passes over."""
    report = json.loads(_told("bandit", "-q", "-r", ".", "-f", "json", *_CONFIGURED, cwd=folder))
    assert not report["errors"]
    return {
        Finding(each["test_id"], each["filename"].removeprefix("./")) for each in report["results"]
    }


_CONFIGURED = ("-c", str(ROOT / "pyproject.toml"))


def _told(judge: str, *arguments: str, cwd: Path = ROOT) -> str:
    """What it prints; a judge that finds something ends with 1."""
    command = [str(JUDGES / judge), *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.stdout
