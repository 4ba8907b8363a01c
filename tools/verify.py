"""`python -m tools.verify FILE [--key KEY]`: is what the program gave out whole, and who signed it?

Works offline. FILE is ownership.json, a carrier pack (zip) that holds it, or a bundle (zip); KEY is
the public key in PEM form, from AWS itself (`aws kms get-public-key`) or from whoever vouches for
it. A key that came with the file proves nothing. Ends with 0 when all that was asked holds, 1 when
it does not, 2 when it can't be judged.
"""

import argparse
import sys
import zipfile
from pathlib import Path

from tools.archives import of_pack, unzipped
from tools.bundles import is_bundle, of_bundle
from tools.statements import NotJudged, NotVerified, of_statement

__all__ = ["FAILS", "HOLDS", "UNCLEAR", "NotJudged", "NotVerified", "main", "verified"]

HOLDS, FAILS, UNCLEAR = 0, 1, 2


def main(arguments: list[str]) -> int:
    """Say what holds and what does not; the exit code says it too."""
    parser = argparse.ArgumentParser(prog="verify", description="Verify what was given out.")
    parser.add_argument("file", type=Path, help="ownership.json, a carrier pack or a bundle (zip)")
    parser.add_argument("--key", type=Path, help="the public key, PEM")
    given = parser.parse_args(arguments)
    try:
        lines = verified(given.file, given.key)
    except NotVerified as error:
        print(f"verify: FAILED: {error}")
        return FAILS
    except NotJudged as error:
        print(f"verify: {error}", file=sys.stderr)
        return UNCLEAR
    print("\n".join(f"verify: {line}" for line in lines))
    return HOLDS


def verified(file: Path, key: Path | None) -> list[str]:
    """What holds, in sentences; NotVerified or NotJudged otherwise."""
    if not file.is_file():
        raise NotJudged(f"{file} is no file: give FILE=ownership.json, a carrier pack or a bundle")
    if zipfile.is_zipfile(file):
        found = unzipped(file.read_bytes(), str(file))
        return of_bundle(found, key) if is_bundle(found) else of_pack(found, key, str(file))
    return of_statement(file.read_bytes(), key)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
