"""The page in a bundle that says what it is, and how to verify it."""

from collections.abc import Sequence

_TEXT = """Everything on record about port-out {id}

port-out.json        the port-out as the program showed it
record.json, .csv    every transition: who did what when, and because of what
communications.txt   what was said on the Support case, and by the winning carrier in mails and
                     forms, as far as it was kept; a word stands for each PIN, account number and
                     link (communications.json: the same for programs)
notices.txt          who was told what when, and on which channel (notices.json: for programs)
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

What this proves, and what it does not

It proves that the files belong together: that nothing in one of them was changed, by mistake or by
somebody who changed that file alone. It does not prove that they are true. The hashes have no key:
whoever has the bundle can change the record, compute every hash anew, and the manifest with them.
Only a SHA-256 that somebody else keeps stands against that: of the bundle, which `port-out bundle`
prints, or of the last transition, which is on the table of the program.

Of port-out.json the id, the state and the version are compared with the record, and the documents
with their hashes; the rest of it, the communications and the notices are what the program showed.

A signed ownership statement proves more, with a key from AWS itself: that whoever may use that key
in that AWS account signed exactly this text about these numbers. It says nothing of the record.
"""


def read_me(id_: str, problems: Sequence[str]) -> str:
    """The text, with what was wrong when the bundle was made."""
    return _TEXT.format(id=id_) + "".join(f"\nNote: {problem}\n" for problem in problems)
