"""The four tables: on demand, point-in-time recovery, and never deleted with the stack."""

from aws_cdk import RemovalPolicy
from aws_cdk import aws_dynamodb as dynamodb
from constructs import Construct

TEXT = dynamodb.AttributeType.STRING
NUMBER = dynamodb.AttributeType.NUMBER
INDEXES = {
    "by_state": ("in_list", "place"),
    "by_case_id": ("case_id", "port_out_id"),
    "by_display_id": ("display_id", "port_out_id"),
    "by_number": ("number", "port_out_id"),
}
"""All hold keys only: a row whose keys stay costs nothing there when it is written."""


class Tables(Construct):
    """The tables, each under the name that the runtime package knows it by."""

    def __init__(self, scope: Construct, id_: str) -> None:
        super().__init__(scope, id_)
        self.port_outs = self._table("PortOuts", "port_out_id", _key("row"))
        self.transitions = self._table("Transitions", "port_out_id", _key("sequence", NUMBER))
        self.number_locks = self._table("NumberLocks", "number", ttl="expires_at")
        self.task_tokens = self._table("TaskTokens", "port_out_id", ttl="expires_at")
        for name, (hash_key, range_key) in INDEXES.items():
            self.port_outs.add_global_secondary_index(
                index_name=name,
                partition_key=_key(hash_key),
                sort_key=_key(range_key),
                projection_type=dynamodb.ProjectionType.KEYS_ONLY,
            )

    def index_arns(self) -> dict[str, list[str]]:
        """Each index of port_outs, by the word that grants it."""
        index = f"{self.port_outs.table_arn}/index"
        return {f"port_outs_{name}": [f"{index}/{name}"] for name in INDEXES}

    def _table(
        self,
        id_: str,
        hash_key: str,
        sort_key: dynamodb.Attribute | None = None,
        *,
        ttl: str | None = None,
    ) -> dynamodb.Table:
        return dynamodb.Table(
            self,
            id_,
            partition_key=_key(hash_key),
            sort_key=sort_key,
            time_to_live_attribute=ttl,
            billing_mode=dynamodb.BillingMode.PAY_PER_REQUEST,
            point_in_time_recovery_specification=dynamodb.PointInTimeRecoverySpecification(
                point_in_time_recovery_enabled=True
            ),
            deletion_protection=True,
            removal_policy=RemovalPolicy.RETAIN,
        )


def _key(name: str, type_: dynamodb.AttributeType = TEXT) -> dynamodb.Attribute:
    return dynamodb.Attribute(name=name, type=type_)
