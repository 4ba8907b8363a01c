"""The command line stands outside: it knows the domain and the tools, and nothing knows it."""

from tests.test_layers import PACKAGE, ROOT, imported, ours, within


def test_the_command_line_knows_the_domain_only() -> None:
    for path in sorted((ROOT / "cli").rglob("*.py")):
        strangers = {name for name in ours(path) if not within(name, "port_out.domain")}
        assert strangers == set(), path


def test_what_is_deployed_never_imports_the_command_line() -> None:
    deployed = (*PACKAGE.rglob("*.py"), *(ROOT / "infra").rglob("*.py"))

    assert len(deployed) > 100
    users = [p for p in deployed if any(within(n, "cli", "typer") for n in imported(p))]
    assert users == []
