"""What judges say that pin too much to live beside the program."""

from pathlib import Path

from tests.infra.judges import Accepted, Finding, accepted, bandit, checkov, objections


def test_checkov_finds_nothing_without_a_reason(assembly: Path, europe: Path) -> None:
    templates = [
        file for folder in (assembly, europe) for file in sorted(folder.glob("*.template.json"))
    ]

    found = checkov(*templates)

    assert objections(found, accepted("checkov")) == []


def test_bandit_finds_nothing_without_a_reason() -> None:
    found = bandit()

    assert objections(found, accepted("bandit")) == []


def test_bandit_sees_what_is_dangerous(tmp_path: Path) -> None:
    (tmp_path / "careless.py").write_text("import yaml\n\nprint(yaml.load(input()))\n")

    found = bandit(tmp_path)

    assert Finding("B506", "careless.py") in found


def test_a_finding_without_a_reason_and_a_reason_without_a_finding_are_objected_to() -> None:
    finding, other = Finding("R1", "infra/a.py"), Finding("R1", "local/b.py")
    entry = Accepted("R1", "infra/*", "it is meant")

    assert objections([finding], [entry]) == []
    assert objections([finding, other], [entry]) == [other]
    assert objections([], [entry]) == [entry]
    assert objections([finding], [Accepted("R1", "infra/*", " ")]) != []
