"""Parameters that are named in other ways than one by one."""

import json
from typing import Any

import pytest
from ministack.core import iam_actions

from local.patches import parameter_resources

PARAMETER = "arn:aws:ssm:us-east-1:123456789012:parameter/a/b"
ASKED = [{"Path": "/a/b"}, {"Names": ["/a/b", "/a/c"]}]


def resource(asked: dict[str, Any]) -> str:
    body = json.dumps(asked).encode()
    headers = {"x-amz-target": "AmazonSSM.GetParametersByPath"}
    arn = iam_actions.extract_resource_arn(
        "ssm", "POST", "/", headers, body, {}, "us-east-1", "123456789012"
    )
    return str(arn)


@pytest.mark.parametrize("asked", ASKED)
def test_ministack_takes_a_path_for_every_parameter(asked: dict[str, Any]) -> None:
    assert resource(asked) == "*"


@pytest.mark.parametrize("asked", [*ASKED, {"Name": "/a/b"}])
def test_a_path_is_authorised_as_itself(asked: dict[str, Any]) -> None:
    parameter_resources.apply()

    assert resource(asked) == PARAMETER


def test_what_names_no_parameter_asks_for_all() -> None:
    parameter_resources.apply()

    assert resource({}) == "*"
