"""The CDK app: which stacks there are, and where they go."""

from aws_cdk import App, Validations
from cdk_nag import AwsSolutionsChecks, ServerlessChecks

from infra.package import PACKAGES, build
from infra.partitions import support_region
from infra.port_out_stack import PortOutStack
from infra.support_events_stack import SupportEventsStack
from infra.switches import trust

app = App(analytics_reporting=False)
Validations.of(app).add_plugins(AwsSolutionsChecks(app), ServerlessChecks(app))
region = app.node.get_context("region")
PortOutStack(
    app,
    "ConnectPortOut",
    region=region,
    code_folders={package.part: str(build(package)) for package in PACKAGES},
    sign_statements=app.node.get_context("sign_statements") in (True, "true"),
    carrier_keys_in=app.node.get_context("carrier_keys"),
    trust=trust(app.node.get_context),
)
if region != support_region(region):
    SupportEventsStack(app, "ConnectPortOutSupportEvents", home=region)
app.synth()
