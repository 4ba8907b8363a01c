"""What the references of a template stand for in the recorded world: names and ARNs."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from tests.infra.reading import Template, readable

ACCOUNT, REGION = "123456789012", "us-east-1"
_PSEUDO = {"AWS::Partition": "aws", "AWS::Region": REGION, "AWS::AccountId": ACCOUNT}
_HERE = f"{REGION}:{ACCOUNT}"
_ARNS = {
    "DynamoDB::Table": f"arn:aws:dynamodb:{_HERE}:table/",
    "S3::Bucket": "arn:aws:s3:::",
    "Lambda::Function": f"arn:aws:lambda:{_HERE}:function:",
    "SQS::Queue": f"arn:aws:sqs:{_HERE}:",
    "Logs::LogGroup": f"arn:aws:logs:{_HERE}:log-group:",
    "Events::EventBus": f"arn:aws:events:{_HERE}:event-bus/",
    "KMS::Key": f"arn:aws:kms:{_HERE}:key/",
    "SNS::Topic": f"arn:aws:sns:{_HERE}:",
    "StepFunctions::StateMachine": f"arn:aws:states:{_HERE}:stateMachine:",
    "StepFunctions::StateMachineAlias": f"arn:aws:states:{_HERE}:stateMachine:",
}
"""What stands before the name; log groups have more behind it."""


class Places:
    """The functions' environment says which name of the world is which reference of the template.

    What no function is told of is called as the template calls it.
    """

    def __init__(self, template: Template, names: Mapping[str, str]) -> None:
        self._template, self._names = template, names

    def text(self, value: Any) -> str:
        """A value of the template as the world has it."""
        if isinstance(value, str):
            return value
        ((function, argument),) = value.items()
        if function == "Ref":
            return _PSEUDO.get(argument) or self._name(argument)
        if function == "Fn::GetAtt":
            name, attribute = argument
            return self._arn(name).split(":")[6] if attribute == "Name" else self._arn(name)
        assert function == "Fn::Join", f"not read here: {function}"
        return "".join(map(self.text, argument[1]))

    @cached_property
    def _told(self) -> dict[str, str]:
        """The world's names by logical id."""
        found: dict[str, str] = {}
        for function in self._template.functions().values():
            for variable, value in function["Environment"]["Variables"].items():
                is_ours = isinstance(value, dict) and _subject(value) not in _PSEUDO
                if is_ours and variable in self._names:
                    found[_subject(value)] = self._names[variable]
        return found | self._machines(found)

    def _machines(self, told: Mapping[str, str]) -> dict[str, str]:
        """The machines behind the aliases that functions are told of."""
        found = {}
        for logical_id, name in told.items():
            if self._is(logical_id) == "StepFunctions::StateMachineAlias":
                resources = self._template.content["Resources"]
                (route,) = resources[logical_id]["Properties"]["RoutingConfiguration"]
                version = resources[_subject(route["StateMachineVersionArn"])]["Properties"]
                found[_subject(version["StateMachineArn"])] = name.rpartition(":")[0]
        return found

    def _name(self, logical_id: str) -> str:
        """Its name; the ARN of what is referred to by its ARN."""
        return self._told.get(logical_id, readable(logical_id))

    def _is(self, logical_id: str) -> str:
        """The type, without the word that all have in common."""
        return str(self._template.content["Resources"][logical_id]["Type"]).removeprefix("AWS::")

    def _arn(self, logical_id: str) -> str:
        name = self._name(logical_id)
        kind = self._is(logical_id)
        if name.startswith("arn:"):
            return name
        tail = ":*" if kind == "Logs::LogGroup" else ""
        return f"{_ARNS[kind]}{name.rpartition('/')[2]}{tail}"


def _subject(value: dict[str, Any]) -> str:
    ((function, argument),) = value.items()
    return str(argument if function == "Ref" else argument[0])
