"""Which routes there are, who answers each, and how fast it may be called."""

from dataclasses import dataclass

from aws_cdk import aws_apigateway as apigateway

OPERATOR = apigateway.AuthorizationType.IAM
CARRIER = apigateway.AuthorizationType.NONE  # proven by the signature over the raw body


@dataclass(frozen=True)
class Route:
    """One method of the API; `schema` names its request model in lambdas/port_out/api/schemas."""

    method: str
    path: str
    function: str
    who: apigateway.AuthorizationType
    schema: str | None = None
    per_second: int = 20


ROUTES = (
    Route("POST", "/port-outs", "RequestPortOut", OPERATOR, "request", 5),
    Route("POST", "/port-outs/plan", "RequestPortOut", OPERATOR, "plan", 5),
    Route("GET", "/port-outs", "ShowPortOuts", OPERATOR),
    Route("GET", "/port-outs/{id}", "ShowPortOuts", OPERATOR),
    Route("GET", "/port-outs/{id}/transitions", "ShowPortOuts", OPERATOR),
    Route("POST", "/port-outs/{id}/signals", "ReceiveSignal", OPERATOR, "signal", 10),
    Route("POST", "/port-outs/{id}/documents", "ExchangeDocuments", OPERATOR, "document", 10),
    Route("GET", "/port-outs/{id}/documents/{name}", "ExchangeDocuments", OPERATOR),
    Route(
        "POST",
        "/carriers/{carrier}/port-outs/{id}",
        "ReceiveCarrierUpdate",
        CARRIER,
        "callback",
        10,
    ),
)
