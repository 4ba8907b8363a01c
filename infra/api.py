"""The REST API: routes, models, throttles, logs, and who may reach it."""

import json
from collections.abc import Mapping

from aws_cdk import Aws, RemovalPolicy, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_iam as iam
from aws_cdk import aws_logs as logs
from constructs import Construct

from infra.challenge import ask_for_password
from infra.function import LOGS_KEPT, PortOutFunction
from infra.problems import add_problems
from infra.routes import AUTHORIZATION, ROUTES, Route, Who

# No query strings, no bodies, no headers: nothing a caller says about a customer. The path as it
# is declared, not as it was called: a link's token is in it.
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

LOGGING = (
    *("CreateLogGroup", "CreateLogStream", "DescribeLogGroups", "DescribeLogStreams"),
    *("PutLogEvents", "GetLogEvents", "FilterLogEvents"),
)
"""What API Gateway wants of the role before it takes it."""
ALL_LOGS = f"arn:{Aws.PARTITION}:logs:{Aws.REGION}:{Aws.ACCOUNT_ID}:*"
"""The role is the one of all REST APIs here, and names of their logs are API Gateway's."""


class Api(Construct):
    """What operators, carriers and people with a link call, each proven in its own way."""

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
            policy=_reachable_by_all(),
            cloud_watch_role=True,
            cloud_watch_role_removal_policy=RemovalPolicy.RETAIN,
            deploy_options=self._stage(),
        )
        self._let_it_log()
        self.rest_api.node.try_remove_child("Endpoint")  # the stack says its URL as ApiUrl
        self._validator = self.rest_api.add_request_validator(
            "Validator", validate_request_body=True, validate_request_parameters=True
        )
        self._object = self._object_model()
        self._challenge = ask_for_password(self, functions["AuthorizeCarrier"].function)
        self.unsigned_methods: list[tuple[Route, apigateway.Method]] = []
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

    def _let_it_log(self) -> None:
        """The account's one logging role has the rights that API Gateway asks for, on the logs of
        this Region; AWS's managed policy has them everywhere, and AWS may widen it."""
        role = self.rest_api.node.find_child("CloudWatchRole").node.default_child
        assert isinstance(role, iam.CfnRole)
        role.managed_policy_arns = []
        statement = iam.PolicyStatement(
            actions=[f"logs:{action}" for action in LOGGING], resources=[ALL_LOGS]
        )
        role.policies = [
            iam.CfnRole.PolicyProperty(
                policy_name="Logs",
                policy_document=iam.PolicyDocument(statements=[statement]),
            )
        ]

    def _add(self, route: Route, function: PortOutFunction) -> None:
        method = self.rest_api.root.resource_for_path(route.path).add_method(
            route.method,
            apigateway.LambdaIntegration(function.function, allow_test_invoke=False),
            authorization_type=AUTHORIZATION[route.who],
            authorizer=self._challenge if route.who is Who.CHALLENGED else None,
            request_validator=self._validator,
            request_models=self._models(route),
        )
        if AUTHORIZATION[route.who] is apigateway.AuthorizationType.NONE:
            self.unsigned_methods.append((route, method))

    def _models(self, route: Route) -> dict[str, apigateway.IModel] | None:
        """Only operators are told at the door what is wrong: others must be proven first."""
        is_checked = route.schema and route.who is Who.OPERATOR
        return {"application/json": self._object} if is_checked else None

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


def _reachable_by_all() -> iam.PolicyDocument:
    """Anybody reaches the routes of carriers and of people with a link; operators need an
    identity policy of this account."""
    return iam.PolicyDocument(
        statements=[
            iam.PolicyStatement(
                principals=[iam.AnyPrincipal()],
                actions=["execute-api:Invoke"],
                resources=[
                    f"execute-api:/v1/{route.for_all}"
                    for route in ROUTES
                    if route.who is not Who.OPERATOR
                ],
            )
        ]
    )


def _pace(route: Route) -> apigateway.MethodDeploymentOptions:
    """The route's own throttle; what is set for one method replaces the stage's settings whole.

    The gateway's own log names paths as they were called, so there is none where a token is in it.
    """
    level = apigateway.MethodLoggingLevel
    return apigateway.MethodDeploymentOptions(
        throttling_rate_limit=route.per_second,
        throttling_burst_limit=2 * route.per_second,
        logging_level=level.OFF if route.who is Who.PERSON else level.ERROR,
        data_trace_enabled=False,
    )
