"""The link to an execution in the AWS console."""

import pytest

from port_out.domain.console import execution_link, runs_link

HOSTS = {
    ("aws", "us-east-1"): "us-east-1.console.aws.amazon.com",
    ("aws-cn", "cn-north-1"): "cn-north-1.console.amazonaws.cn",
    ("aws-us-gov", "us-gov-west-1"): "us-gov-west-1.console.amazonaws-us-gov.com",
}


@pytest.mark.parametrize("place", HOSTS)
def test_the_link_of_an_alias_leads_to_the_execution_of_the_machine(place: tuple[str, str]) -> None:
    partition, region = place

    link = execution_link(f"arn:{partition}:states:{region}:1:stateMachine:M-x:live", "po-1")

    assert link == (
        f"https://{HOSTS[place]}/states/home?region={region}#/v2/executions/details/"
        f"arn:{partition}:states:{region}:1:execution:M-x:po-1"
    )


@pytest.mark.parametrize("place", HOSTS)
def test_the_runs_of_batches_are_on_the_page_of_their_machine(place: tuple[str, str]) -> None:
    partition, region = place

    link = runs_link(f"arn:{partition}:states:{region}:1:stateMachine:Batch-x")

    assert link == (
        f"https://{HOSTS[place]}/states/home?region={region}#/statemachines/view/"
        f"arn:{partition}:states:{region}:1:stateMachine:Batch-x"
    )


@pytest.mark.parametrize("arn", ["", "nonsense", "arn:other:states:r:1:stateMachine:M:live"])
def test_there_is_no_link_where_the_machine_is_not_known(arn: str) -> None:
    assert execution_link(arn, "po-1") == runs_link(arn) == ""
