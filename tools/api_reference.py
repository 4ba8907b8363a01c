"""`python -m tools.api_reference`: writes docs/api-reference.md; `--check` only compares."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.fields import Field, example_of, fields_of
from tools.openapi import document
from tools.routes import CARRIER, OPERATOR, PASSWORD
from tools.tables import table

FILE = Path(__file__).resolve().parent.parent / "docs" / "api-reference.md"
WHO = {
    OPERATOR: "an operator: the call is signed by IAM (SigV4), and its role may invoke this route",
    CARRIER: "the winning carrier: the message is signed as its channel has it",
    PASSWORD: "Bandwidth, by user name and password (HTTP Basic)",
    "": "whoever has the link: the token in the path is the proof",
}
_BEGIN = """\
# API reference

Every operation with its parameters, bodies, answers and errors. This page is made from
[openapi.json](openapi.json) (`python -m tools.api_reference`); [api.md](api.md) is the guide that
shows how they are used.

A field `a.b` is the member `b` of `a`; `a[].b` is the member `b` of each entry of the list `a`.
"""


def text() -> str:
    """The whole page as it lies in the repository."""
    api = document()
    operations = [
        (method.upper(), path, each)
        for path, methods in api["paths"].items()
        for method, each in methods.items()
    ]
    parts = [_BEGIN, *_index(operations)]
    for method, path, each in operations:
        parts += _operation(method, path, each, api["components"]["schemas"])
    return "\n".join([*parts, *_answers(api)]).rstrip() + "\n"


def _index(operations: list[tuple[str, str, Any]]) -> Iterator[str]:
    rows = [
        [f"[`{method} {path}`](#{_anchor(each['summary'])})", each["description"]]
        for method, path, each in operations
    ]
    yield table(["Operation", "What it is for"], rows)
    yield ""


def _operation(method: str, path: str, each: Any, schemas: Any) -> Iterator[str]:
    yield f"## {each['summary']}\n\n```\n{method} {path}\n```\n"
    yield f"{each['description']} [How it is used]({each['externalDocs']['url']})\n"
    scheme = next((name for entry in each["security"] for name in entry), "")
    yield f"May be called by {WHO[scheme]}.\n"
    if each["parameters"]:
        rows = [
            [f"`{p['name']}`", p["in"], "yes" if p["required"] else "no", p["description"]]
            for p in each["parameters"]
        ]
        yield table(["Parameter", "In", "Required", "Meaning"], rows)
        yield ""
    if "requestBody" in each:
        yield from _body(each["requestBody"]["content"], schemas)
    rows = [[n, a["description"], _what(a["content"])] for n, a in each["responses"].items()]
    yield table(["Answer", "Meaning", "Content"], [row for row in rows if row[0] < "400"])
    yield ""
    yield table(["Error", "Meaning", "Content"], [row for row in rows if row[0] >= "400"])
    yield ""


def _body(content: Any, schemas: Any) -> Iterator[str]:
    media = ", ".join(f"`{each}`" for each in content)
    json_ = content.get("application/json", {}).get("schema", {})
    if "$ref" not in json_:
        yield f"Body: {media}, as the guide has it.\n"
        return
    yield f"Body: {media}\n"
    example = content["application/json"]["example"]
    yield table(
        ["Field", "Type", "Required", "Meaning", "Example"],
        [
            [*_cells(each), example_of(example, each.path)]
            for each in fields_of(schemas[_name(json_)])
        ],
    )
    yield ""


def _answers(api: Any) -> Iterator[str]:
    schemas = api["components"]["schemas"]
    asked = set(_bodies(api["paths"]))
    yield "# What is answered\n"
    for name, schema in schemas.items():
        if name not in asked:
            rows = [_cells(each) for each in fields_of(schema)]
            yield f"## {name}\n"
            yield table(["Field", "Type", "Always there", "Meaning"], rows)
            yield ""


def _cells(field: Field) -> list[str]:
    return [f"`{field.path}`", field.type, "yes" if field.required else "no", field.meaning]


def _bodies(paths: Any) -> Iterator[str]:
    for methods in paths.values():
        for each in methods.values():
            for content in each.get("requestBody", {}).get("content", {}).values():
                if "$ref" in content["schema"]:
                    yield _name(content["schema"])


def _what(content: Any) -> str:
    [(media, shown)] = content.items()
    schema = shown["schema"]
    name = _name(schema) if "$ref" in schema else ""
    return f"[{name}](#{_anchor(name)})" if name else f"`{media}`"


def _name(schema: Any) -> str:
    return str(schema["$ref"]).rpartition("/")[2]


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def main() -> int:
    """Write the page, or with --check answer 1 when it is not what it should be."""
    if "--check" in sys.argv[1:]:
        return 0 if FILE.is_file() and FILE.read_text("utf-8") == text() else 1
    FILE.write_text(text(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
