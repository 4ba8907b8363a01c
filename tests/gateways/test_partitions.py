"""One endpoint for a whole partition: our table says what botocore's own endpoint rules say."""

from typing import Any

import pytest
from botocore.endpoint_provider import EndpointProvider
from botocore.session import Session

from infra import partitions as infra
from port_out.gateways.partitions import billing_region, support_region

PARTITIONS = {"aws", "aws-us-gov", "aws-cn"}
SESSION = Session()
REGIONS = [
    region
    for partition in sorted(PARTITIONS)
    for region in SESSION.get_available_regions("ec2", partition_name=partition)
]


def by_the_rules(service: str, region: str) -> str:
    """The Region that a request for this one is signed for, or that its host names."""
    loader: Any = SESSION.get_component("data_loader")
    rules = loader.load_service_model(service, "endpoint-rule-set-1")
    provider: Any = EndpointProvider(rules, loader.load_data("partitions"))
    endpoint = provider.resolve_endpoint(Region=region, UseFIPS=False, UseDualStack=False)
    schemes = endpoint.properties.get("authSchemes", [{}])
    return str(schemes[0].get("signingRegion") or region)


def test_every_partition_is_compared() -> None:
    compared = {SESSION.get_partition_for_region(region) for region in REGIONS}

    assert compared == PARTITIONS


@pytest.mark.parametrize("region", REGIONS)
def test_support_has_one_region_in_a_partition(region: str) -> None:
    expected = by_the_rules("support", region)

    assert support_region(region) == expected


@pytest.mark.parametrize("service", ["account", "organizations", "invoicing"])
@pytest.mark.parametrize("region", REGIONS)
def test_what_belongs_to_the_account_has_one_region_in_a_partition(
    service: str, region: str
) -> None:
    expected = by_the_rules(service, region)

    assert billing_region(region) == expected


@pytest.mark.parametrize("region", REGIONS)
def test_events_are_fetched_where_support_is_called(region: str) -> None:
    called = support_region(region)

    assert called == infra.support_region(region)
