"""The page in a bundle that says what it is, and how to verify it."""

from collections.abc import Sequence

_TEXT = """Everything on record about port-out {id}

port-out.json        the port-out as the program showed it
record.json, .csv    every transition: who did what when, and because of what
communications.txt   what was said on the Support case, and by the winning carrier in mails and
                     forms, as far as it was kept; a word stands for each PIN, account number and
                     link (communications.json: the same for programs)
documents/           every document, as it was
manifest.json        the SHA-256 of each file
SHA256SUMS           the same, and that of the manifest

It holds names, addresses and whole phone numbers, and a carrier pack may hold the account number
and the PIN. Keep it as you keep contracts.

How to verify it offline

1. With the program:      port-out verify {id}-bundle.zip
   If the ownership statements are signed, add --key and the public key, as AWS gives it
   (aws kms get-public-key). A key that came with the file proves nothing.
2. Without the program, in the unpacked folder:      sha256sum --check SHA256SUMS
3. The record by hand: `hash` of a transition is the SHA-256 of that transition without `hash`, as
   JSON with sorted keys, no spaces, UTF-8. `previous_hash` is the `hash` of the one before, 64
   zeros in the first. So nothing in it can be changed without changing all that follows.

What this proves: nothing was changed since the bundle was made. That it was made from the true
record is proven by a SHA-256 that somebody else has: of the bundle, or of its last transition.
"""


def read_me(id_: str, problems: Sequence[str]) -> str:
    """The text, with what was wrong when the bundle was made."""
    return _TEXT.format(id=id_) + "".join(f"\nNote: {problem}\n" for problem in problems)
