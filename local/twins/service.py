"""A twin: a service behind the gateway, checked by its model on the way in and on the way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.model import OperationModel
from ministack.core import iam_evaluator

from local.gateway.answers import Answer, error_answer
from local.twins import checks, wire
from local.twins.errors import Refused
from local.twins.limits import Throttle

Headers = dict[str, str]
Query = dict[str, list[str]]


@dataclass(frozen=True)
class Caller:
    """Who calls: the principal's ARN and the role or user it goes by."""

    arn: str

    @property
    def name(self) -> str:
        """How AWS Support would show this caller."""
        parts = self.arn.split("/")
        return f"{parts[1]} (Role)" if ":assumed-role/" in self.arn else parts[-1]


Operation = Callable[[Caller, dict[str, Any]], dict[str, Any]]


@dataclass(frozen=True)
class Twin:
    """The operations of one service; the others are refused as unknown."""

    service: str
    operations: Mapping[str, Operation]
    throttle: Throttle | None = None

    async def answer(
        self, method: str, path: str, headers: Headers, body: bytes, query: Query
    ) -> Answer:
        """Answer one request that IAM has let through."""
        operation = wire.named_operation(self.service, method, path, headers)
        try:
            if operation is None or operation.name not in self.operations:
                raise Refused("UnknownOperationException", "the twin has no such operation", 404)
            if self.throttle and not self.throttle.allows(operation.name):
                raise Refused(self.throttle.code, "Rate exceeded")
            parameters = self._parameters(operation, path, headers, body, query)
            caller = Caller(iam_evaluator.request_caller_arn(headers, query))
            result = self.operations[operation.name](caller, parameters)
        except Refused as refused:
            return error_answer(self.service, refused.code, refused.message, refused.status)
        wrong = checks.report(operation.output_shape, result)
        assert wrong is None, f"the twin's own {operation.name} answer: {wrong}"
        kind = operation.service_model.metadata.get("jsonVersion")
        return (
            200,
            {"Content-Type": f"application/x-amz-json-{kind}" if kind else "application/json"},
            wire.write(operation.output_shape, result),
        )

    def _parameters(
        self, operation: OperationModel, path: str, headers: Headers, body: bytes, query: Query
    ) -> dict[str, Any]:
        try:
            parameters = wire.read(operation, path, query, headers, body)
        except ValueError as problem:
            raise Refused("SerializationException", str(problem)) from None
        if wrong := checks.report(operation.input_shape, parameters):
            raise Refused(_invalid(operation), wrong)
        return parameters


def _invalid(operation: OperationModel) -> str:
    """The error AWS gives for bad parameters of this operation."""
    for code in ("InvalidParameterException", "InvalidRequestException", "ValidationException"):
        if any(shape.name == code for shape in operation.error_shapes):
            return code
    return "ValidationException"
