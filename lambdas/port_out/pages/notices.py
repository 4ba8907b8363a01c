"""What a page says that has no form: kindly, and with what to do next."""

Notice = tuple[int, str, tuple[str, ...]]

_NEW = "Ask the person who sent it to you for a new one. Your answer can wait until then."
_NOTHING = "Nothing was recorded now."

NOTICES: dict[str, Notice] = {
    "wrong": (
        404,
        "This link does not work",
        (
            "Perhaps a part of it was lost: it is long, and some programs cut it. Please open it "
            "again from the message that you got, or copy the whole of it.",
            "If it still does not work, ask the person who sent it to you for a new one.",
        ),
    ),
    "used": (
        410,
        "This link has been used",
        (
            "A link works once. What was said with it was recorded on {when}, so there is nothing "
            "that you have to do.",
            "If you did not use it, or what you said was wrong, or you have more news, tell the "
            "person who sent you the link. They can see what was said and send you a new one.",
        ),
    ),
    "expired": (410, "This link is too old", ("Links work for some days only. " + _NEW, _NOTHING)),
    "revoked": (410, "This link was taken back", ("The sender took it back. " + _NEW, _NOTHING)),
    "over": (
        410,
        "This port request is closed",
        (
            "It is finished or was given up, so there is nothing more to say. Thank you!",
            "If you think that this is wrong, tell the person who sent you the link. " + _NOTHING,
        ),
    ),
    "unreadable": (
        400,
        "What was sent can't be read",
        (
            "It did not come from a form of this page, or a part of it was lost. Please go back, "
            "load the page again and fill in the form once more.",
            _NOTHING,
        ),
    ),
}
"""By reason: the status, the title, and the paragraphs."""

LATER: Notice = (
    503,
    "Please try again in a minute",
    (
        "Something did not answer in time. Load this page again, or go back and send the form "
        "once more: sending it twice does no harm.",
    ),
)
FAILED: Notice = (
    500,
    "Something is broken here",
    (
        "It is not your fault. Please try again later. If it stays like this, tell the person who "
        "sent you the link, and tell them your news directly.",
    ),
)
