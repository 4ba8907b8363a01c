"""Reads a template the way a reviewer does: by type, by role, with readable resource names."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Resource = dict[str, Any]
PSEUDO = {"AWS::Partition": "aws", "AWS::Region": "here", "AWS::AccountId": "123456789012"}
HASH = re.compile(r"[0-9A-F]{8}$")


@dataclass(frozen=True)
class Template:
    """A synthesised template."""

    content: dict[str, Any]

    @classmethod
    def read(cls, file: Path) -> Template:
        """The template in a file."""
        return cls(json.loads(file.read_text()))

    def of_type(self, type_: str) -> dict[str, Resource]:
        """Resources of one type by readable name."""
        return {
            readable(name): each
            for name, each in self.content["Resources"].items()
            if each["Type"] == f"AWS::{type_}"
        }

    def properties(self, type_: str) -> list[Resource]:
        """Properties of all resources of one type."""
        return [each["Properties"] for each in self.of_type(type_).values()]

    def functions(self) -> dict[str, Resource]:
        """Properties of every Lambda function by the last part of its module."""
        return {
            each["Handler"].removesuffix(".handler").rpartition(".")[2]: each
            for each in self.properties("Lambda::Function")
        }

    def allowed(self, role: str) -> dict[str, set[str]]:
        """Actions by resource that a role's policies allow."""
        found: dict[str, set[str]] = defaultdict(set)
        for policy in self.properties("IAM::Policy"):
            if role not in map(plain, policy["Roles"]):
                continue
            for statement in policy["PolicyDocument"]["Statement"]:
                assert statement["Effect"] == "Allow"
                for resource in as_list(statement["Resource"]):
                    found[plain(resource)] |= set(as_list(statement["Action"]))
        return dict(found)


def as_list(value: Any) -> list[Any]:
    """IAM writes a list of one as its only member."""
    return value if isinstance(value, list) else [value]


def readable(logical_id: str) -> str:
    """A logical id without the hash that CDK puts behind it."""
    return HASH.sub("", logical_id)


def plain(value: Any) -> str:
    """A template value as text, references in angle brackets."""
    if isinstance(value, str):
        return value
    ((function, argument),) = value.items()
    if function == "Ref":
        return PSEUDO.get(argument, f"<{readable(argument)}>")
    if function == "Fn::GetAtt":
        return f"<{readable(argument[0])}>"
    if function == "Fn::Join":
        return "".join(plain(each) for each in argument[1])
    raise ValueError(f"not read here: {function}")
