"""The table of docs/permissions.md: what each function's role allows, on what, and why."""

from collections.abc import Iterator

from infra.functions import FUNCTIONS, FunctionSpec
from tools.tables import table

WHY = {
    "dynamodb:GetItem": "read one row, strongly consistent",
    "dynamodb:PutItem": "write one row, under a condition",
    "dynamodb:Query": "read the rows of one port-out",
    "dynamodb:UpdateItem": "change one row, under a condition",
    "dynamodb:BatchGetItem": "read many rows at once",
    "dynamodb:BatchWriteItem": "write the numbers of a new port-out",
    "dynamodb:DeleteItem": "take back what was never used",
    "s3:PutObject": "store a document",
    "s3:GetObject": "read a document, or let a person read it by a link that ends",
    "connect:DescribeInstance": "see that the instance is this account's, ACTIVE and here",
    "connect:ListPhoneNumbersV2": "see which numbers are claimed; 1,000 with one call",
    "connect:ListTrafficDistributionGroups": "see numbers that are claimed to a group",
    "connect:ListContactFlows": "list which flows there are, to say what uses a number",
    "connect:ListFlowAssociations": "see which flow a number leads to",
    "connect:SearchQueues": "see which queues call out with a number",
    "connect:DescribeQueue": "AWS lets nobody search queues who may not describe them",
    "invoicing:BatchGetInvoiceProfile": "read to whom the bill is made out",
    "invoicing:ListInvoiceSummaries": "find the latest bill",
    "invoicing:GetInvoicePDF": "put that bill into the carrier pack",
    "organizations:DescribeOrganization": "see which account pays",
    "account:GetContactInformation": "compare the LOA with the account's contact",
    "account:GetAlternateContact": "compare the LOA with the billing contact",
    "cloudwatch:GetMetricData": "see on the day of the port whether calls still come in",
    "support:CreateCase": "open the one case of a port-out",
    "support:DescribeCases": "find a case again, and see whether it is open",
    "support:DescribeCommunications": "read what was said, and never say a thing twice",
    "support:AddCommunicationToCase": "write on the case",
    "support:ResolveCase": "close the case when all is done",
    "support:DescribeServices": "find the code of the service and the category",
    "support:DescribeSeverityLevels": "find a severity that the plan has",
    "support:DescribeCreateCaseOptions": "see in which languages and hours AWS answers",
    "states:SendTaskSuccess": "release a wait; a task token is no resource",
    "states:StartExecution": "start an execution",
    "states:DescribeExecution": "see whether an execution runs",
    "lambda:InvokeFunction": "call the function, and wait for no answer",
    "kms:Sign": "sign an ownership statement",
    "kms:GetPublicKey": "name the key in the statement",
    "ssm:GetParametersByPath": "read what is kept under this path",
    "ssm:PutParameter": "keep what AWS gave for the carrier pack only",
    "ssm:DeleteParameters": "forget that, when the port-out is over",
    "secretsmanager:GetSecretValue": "read a carrier's key, if keys lie there",
    "secretsmanager:ListSecrets": "find the carriers' keys; AWS lists them as a whole only",
    "sns:Publish": "tell people what they have to do",
}
"""Why a function may do a thing at all."""

MORE = {
    ("port_outs_by_state", "dynamodb:Query"): "find port-outs, batches or notices by their state",
    ("port_outs_by_number", "dynamodb:Query"): "find every port-out that a number was ever in",
    ("port_outs_by_case_id", "dynamodb:Query"): "find the port-out of a case",
    ("port_outs_by_display_id", "dynamodb:Query"): "find it where a person opened the case",
    ("transitions", "dynamodb:PutItem"): "add a line to the record; none is changed or deleted",
    ("transitions", "dynamodb:Query"): "read a record and verify its chain",
    ("number_locks", "dynamodb:PutItem"): "reserve a number for one open port-out",
    ("number_locks", "dynamodb:BatchGetItem"): "see which numbers are held or protected",
    ("number_locks", "dynamodb:Scan"): "list the protected numbers",
    ("undelivered", "sqs:SendMessage"): "let the alarm ring for a notice that nobody took",
    ("task_tokens", "dynamodb:PutItem"): "keep the token of a wait",
    ("task_tokens", "dynamodb:GetItem"): "read the token of a wait; nobody else may",
    ("port_outs", "dynamodb:DeleteItem"): "take down the fence before a case that was not opened",
    ("carrier_keys", "ssm:GetParametersByPath"): "read the carriers' keys, to prove the sender",
    ("secrets", "ssm:GetParametersByPath"): "read what AWS gave for the carrier pack only",
}
"""Why it may do so on this resource, where that says more."""

ONLY = {
    ("request_port_out", "support:CreateCase"): "as a dry run only: nothing is opened",
}
"""Why this function may do so, where that says more still."""


def permission_table() -> str:
    """One row for each function, resource and action."""
    rows = [row for spec in FUNCTIONS for row in _rows(spec)]
    return table(["Function", "Resource", "Action", "Why"], rows)


def why(function: str, resource: str, action: str) -> str:
    """The reason that says most; empty where nobody gave one."""
    reason = ONLY.get((function, action)) or MORE.get((resource, action))
    return reason or WHY.get(action, "")


def _rows(spec: FunctionSpec) -> Iterator[list[str]]:
    for resource, actions in spec.grants:
        shown = "all, as AWS knows no smaller one" if resource == "*" else f"`{resource}`"
        for action in actions:
            yield [f"`{spec.name}`", shown, f"`{action}`", why(spec.name, resource, action)]
