"""Where the program runs, as AWS's own settings and CloudFormation say."""

import pytest

from cli.exits import Exit
from tests.cli.program import Program
from tests.cli.terminal import piped
from tests.cli.views import an_entry

FOUND = """<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
<DescribeStacksResult><Stacks><member><StackName>ConnectPortOut</StackName>
<CreationTime>2026-11-24T20:00:00Z</CreationTime><StackStatus>CREATE_COMPLETE</StackStatus>
<Outputs>{outputs}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>"""
OUTPUT = "<member><OutputKey>ApiUrl</OutputKey><OutputValue>{url}/v1/</OutputValue></member>"
REFUSED = """<ErrorResponse><Error><Type>Sender</Type><Code>{code}</Code>
<Message>so it is</Message></Error></ErrorResponse>"""


@pytest.fixture
def shell(program: Program, environment: dict[str, str]) -> dict[str, str]:
    """Settings that name no address: CloudFormation is asked, which the program plays too."""
    there = {name: value for name, value in environment.items() if name != "PORT_OUT_API_URL"}
    return there | {"AWS_ENDPOINT_URL_CLOUDFORMATION": program.url}


def test_the_address_is_the_output_of_the_stack(program: Program, shell: dict[str, str]) -> None:
    outputs = OUTPUT.format(url=program.url)
    program.on("POST", "/", (200, FOUND.format(outputs=outputs).encode()))
    program.on("GET", "/v1/port-outs", (200, {"port_outs": [an_entry()], "cursor": None}))

    shown = piped("list", environment=shell)

    assert shown.code == Exit.OK
    assert b"StackName=ConnectPortOut" in program.calls("POST", "/")[0].body


@pytest.mark.parametrize(
    ("status", "answer", "code", "mend"),
    [
        (400, REFUSED.format(code="ValidationError"), Exit.NOT_FOUND, "--stack"),
        (403, REFUSED.format(code="AccessDenied"), Exit.NOT_PERMITTED, "DescribeStacks"),
        (200, FOUND.format(outputs=""), Exit.NOT_FOUND, "--api-url"),
    ],
)
def test_a_stack_that_does_not_say_it_is_named_with_the_mend(
    program: Program, shell: dict[str, str], status: int, answer: str, code: Exit, mend: str
) -> None:
    program.on("POST", "/", (status, answer.encode()))

    shown = piped("list", environment=shell)

    assert shown.code == code
    assert mend in shown.notes


def test_a_profile_that_there_is_not_is_the_callers_mistake(environment: dict[str, str]) -> None:
    shown = piped("list", "--profile", "nobody", environment=environment)

    assert shown.code == Exit.USAGE
    assert "nobody" in shown.notes
