"""Who may have to act, in the words in which people are told."""

OPERATOR, SUPPORT, CARRIER, PROGRAM, NOBODY = (
    "operator",
    "AWS Support",
    "winning carrier",
    "Connect Port-Out",
    "nobody",
)
