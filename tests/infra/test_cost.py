"""What it costs is computed from what is deployed."""

import pytest

from tests.docs.pages import text_of
from tests.infra.reading import Template
from tools.cost import NoPrice, entered, fixed, page


def test_nothing_costs_anything_while_nothing_happens(template: Template) -> None:
    costs = {kind: cost for kind, (_, _, cost) in fixed(template.content).items()}

    assert "AWS::CloudWatch::Alarm" in costs
    assert sum(costs.values()) == 0


def test_a_key_that_signs_is_the_only_thing_that_costs_by_the_month(signing: Template) -> None:
    costs = {kind: cost for kind, (_, _, cost) in fixed(signing.content).items() if cost}

    assert costs == {"AWS::KMS::Key": 1.0}


def test_a_kind_of_resource_that_nobody_has_priced_is_refused() -> None:
    strange = {"Resources": {"Gateway": {"Type": "AWS::EC2::NatGateway"}}}

    with pytest.raises(NoPrice, match="NatGateway"):
        fixed(strange)


def test_alarms_beyond_those_that_are_free_are_charged() -> None:
    many = {"Resources": {str(n): {"Type": "AWS::CloudWatch::Alarm"} for n in range(12)}}

    assert fixed(many)["AWS::CloudWatch::Alarm"] == (12, 10, pytest.approx(0.20))


def test_a_straight_port_out_enters_as_many_states_as_the_readme_says() -> None:
    path = entered()

    assert path[-1] == "Port-Out Completed"
    assert "What Else Happened?" not in path
    assert f"{len(path)} states" in " ".join(text_of("README.md").split())


def test_the_page_of_costs_is_what_the_template_says_now(template: Template) -> None:
    assert text_of("docs/cost.md") == page(template.content), "run python -m tools.cost"
