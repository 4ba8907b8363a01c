"""An answer that was cut off is no empty answer."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import boto3
import pytest

from port_out.domain.cases import CaseKind
from port_out.domain.errors import CaseUncertain, TemporarilyUnavailable
from port_out.gateways.support import Support
from tests.builders import AWorld
from tests.gateways.wire import Answer, server


def cut_off(body: str) -> Answer:
    """200, with this in the place of an answer."""

    def send(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body.encode())

    return send


@pytest.fixture(params=['{"cases": [{"caseId"', "<html>Sign in to the network</html>"])
def support(request: pytest.FixtureRequest) -> Iterator[Support]:
    """AWS Support, behind something that spoils every answer."""
    with server(cut_off(request.param)) as (url, _):
        client = boto3.client("support", "us-east-1", endpoint_url=url)
        yield Support(reading=client, acting=client)


def test_a_list_that_was_cut_off_is_not_taken_for_an_empty_one(support: Support) -> None:
    with pytest.raises(TemporarilyUnavailable):
        support.cases(["case-1"])


def test_a_case_of_which_nobody_read_the_id_may_be_open(support: Support) -> None:
    with pytest.raises(CaseUncertain):
        support.create(AWorld().order, CaseKind("service", "category", "low"), "subject", "body")
