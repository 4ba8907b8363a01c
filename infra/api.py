"""The REST API: routes, models, throttles, logs, and who may reach it."""

import json
from collections.abc import Mapping

from aws_cdk import RemovalPolicy, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.function import LOGS_KEPT, PortOutFunction
from infra.problems import add_problems
from infra.routes import CARRIER, ROUTES, Route

# No query strings, no bodies, no headers: nothing a caller says about a customer.
LOGGED = {
    "request_id": "$context.requestId",
    "at": "$context.requestTimeEpoch",
    "caller": "$context.identity.userArn",
    "source_ip": "$context.identity.sourceIp",
    "method": "$context.httpMethod",
    "route": "$context.resourcePath",
    "status": "$context.status",
    "refused_because": "$context.error.responseType",
    "milliseconds": "$context.responseLatency",
}


class Api(Construct):
    """What operators (IAM) and carriers (signature) call; every body is checked at the door."""

    def __init__(
        self, scope: Construct, id_: str, *, functions: Mapping[str, PortOutFunction]
    ) -> None:
        super().__init__(scope, id_)
        self.rest_api = apigateway.RestApi(
            self,
            "RestApi",
            rest_api_name=Stack.of(self).stack_name,
            description="Port phone numbers away from Amazon Connect",
            endpoint_types=[apigateway.EndpointType.REGIONAL],
            policy=_reachable_by_carriers(),
            cloud_watch_role=True,
            cloud_watch_role_removal_policy=RemovalPolicy.RETAIN,
            deploy_options=self._stage(),
        )
        self.rest_api.node.try_remove_child("Endpoint")  # the stack says its URL as ApiUrl
        self._validator = self.rest_api.add_request_validator(
            "Validator", validate_request_body=True, validate_request_parameters=True
        )
        self._object = self._object_model()
        for route in ROUTES:
            self._add(route, functions[route.function])
        add_problems(self.rest_api)

    def _stage(self) -> apigateway.StageOptions:
        log = logs.LogGroup(
            self, "AccessLog", retention=LOGS_KEPT, removal_policy=RemovalPolicy.DESTROY
        )
        return apigateway.StageOptions(
            stage_name="v1",
            access_log_destination=apigateway.LogGroupLogDestination(log),
            access_log_format=apigateway.AccessLogFormat.custom(json.dumps(LOGGED)),
            logging_level=apigateway.MethodLoggingLevel.ERROR,
            data_trace_enabled=False,
            throttling_rate_limit=50,
            throttling_burst_limit=100,
            method_options={f"{route.path}/{route.method}": _pace(route) for route in ROUTES},
        )

    def _add(self, route: Route, function: PortOutFunction) -> None:
        method = self.rest_api.root.resource_for_path(route.path).add_method(
            route.method,
            apigateway.LambdaIntegration(function.function, allow_test_invoke=False),
            authorization_type=route.who,
            request_validator=self._validator,
            request_models={"application/json": self._object} if route.schema else None,
        )
        if route.who == CARRIER:
            self.carrier_method = method

    def _object_model(self) -> apigateway.IModel:
        """The gateway asks for a JSON object only: its words for more name neither field nor mend.

        The handlers check the whole form (lambdas/port_out/api/schemas) and answer with both.
        """
        schema = {"$schema": "http://json-schema.org/draft-04/schema#", "type": "object"}
        model = apigateway.CfnModel(
            self,
            "ObjectModel",
            rest_api_id=self.rest_api.rest_api_id,
            content_type="application/json",
            schema=schema,
        )
        deployment = self.rest_api.latest_deployment
        assert deployment is not None
        deployment.node.add_dependency(model)
        deployment.add_to_logical_id({"model": schema})
        return apigateway.Model.from_model_name(self, "ObjectModelName", model.ref)


def _reachable_by_carriers() -> iam.PolicyDocument:
    """Anybody reaches the carriers' route; operators need an identity policy of this account."""
    carriers = {route.path: route.method for route in ROUTES if route.who == CARRIER}
    return iam.PolicyDocument(
        statements=[
            iam.PolicyStatement(
                principals=[iam.AnyPrincipal()],
                actions=["execute-api:Invoke"],
                resources=[
                    f"execute-api:/v1/{method}{path.replace('{carrier}', '*').replace('{id}', '*')}"
                    for path, method in carriers.items()
                ],
            )
        ]
    )


def _pace(route: Route) -> apigateway.MethodDeploymentOptions:
    """The route's own throttle; what is set for one method replaces the stage's settings whole."""
    return apigateway.MethodDeploymentOptions(
        throttling_rate_limit=route.per_second,
        throttling_burst_limit=2 * route.per_second,
        logging_level=apigateway.MethodLoggingLevel.ERROR,
        data_trace_enabled=False,
    )
