"""Answers the same call many times in a package's folder: what a route costs without network.

The call names an id of no known form: log line, resolver and problem document, and no AWS call.
"""

import contextlib
import importlib
import json
import os
import sys
import time
from statistics import median
from types import SimpleNamespace
from typing import Any

CALLS = 500
WARM_UP = 50
EVENT = {
    "httpMethod": "GET",
    "path": "/port-outs/nobody",
    "resource": "/port-outs/{id}",
    "headers": {},
    "multiValueHeaders": {},
    "queryStringParameters": None,
    "requestContext": {"requestId": "bench", "stage": "v1"},
}


def answered() -> dict[str, float]:
    """Milliseconds of the middle call, once the function is warm."""
    routing: Any = importlib.import_module("port_out.api.routing")

    def respond(event: dict[str, object], context: object) -> object:
        app = routing.resolver()
        app.get("/port-outs/<id_>")(lambda id_: routing.known_form(id_))
        return app.resolve(event, context)

    handler = routing.route(respond)

    taken = []
    for _ in range(CALLS):
        began = time.perf_counter()
        answer = handler(EVENT, SimpleNamespace(aws_request_id="bench"))
        taken.append(time.perf_counter() - began)
        if answer["statusCode"] != 404:
            raise RuntimeError(answer["body"])
    return {"milliseconds": median(taken[WARM_UP:]) * 1000}


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    with open(os.devnull, "w") as nowhere, contextlib.redirect_stdout(nowhere):  # its log
        figures = answered()
    print(json.dumps(figures))
