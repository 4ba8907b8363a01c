"""How AWS Support words things: what it means lies somewhere between greeting and survey."""

from __future__ import annotations

from collections.abc import Sequence

from local.twins.support.case import Case, Communication

LONGEST = 8000
_GREETING = "Hello,\n\nThank you for contacting Amazon Web Services."
_SIGNATURE = (
    "We value your feedback. Please share your experience by rating this and other "
    "correspondences in the AWS Support Center. You can rate a correspondence by selecting the "
    "stars in the top right corner of the correspondence.\n\n"
    "Best regards,\nMaria R.\nAmazon Web Services\n"
    "===============================================================\n\n"
    "To share your experience or contact us again about this case, please return to the AWS "
    "Support Center using the following URL: "
    "https://console.aws.amazon.com/support/home#/case/?displayId={display_id}\n\n"
    "Note, this e-mail was sent from an address that cannot accept incoming e-mails."
)
TEMPLATES = {
    "go-ahead": (
        "We have reviewed the numbers in your request with our carrier. You can now initiate the "
        "port with your new carrier. Please ask them to submit the port request, and keep the "
        "numbers active in your Amazon Connect instance until the port has completed."
    ),
    "approval": (
        "We have received the port request from the winning carrier. The details match our "
        "records and the request has been approved. The winning carrier will confirm the port "
        "date (FOC) with you."
    ),
    "refusal": (
        "Unfortunately the port request from the winning carrier has been rejected by our "
        "carrier, because the end user name on the LOA does not match the customer service "
        "record. Please correct the LOA and have the winning carrier resubmit the request."
    ),
    "question": (
        "To proceed with your request we need additional information. Could you please confirm "
        "the name of the winning carrier, and the AWS Region of the Amazon Connect instance that "
        "the numbers are claimed to?"
    ),
    "upload-link": (
        "Please do not attach any documents with personal information to this case. Upload the "
        "signed LOA and a recent bill with this link to our secured storage instead; it expires "
        "in ten days:\n\nhttps://example-port-out-uploads.s3.amazonaws.com/{display_id}"
    ),
    "account-number": (
        "Here is what the winning carrier must put on the port request. Account number: "
        "4400-{display_id}. PIN: 7391. Carrier of record: Example Carrier LLC."
    ),
    "resolution": (
        "We have not heard back from you, so this case is now being resolved. If you still need "
        "assistance you can reopen the case within 14 days; after that, please open a new case."
    ),
    "small-talk": (
        "I hope you are having a great day. My name is Maria and I have taken ownership of your "
        "case. I am reaching out to our telephony team and will update you as soon as I hear "
        "back from them. Thank you for your patience."
    ),
}


def from_template(name: str, case: Case) -> str:
    """The text of a template, made for this case."""
    return TEMPLATES[name].format(display_id=case.display_id)


def wordy(text: str, case: Case) -> str:
    """The text as people send it: greeted, signed, and with all that was said before it."""
    signature = _SIGNATURE.format(display_id=case.display_id)
    said = [f"{_GREETING}\n\n{text}\n\n{signature}", *_quotes(case.latest_first())]
    return "\n\n".join(said)[:LONGEST]


def _quotes(said: Sequence[Communication]) -> list[str]:
    return [
        f"On {one.created_at:%a, %b %d, %Y at %H:%M} UTC, {one.submitted_by} wrote:\n"
        + "\n".join(f"> {line}" for line in one.body.splitlines())
        for one in said
    ]
