"""List prices of us-east-1 in US$, and which kinds of resources cost what."""

TRANSITION = 0.025 / 1000
INVOCATION = 0.20 / 1_000_000
GB_SECOND = 0.0000133334
READ_UNIT = 0.125 / 1_000_000
WRITE_UNIT = 0.625 / 1_000_000
FILE_WRITTEN = 5.00 / 1_000_000
API_CALL = 3.50 / 1_000_000

ALLOWANCE = {
    "AWS::CloudWatch::Alarm": (10, 0.10),
    "AWS::CloudWatch::Dashboard": (3, 3.00),
    "AWS::KMS::Key": (0, 1.00),
}
"""What costs by the month: how many of them an account has free, and the price of one more."""

BY_USE = {
    "AWS::StepFunctions::StateMachine": "state entered; 4,000 a month are free",
    "AWS::Lambda::Function": "call and second; 1,000,000 calls a month are free",
    "AWS::DynamoDB::Table": "row read and written; stored data; a month of restore points",
    "AWS::S3::Bucket": "object stored, and its size",
    "AWS::Logs::LogGroup": "line written and kept; a year is kept",
    "AWS::ApiGateway::RestApi": "call",
    "AWS::SNS::Topic": "message; e-mails beyond 1,000 a month",
    "AWS::SQS::Queue": "message; 1,000,000 a month are free",
    "AWS::Scheduler::Schedule": "start; 14,000,000 a month are free",
}
"""What costs nothing while nothing happens, and what is charged when something does."""

NOTHING = {
    *(f"AWS::ApiGateway::{each}" for each in ("Account", "Authorizer", "Deployment", "Stage")),
    *(f"AWS::ApiGateway::{each}" for each in ("GatewayResponse", "Method", "Model", "Resource")),
    "AWS::ApiGateway::RequestValidator",
    "AWS::Events::Rule",
    "AWS::IAM::ManagedPolicy",
    "AWS::IAM::Policy",
    "AWS::IAM::Role",
    "AWS::KMS::Alias",
    "AWS::Lambda::EventInvokeConfig",
    "AWS::Lambda::Permission",
    "AWS::S3::BucketPolicy",
    "AWS::SNS::TopicPolicy",
    "AWS::SQS::QueuePolicy",
    "AWS::SSM::Parameter",
    "AWS::StepFunctions::StateMachineAlias",
    "AWS::StepFunctions::StateMachineVersion",
}
"""What is never charged: rules of AWS's own events, roles, and parts of what is above."""
