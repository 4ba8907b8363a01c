"""What is kept is kept: tables, documents, queue."""

from datetime import timedelta

from port_out.domain.batch import PLAN_KEPT
from port_out.inventory_files import FOLDER
from tests.infra.reading import Template, plain

KEYS = {
    "TablesPortOuts": ("port_out_id:S", "row:S"),
    "TablesTransitions": ("port_out_id:S", "sequence:N"),
    "TablesNumberLocks": ("number:S",),
    "TablesTaskTokens": ("port_out_id:S",),
}
INDEXES = {
    "by_state": ["in_list", "place"],
    "by_case_id": ["case_id", "port_out_id"],
    "by_display_id": ["display_id", "port_out_id"],
    "by_number": ["number", "port_out_id"],
}


def test_every_table_has_its_keys_and_outlives_the_stack(template: Template) -> None:
    tables = template.of_type("DynamoDB::Table")
    assert set(tables) == set(KEYS)
    for name, table in tables.items():
        has = table["Properties"]
        types = {
            each["AttributeName"]: each["AttributeType"] for each in has["AttributeDefinitions"]
        }
        keys = [each["AttributeName"] for each in has["KeySchema"]]
        assert tuple(f"{key}:{types[key]}" for key in keys) == KEYS[name]
        assert has["BillingMode"] == "PAY_PER_REQUEST"
        assert has["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}
        assert has["DeletionProtectionEnabled"] is True
        assert table["DeletionPolicy"] == table["UpdateReplacePolicy"] == "Retain"


def test_port_outs_can_be_found_by_state_case_display_id_and_number(template: Template) -> None:
    table = template.of_type("DynamoDB::Table")["TablesPortOuts"]["Properties"]
    found = {
        each["IndexName"]: [key["AttributeName"] for key in each["KeySchema"]]
        for each in table["GlobalSecondaryIndexes"]
    }
    assert found == INDEXES
    for each in table["GlobalSecondaryIndexes"]:
        assert each["Projection"] == {"ProjectionType": "KEYS_ONLY"}


def test_only_task_tokens_and_the_counts_of_callers_fade(template: Template) -> None:
    fading = {
        name: table["Properties"]["TimeToLiveSpecification"]["AttributeName"]
        for name, table in template.of_type("DynamoDB::Table").items()
        if "TimeToLiveSpecification" in table["Properties"]
    }
    assert fading == dict.fromkeys(("TablesTaskTokens", "TablesNumberLocks"), "expires_at")


def test_documents_are_private_versioned_encrypted_and_kept(template: Template) -> None:
    buckets = template.of_type("S3::Bucket")
    assert len(buckets) == 2
    for bucket in buckets.values():
        has = bucket["Properties"]
        assert all(has["PublicAccessBlockConfiguration"].values())
        assert len(has["PublicAccessBlockConfiguration"]) == 4
        assert has["VersioningConfiguration"] == {"Status": "Enabled"}
        assert has["OwnershipControls"] == {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]}
        assert "AES256" in str(has["BucketEncryption"])
        assert bucket["DeletionPolicy"] == bucket["UpdateReplacePolicy"] == "Retain"


def test_who_reads_a_document_is_written_down_by_s3_for_a_year(template: Template) -> None:
    buckets, policies = template.of_type("S3::Bucket"), template.of_type("S3::BucketPolicy")
    documents, kept = buckets["DocumentsBucket"]["Properties"], buckets["AccessLogBucket"]
    policy = policies["AccessLogBucketPolicy"]["Properties"]["PolicyDocument"]

    logging = documents["LoggingConfiguration"]
    assert plain(logging["DestinationBucketName"]) == "<AccessLogBucket>"
    assert logging["LogFilePrefix"] == "documents/"
    (written,) = [each for each in policy["Statement"] if each["Effect"] == "Allow"]
    assert written["Principal"] == {"Service": "logging.s3.amazonaws.com"}
    source = plain(written["Condition"]["ArnLike"]["aws:SourceArn"])
    assert source.startswith("<DocumentsBucket")
    assert written["Condition"]["StringEquals"] == {"aws:SourceAccount": {"Ref": "AWS::AccountId"}}
    rules = kept["Properties"]["LifecycleConfiguration"]["Rules"]
    assert 400 in [each.get("ExpirationInDays") for each in rules]


def test_what_a_batch_leaves_and_old_inventories_are_deleted_with_all_versions_and_nothing_else_is(
    template: Template,
) -> None:
    bucket = template.of_type("S3::Bucket")["DocumentsBucket"]["Properties"]
    rules = bucket["LifecycleConfiguration"]["Rules"]

    deleting = [each for each in rules if any("xpir" in name for name in each)]
    days = {each["Prefix"]: each["ExpirationInDays"] for each in deleting if len(each) > 3}
    assert days == {"batches/": PLAN_KEPT // timedelta(days=1), f"{FOLDER}/": 400}
    for prefix in days:
        (old,) = [each for each in deleting if each["Prefix"] == prefix and len(each) > 3]
        assert old["NoncurrentVersionExpiration"] == {"NoncurrentDays": 1}
        (markers,) = [e for e in deleting if e["Prefix"] == prefix and e is not old]
        assert markers["ExpiredObjectDeleteMarker"] is True
    assert {each["Prefix"] for each in deleting} == set(days)


def test_nothing_is_read_or_queued_without_tls(template: Template) -> None:
    policies = [
        *template.properties("S3::BucketPolicy"),
        *template.properties("SQS::QueuePolicy"),
    ]
    assert len(policies) == 3
    for policy in policies:
        statements = policy["PolicyDocument"]["Statement"]
        assert any(
            each["Effect"] == "Deny"
            and each["Principal"] in ("*", {"AWS": "*"})
            and each["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}
            for each in statements
        )


def test_the_queue_is_encrypted_and_keeps_for_two_weeks(template: Template) -> None:
    (queue,) = template.properties("SQS::Queue")
    assert queue["SqsManagedSseEnabled"] is True
    assert queue["MessageRetentionPeriod"] == 14 * 24 * 3600


def test_no_helper_lambda_was_smuggled_in(template: Template) -> None:
    types = {each["Type"] for each in template.content["Resources"].values()}
    assert not {each for each in types if each.startswith("Custom::")}
    assert "AWS::CloudFormation::CustomResource" not in types
