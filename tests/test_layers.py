"""Imports point one way only: the table of the layering rule in the style guide, as a test."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "lambdas" / "port_out"
STANDARD_LIBRARY = {
    "abc", "base64", "collections", "contextlib", "csv", "dataclasses", "datetime", "enum",
    "functools", "hashlib", "importlib", "io", "itertools", "json", "math", "re", "typing",
    "unicodedata", "urllib", "zoneinfo",
}  # fmt: skip
"""What the domain may use; neither os nor time is among it, as both read the world."""
DOMAIN = STANDARD_LIBRARY | {"port_out.domain", "phonenumbers", "holidays", "rfc8785", "tzdata"}
EVERYWHERE = ("port_out.domain", "port_out.settings")


def modules(*layers: str) -> list[Path]:
    """Every module of these parts of the package."""
    found = [path for layer in layers for path in sorted((PACKAGE / layer).rglob("*.py"))]
    assert found
    return found


def imported(path: Path) -> Iterator[str]:
    """Every module that this one imports, however it is written."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative imports hide their layer"
            yield from (_resolved(f"{node.module}", alias.name) for alias in node.names)


def _resolved(module: str, name: str) -> str:
    """`from port_out import wiring` names a module, `from port_out.wiring import now` does not."""
    both = Path(*module.split("."), name)
    is_module = any((ROOT / "lambdas" / both.parent / f).exists() for f in (f"{name}.py", name))
    return f"{module}.{name}" if module.startswith("port_out") and is_module else module


def within(name: str, *packages: str) -> bool:
    """True when the module is one of these packages or inside one."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def ours(path: Path) -> set[str]:
    """What this module imports of our own package."""
    return {name for name in imported(path) if within(name, "port_out")}


@pytest.mark.parametrize("path", modules("domain"), ids=lambda path: path.stem)
def test_the_domain_imports_nothing_that_reaches_the_world(path: Path) -> None:
    strangers = {name for name in imported(path) if not within(name, *DOMAIN)}

    assert strangers == set()


@pytest.mark.parametrize("path", modules("domain"), ids=lambda path: path.stem)
def test_the_domain_never_asks_for_the_time(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    asked = [
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in {"now", "utcnow", "today"}
    ]

    assert asked == []


@pytest.mark.parametrize("layer", ["store", "gateways"])
def test_store_and_gateways_know_the_domain_and_the_settings_only(layer: str) -> None:
    # What a carrier's key looks like, and whether an answer of AWS is whole, is no business of
    # any layer alone.
    shared = ("port_out.carriers.message", "port_out.gateways.whole_answers")
    allowed = (*EVERYWHERE, f"port_out.{layer}", *shared)
    for path in modules(layer):
        assert {name for name in ours(path) if not within(name, *allowed)} == set(), path.name


@pytest.mark.parametrize("path", modules("carriers"), ids=lambda path: path.stem)
def test_an_adapter_is_pure_it_knows_the_domain_and_libraries_only(path: Path) -> None:
    libraries = {"defusedxml", "ecdsa", "hmac", "standardwebhooks", "xml", "binascii"}
    allowed = {*DOMAIN, *libraries, "port_out.carriers"}

    assert {name for name in imported(path) if not within(name, *allowed)} == set()


@pytest.mark.parametrize("path", modules("carriers"), ids=lambda path: path.stem)
def test_an_adapter_is_told_the_time_and_never_asks(path: Path) -> None:
    asked = {
        n.attr for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.Attribute)
    }

    assert asked.isdisjoint({"now", "utcnow", "today"})


def test_only_the_store_knows_dynamodb_and_only_gateways_know_other_services() -> None:
    for path in modules("."):
        layer = path.relative_to(PACKAGE).parts[0]
        names = set(imported(path))
        assert layer == "store" or not any(within(n, "pynamodb") for n in names), path
        assert layer == "gateways" or not any(within(n, "boto3", "botocore") for n in names), path


def test_only_the_pages_know_templates_and_they_know_the_domain_only() -> None:
    for path in modules("."):
        names, is_page = set(imported(path)), path.relative_to(PACKAGE).parts[0] == "pages"
        assert is_page or not any(within(name, "jinja2", "markupsafe") for name in names), path
        strangers = {n for n in ours(path) if not within(n, "port_out.domain", "port_out.pages")}
        assert not is_page or strangers == set(), path


def test_only_the_settings_read_the_environment() -> None:
    readers = {path.name for path in modules(".") if "os" in set(imported(path))}

    assert readers == {"settings.py"}


@pytest.mark.parametrize(
    ("layer", "forbidden"),
    [
        ("steps", ("port_out.steps", "port_out.api", "port_out.events")),
        ("api", ("port_out.steps", "port_out.events")),
        ("events", ("port_out.steps", "port_out.api")),
    ],
)
def test_what_runs_by_itself_does_not_import_what_runs_by_itself(
    layer: str, forbidden: tuple[str, ...]
) -> None:
    for path in modules(layer):
        assert {name for name in ours(path) if within(name, *forbidden)} == set(), path.name


def test_the_infrastructure_never_imports_the_program() -> None:
    for path in sorted((ROOT / "infra").rglob("*.py")):
        assert ours(path) == set(), path.name


def test_the_rule_sees_both_ways_to_import_a_module(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text("from port_out import wiring\nfrom port_out.steps.begin_wait import step\n")

    assert set(imported(module)) == {"port_out.wiring", "port_out.steps.begin_wait"}
