"""A fresh machine gets what was pinned, from wherever it gets its packages."""

import re

import pytest

from infra.inputs import ROOT

LOCKS = {
    "requirements-bootstrap",
    "requirements",
    "requirements-dev",
    "lambdas/requirements",
    "lambdas/requirements-printing",
}
APART = "tools/judges/requirements"


def _pinned(name: str) -> dict[str, str]:
    """Versions (with their markers) by package."""
    lines = re.findall(r"^([\w.-]+)==(.+?) \\?$", (ROOT / f"{name}.txt").read_text(), re.MULTILINE)
    return dict(lines)


@pytest.mark.parametrize("name", sorted([*LOCKS, APART]))
def test_every_package_is_pinned_with_hashes_and_without_an_address(name: str) -> None:
    text = (ROOT / f"{name}.txt").read_text()
    packages = re.findall(r"^[a-z].*", text, re.MULTILINE)
    assert packages
    for package in packages:
        assert re.match(r"[\w.-]+==\S+ (; .+ )?\\$", package), package
    assert text.count("--hash=sha256:") >= len(packages)
    assert "://" not in text
    assert "--index" not in text


@pytest.mark.parametrize("name", sorted(LOCKS - {"requirements-dev"}))
def test_what_is_tested_is_what_runs(name: str) -> None:
    everything = _pinned("requirements-dev")
    for package, version in _pinned(name).items():
        assert everything[package] == version


@pytest.mark.parametrize(
    "target", ["demo", "test", "synth", "local", "check", "bench", "deploy", "destroy"]
)
def test_every_target_sets_up_what_it_needs_first(target: str) -> None:
    rules = dict(re.findall(r"^([a-z]+):(.*?)##", (ROOT / "Makefile").read_text(), re.MULTILINE))
    needs = rules[target].split()
    assert "$(VENV)/.ready" in needs or "synth" in needs
