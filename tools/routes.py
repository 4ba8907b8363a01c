"""The routes of the API, for the OpenAPI document."""

from dataclasses import dataclass

OPERATOR, CARRIER, PASSWORD = "operator", "carrier", "password"
PERSON = ""  # the token in the path is the proof
PAGE = "text/html"
QUERY = {
    "state": "a state of the state machine, for instance Await Approval",
    "number": "a number in E.164 form (send + as %2B)",
    "carrier": "the name of a winning carrier",
    "due_before": "a time with offset; only what is due by then",
    "limit": "1 to 100 port-outs a page",
    "cursor": "the cursor of the page before",
}


@dataclass(frozen=True)
class Route:
    """One method of the API as the document shows it; `refusals` beside 400, 503 and 500.

    `takes` names media types of bodies without a schema of ours. Where `answer` is PAGE, every
    answer but the gateway's own is a page for a person.
    """

    method: str
    path: str
    summary: str
    answer: str
    status: int = 200
    body: str = ""
    refusals: tuple[int, ...] = ()
    who: str = OPERATOR
    query: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()


ONE, LINK = "/port-outs/{id}", "/links/{token}"
ROUTES = (
    Route("POST", "/port-outs", "Port numbers away", "Accepted", 202, "request", (409, 422)),
    Route(
        *("POST", "/port-outs/plan", "Split a list into port-outs", "PlannedPortOuts", 200, "plan")
    ),
    Route("GET", "/port-outs", "List port-outs", "PortOuts", query=tuple(QUERY)),
    Route("GET", ONE, "Where a port-out is and who acts next", "PortOut", refusals=(404,)),
    Route("GET", f"{ONE}/transitions", "The record and its proof", "Record", refusals=(404,)),
    Route(
        *("GET", f"{ONE}/communications", "What was said on the Support case", "Conversation"),
        refusals=(404,),
    ),
    Route(
        *("POST", f"{ONE}/signals", "Say what happened", "SignalKept", 202, "signal"),
        refusals=(404, 409, 422),
    ),
    Route(
        *("POST", f"{ONE}/approvals", "Approve, as a second person", "ApprovalKept", 202),
        body="approval",
        refusals=(404, 409),
    ),
    Route(
        *("POST", f"{ONE}/restart", "Take up a port-out that failed", "Restarted", 202),
        refusals=(404, 409),
    ),
    Route("GET", "/locks", "The port locks", "PortLocks", query=("number",), refusals=(409,)),
    Route("POST", "/locks", "Protect a number", "PortLock", body="lock", refusals=(409,)),
    Route("POST", "/locks/unlock", "Ask to unlock it", "PortLock", body="lock", refusals=(409,)),
    Route(
        *("POST", "/locks/approvals", "Unlock it, as a second person", "PortLock"),
        body="unlocking",
        refusals=(409,),
    ),
    Route(
        *("POST", f"{ONE}/documents", "Upload a document", "Upload", 201, "document"),
        refusals=(404, 409),
    ),
    Route(
        *("GET", f"{ONE}/documents/{{name}}", "Download a document", "Download"), refusals=(404,)
    ),
    Route(
        method="POST",
        path="/carriers/{carrier}/port-outs/{id}",
        summary="A signed message of the winning carrier",
        answer="MessageKept",
        status=202,
        body="callback",
        refusals=(401, 404, 410),
        who=CARRIER,
    ),
    Route(
        method="POST",
        path="/carriers/bandwidth/port-outs/{id}",
        summary="A message of Bandwidth, whose password is asked for by a 401",
        answer="MessageKept",
        status=202,
        refusals=(401, 404, 410),
        who=PASSWORD,
        takes=("application/xml", "application/json"),
    ),
    Route(
        *("POST", "/batches", "Port many numbers away at once", "BatchAccepted", 202, "batch"),
        refusals=(422,),
    ),
    Route("GET", "/batches", "List batches", "Batches", query=("limit", "cursor")),
    Route("GET", "/batches/{id}", "What became of a batch", "BatchView", refusals=(404,)),
    Route(
        *("POST", f"{ONE}/links", "Issue a one-time link for a person", "IssuedLink", 201, "link"),
        refusals=(404, 409),
    ),
    Route(
        *("DELETE", f"{ONE}/links/{{link}}", "Revoke a one-time link", "CarrierLink"),
        refusals=(404, 409),
    ),
    Route("GET", f"{ONE}/notices", "What people were told", "Notices", refusals=(404,)),
    Route(
        *("POST", f"{ONE}/notices/{{notice}}/redeliver", "Send a notice again", "Notice", 202),
        refusals=(404,),
    ),
    Route("GET", LINK, "The page of a one-time link", PAGE, refusals=(404, 410), who=PERSON),
    Route(
        *("POST", LINK, "What a person says by it", PAGE),
        refusals=(404, 409, 410),
        who=PERSON,
        takes=("application/x-www-form-urlencoded",),
    ),
)
