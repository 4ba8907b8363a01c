"""What each route of the API is for, in a sentence or two, and where the guide tells more of it."""

ONE, LINK = "/port-outs/{id}", "/links/{token}"
PURPOSES: dict[tuple[str, str], tuple[str, str]] = {
    ("POST", "/port-outs"): (
        "Begins one port-out: numbers of one instance, country and kind, to one carrier. With "
        "dryRun=true it only says what would happen, and changes nothing.",
        "request-a-port-out",
    ),
    ("POST", "/port-outs/plan"): (
        "Splits a list of numbers into port-outs, and says of each number that can't go why not. "
        "Changes nothing.",
        "plan",
    ),
    ("GET", "/port-outs"): (
        "Lists port-outs, the most urgent first in each state, the states in the order of the "
        "life cycle.",
        "list",
    ),
    ("GET", ONE): (
        "Says where a port-out is, who acts next and by when, and everything known of it.",
        "one-port-out",
    ),
    ("GET", f"{ONE}/transitions"): (
        "The whole record: each transition with its reason, chained by hashes.",
        "the-record",
    ),
    ("GET", f"{ONE}/communications"): (
        "What AWS Support, the operator and the program wrote on the Support case; secrets hidden.",
        "the-conversation",
    ),
    ("POST", f"{ONE}/signals"): (
        "Says what happened outside: what AWS Support or a carrier said, or what an operator "
        "decides, answers, corrects or cancels.",
        "say-what-happened",
    ),
    ("POST", f"{ONE}/restart"): (
        "Takes up a port-out that failed in the state in which it failed, by a new execution; "
        "twice is once.",
        "restart",
    ),
    ("POST", f"{ONE}/approvals"): (
        "Takes the word of a second person on what waits for one: a large order, a cancel near the "
        "agreed date, or an override; exactly what `to_approve` shows.",
        "two-persons",
    ),
    ("GET", "/locks"): (
        "Lists the port locks; of one number with the whole record of its lock.",
        "port-locks",
    ),
    ("POST", "/locks"): (
        "Protects a number: no request takes it until two people have unlocked it.",
        "port-locks",
    ),
    ("POST", "/locks/unlock"): (
        "Asks to unlock a number: the first word of two.",
        "port-locks",
    ),
    ("POST", "/locks/approvals"): (
        "Takes the second word: approved, the number is free after 24 hours.",
        "port-locks",
    ),
    ("POST", f"{ONE}/documents"): (
        "Answers an address to which a document is uploaded, for instance the signed LOA.",
        "documents",
    ),
    ("GET", f"{ONE}/documents/{{name}}"): (
        "Answers an address from which one document is downloaded.",
        "documents",
    ),
    ("POST", "/carriers/{carrier}/port-outs/{id}"): (
        "Takes a message of the winning carrier that proves who sent it.",
        "messages-of-the-winning-carrier",
    ),
    ("POST", "/carriers/bandwidth/port-outs/{id}"): (
        "The same for Bandwidth, which sends user name and password only after a 401.",
        "messages-of-the-winning-carrier",
    ),
    ("POST", "/batches"): (
        "Takes up to 10,000 numbers, makes groups of them, and requests a port-out for each group, "
        "a few at a time. The same key again goes on where it stopped.",
        "batches",
    ),
    ("GET", "/batches"): (
        "Lists batches, the newest first, each with how far the requesting of its groups has come.",
        "batches",
    ),
    ("GET", "/batches/{id}"): (
        "Says of each group what became of it, and of each number that can't go why not.",
        "batches",
    ),
    ("POST", f"{ONE}/links"): (
        "Issues a link with which a person at the carrier can answer once, without an account.",
        "one-time-links",
    ),
    ("DELETE", f"{ONE}/links/{{link}}"): (
        "Revokes such a link; it opens nothing from then on.",
        "one-time-links",
    ),
    ("GET", f"{ONE}/notices"): (
        "Lists what people were told of this port-out, and whether it was delivered.",
        "notices",
    ),
    ("POST", f"{ONE}/notices/{{notice}}/redeliver"): (
        "Sends one notice again to the topic and the webhook.",
        "notices",
    ),
    ("GET", LINK): (
        "Shows the page behind a one-time link; looking changes nothing.",
        "one-time-links",
    ),
    ("POST", LINK): (
        "Takes what the person says on that page, once.",
        "one-time-links",
    ),
}
"""The purpose, and the anchor of the part of docs/api.md that shows how it is used."""

IN_PATH = {
    "id": "the id of the port-out, for instance po-vyw7mytjjghapcfablyfkl5uwf",
    "name": "the name of the document, as the port-out lists it",
    "carrier": "the name under which the carrier's key is stored (its channel)",
    "link": "the id of the link, as the port-out lists it; not its secret token",
    "notice": "the id of the notice, as the list of notices has it",
    "token": "the secret that makes the link work",
}
"""What the names between braces in a path stand for; of a batch `id` is the batch's."""
