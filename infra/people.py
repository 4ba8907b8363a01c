"""What people may do: three policies to attach to whoever signs requests with IAM."""

from collections.abc import Callable

from aws_cdk import Aws, CfnOutput
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_iam as iam
from constructs import Construct

from infra.routes import ROUTES, Route, Who


def reads(route: Route) -> bool:
    """True for what changes nothing."""
    return route.method == "GET"


def approves(route: Route) -> bool:
    """True for the second person's word."""
    return route.path.endswith("/approvals")


PEOPLE: dict[str, tuple[str, Callable[[Route], bool]]] = {
    "Viewer": ("reads everything and changes nothing", reads),
    "Operator": ("requests and works, and approves nothing", lambda route: not approves(route)),
    "Approver": (
        "reads, and gives the second person's word",
        lambda route: reads(route) or approves(route),
    ),
}
"""What each may do, in words and by route. Who has two of them may do both, and still not approve
what is their own: the function sees to that."""


def routes_of(person: str) -> list[Route]:
    """The routes that this person may call."""
    _, may = PEOPLE[person]
    return [route for route in ROUTES if route.who is Who.OPERATOR and may(route)]


class People(Construct):
    """Managed policies by method and path; the stack says their ARNs."""

    def __init__(self, scope: Construct, id_: str, *, rest_api: apigateway.RestApi) -> None:
        super().__init__(scope, id_)
        here = f"arn:{Aws.PARTITION}:execute-api:{Aws.REGION}:{Aws.ACCOUNT_ID}"
        stage = f"{here}:{rest_api.rest_api_id}/v1"
        self.wildcards: dict[iam.ManagedPolicy, list[str]] = {}
        for person, (does, _) in PEOPLE.items():
            allowed = [route.for_all for route in routes_of(person)]
            policy = iam.ManagedPolicy(
                self,
                person,
                description=f"Connect Port-Out: {does}",
                statements=[
                    iam.PolicyStatement(
                        actions=["execute-api:Invoke"],
                        resources=[f"{stage}/{each}" for each in allowed],
                    )
                ],
            )
            self.wildcards[policy] = [each for each in allowed if "*" in each]
            CfnOutput(scope, f"{person}PolicyArn", value=policy.managed_policy_arn)
