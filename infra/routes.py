"""Which routes there are, who answers each, and how fast it may be called."""

import re
from dataclasses import dataclass
from enum import Enum

from aws_cdk import aws_apigateway as apigateway


class Who(Enum):
    """Who calls a route, and what proves it."""

    OPERATOR = "an IAM signature"
    CARRIER = "a signature or a password in the message itself"
    CHALLENGED = "a password that is sent only after a challenge"
    PERSON = "the token in the path, used once"


AUTHORIZATION = {
    Who.OPERATOR: apigateway.AuthorizationType.IAM,
    Who.CARRIER: apigateway.AuthorizationType.NONE,
    Who.CHALLENGED: apigateway.AuthorizationType.CUSTOM,
    Who.PERSON: apigateway.AuthorizationType.NONE,
}


@dataclass(frozen=True)
class Route:
    """One method of the API; `schema` names its request's form in lambdas/port_out/api/schemas."""

    method: str
    path: str
    function: str
    who: Who
    schema: str | None = None
    per_second: int = 20

    @property
    def for_all(self) -> str:
        """The method and path as a resource policy names them."""
        return self.method + re.sub(r"{\w+}", "*", self.path)


ROUTES = (
    Route("POST", "/port-outs", "RequestPortOut", Who.OPERATOR, "request", 5),
    Route("POST", "/port-outs/plan", "RequestPortOut", Who.OPERATOR, "plan", 5),
    Route("GET", "/port-outs", "ShowPortOuts", Who.OPERATOR),
    Route("GET", "/port-outs/{id}", "ShowPortOuts", Who.OPERATOR),
    Route("GET", "/port-outs/{id}/transitions", "ShowPortOuts", Who.OPERATOR),
    Route("GET", "/port-outs/{id}/communications", "ShowPortOuts", Who.OPERATOR),
    Route("POST", "/port-outs/{id}/signals", "ReceiveSignal", Who.OPERATOR, "signal", 10),
    Route("POST", "/port-outs/{id}/approvals", "ReceiveApproval", Who.OPERATOR, "approval", 5),
    Route("GET", "/locks", "LockNumbers", Who.OPERATOR, None, 5),
    Route("POST", "/locks", "LockNumbers", Who.OPERATOR, "lock", 5),
    Route("POST", "/locks/unlock", "LockNumbers", Who.OPERATOR, "lock", 5),
    Route("POST", "/locks/approvals", "LockNumbers", Who.OPERATOR, "unlocking", 5),
    Route("POST", "/port-outs/{id}/restart", "RestartPortOut", Who.OPERATOR, None, 5),
    Route("POST", "/port-outs/{id}/documents", "ExchangeDocuments", Who.OPERATOR, "document", 10),
    Route("GET", "/port-outs/{id}/documents/{name}", "ExchangeDocuments", Who.OPERATOR),
    Route(
        "POST",
        "/carriers/{carrier}/port-outs/{id}",
        "ReceiveCarrierUpdate",
        Who.CARRIER,
        "callback",
        10,
    ),
    # The gateway prefers a name to {carrier}. This carrier sends its password only after a 401
    # with WWW-Authenticate, a header that the gateway renames where a function answers with it.
    Route(
        "POST",
        "/carriers/bandwidth/port-outs/{id}",
        "ReceiveCarrierUpdate",
        Who.CHALLENGED,
        None,
        10,
    ),
    Route("POST", "/batches", "RequestBatch", Who.OPERATOR, "batch", 2),
    Route("GET", "/batches", "ShowBatch", Who.OPERATOR),
    Route("GET", "/batches/{id}", "ShowBatch", Who.OPERATOR),
    Route("POST", "/port-outs/{id}/links", "IssueLinks", Who.OPERATOR, "link", 5),
    Route("DELETE", "/port-outs/{id}/links/{link}", "IssueLinks", Who.OPERATOR, None, 5),
    Route("GET", "/port-outs/{id}/notices", "RedeliverNotices", Who.OPERATOR),
    Route(
        "POST",
        "/port-outs/{id}/notices/{notice}/redeliver",
        "RedeliverNotices",
        Who.OPERATOR,
        None,
        5,
    ),
    Route("GET", "/links/{token}", "AnswerLink", Who.PERSON, None, 5),
    Route("POST", "/links/{token}", "AnswerLink", Who.PERSON, None, 5),
)
