"""The parts of a bundle that people read, made from those that programs read, and from these alone.

Whoever verifies a bundle makes them anew: so none of them can say what its source does not.
"""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from port_out.domain.number_list import safe_cell

COLUMNS = ("sequence", "at", "from", "to", "outcome", "by", "because", "previous_hash", "hash")
Lines = Iterable[Mapping[str, Any]]


def record_csv(lines: Lines) -> bytes:
    """The record as a spreadsheet takes it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*COLUMNS, "facts"])
    for line in lines:
        facts = json.dumps(line["facts"], ensure_ascii=False, sort_keys=True)
        writer.writerow([safe_cell(str(cell)) for cell in (*(line[n] for n in COLUMNS), facts)])
    return out.getvalue().encode("utf-8-sig")


def communications_txt(said: Sequence[Mapping[str, Any]]) -> bytes:
    """Each text under a line that says when and by whom; indented, so that none can forge one."""
    if not said:
        nothing = "Nothing was said on the Support case, or this account has no API to read it.\n"
        return nothing.encode()
    parts = []
    for number, one in enumerate(said, start=1):
        by = " ".join(one["by"].split()) or "(nobody is named)"
        head = f"{number} of {len(said)}, {one['at']}, {by}"
        lines = [f"    {line}".rstrip() for line in one["text"].splitlines()]
        lines += [f"    (attached: {name})" for name in one["attachments"]]
        parts.append("\n".join([head, "", *lines]))
    return ("\n\n".join(parts) + "\n").encode()


def notices_txt(notices: Sequence[Mapping[str, Any]]) -> bytes:
    """Each notice: of what, whom it asked to act, and when which channel took it."""
    if not notices:
        return b"Nobody was told anything.\n"
    return ("\n\n".join(_notice(each) for each in notices) + "\n").encode()


def _notice(notice: Mapping[str, Any]) -> str:
    sent = [f"    {channel}: {became}" for channel, became in sorted(notice["sent"].items())]
    if notice["given_up_at"]:
        sent += [f"    given up: {notice['given_up_at']}"]
    head = f"{notice['notice']}, {notice['at']}: {notice['subject']}"
    asked = f"    {notice['who']}: {notice['what']}"
    return "\n".join([head, asked, *(sent or ["    on no channel yet"])])
