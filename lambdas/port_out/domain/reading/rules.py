"""The rules: data with their examples beside them, read once."""

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from port_out.domain.reading.grammar import Pattern, parsed, vocabulary


class Kind(StrEnum):
    """What a message of AWS Support is."""

    GO_AHEAD = "go_ahead"
    APPROVAL = "approval"
    REFUSAL = "refusal"
    QUESTION = "question"
    UPLOAD_LINK = "upload_link"
    ACCOUNT_NUMBER = "account_number"
    PIN = "pin"
    RESOLUTION_NOTICE = "resolution_notice"
    SMALL_TALK = "small_talk"
    UNCERTAIN = "uncertain"


BESIDE = "beside"
"""The kind of a rule for sentences that say nothing of their own beside an order."""
REASON = "reason"
"""The kind of a rule for why something is refused, where the sentence does not say that it is."""
RESUBMIT = "beside.resubmit"
"""The rule for what makes a reason a refusal: that the request is to be made again."""


@dataclass(frozen=True)
class Rule:
    """What one sentence may say. `with_` names the kinds beside which it means nothing more."""

    id: str
    kind: str
    pattern: Pattern
    examples: tuple[str, ...]
    not_: tuple[str, ...] = ()
    with_: frozenset[str] = frozenset()
    code: str = ""
    ends: str = ""


@cache
def rules() -> tuple[Rule, ...]:
    """All rules in the order in which they are tried."""
    phrases = _phrases()
    told = [_rule(row, phrases) for name in ("orders", "around") for row in _data(name)]
    why = [rule for row in _data("refusals") for rule in _reasons(row, phrases)]
    return (*why, *told, *(_rule(row, phrases) for row in _data("small_talk")))


@cache
def known_words() -> frozenset[str]:
    """Every word that any rule knows, but for those that stand where a name stands."""
    return vocabulary(rule.pattern for rule in rules())


def _data(name: str) -> Any:
    from importlib.resources import files

    return json.loads((files(__package__) / "rules" / f"{name}.json").read_text("utf-8"))


def _phrases() -> dict[str, Pattern]:
    """The phrases by name; one may use another, whatever their order in the file."""
    data: dict[str, list[str]] = _data("phrases")
    done: dict[str, Pattern] = {}
    while len(done) < len(data):
        before = len(done)
        for name, says in data.items():
            used = {part.partition("}")[0] for text in says for part in text.split("{")[1:]}
            if name not in done and used <= done.keys():
                done[name] = parsed(says, done)
        if len(done) == before:
            raise ValueError(f"phrases that nobody defines: {sorted(data.keys() - done.keys())}")
    return done | {"refused": parsed(_REFUSED, done)}


def _rule(row: dict[str, Any], phrases: dict[str, Pattern]) -> Rule:
    return Rule(
        row["id"], row["kind"], parsed(row["says"], phrases), tuple(row["examples"]),
        tuple(row.get("not", ())), frozenset(row.get("with", ())), ends=row.get("ends", ""),
    )  # fmt: skip


_NOUNS = (
    "[a | an | the] {F} mismatch", "[a] mismatch (in | of | on | with) the {F} [{on_paper}]",
    "[an | a | the] (incorrect | invalid | wrong | mismatched | mismatching) {F} [{on_paper}]",
    "[the] {F} (does not match | not matching) [{records}]", "[the] {F} (incorrect | invalid)",
)  # fmt: skip
_CLAUSES = (
    "the {F} [{on_paper}] {mismatch}",
    "{winner} (provided | used | submitted) (the wrong | an incorrect | an invalid) {F}",
)
_REFUSED = (
    "[{sad}] {the_request} (has been | was | is | have been) [{adv}] ({rejected} | not approved"
    " | returned) [{who}] [{past}]",
    "[{sad}] {we} (have | has | had to | have had to) [{adv}] (reject | decline | refuse | deny"
    " | {rejected}) {the_request} [{past}]",
    "[{sad}] {we} [{adv}] {rejected} {the_request} [{past}]",
    "[{sad}] {we} (are unable to | cannot | could not | were unable to | are not able to"
    " | is unable to | did not) (approve | accept | validate) {the_request}",
)
_BECAUSE = (
    "(because | as | since | because of the fact that) {clause}",
    "(due to | for | because of | on the basis of) {noun}",
    "(with | for) [the] [rejection] reason [code] ({noun} | {clause})",
    "for the following reason ({noun} | {clause})",
    "[rejection] reason [code] ({noun} | {clause})",
    "and the reason is [that] ({noun} | {clause})",
)
_ALONE = (
    "(reason | rejection reason | reject reason | reason for rejection | reason for the rejection"
    " | reason code) [is] ({noun} | {clause})",
    "the reason [for the rejection | for this] is [that] ({noun} | {clause})",
    "[{sad}] [this is because | it appears that | we found that] {clause}",
    "{noun}",
)


def _reasons(row: dict[str, Any], phrases: dict[str, Pattern]) -> list[Rule]:
    """Two rules for a code: refused for this reason, and the reason by itself."""
    fields = [field.strip("{}") for field in row["fields"]]
    nouns = [says.replace("{F}", f"{{{f}}}") for f in fields for says in _NOUNS] + row["nouns"]
    clauses = [says.replace("{F}", f"{{{f}}}") for f in fields for says in _CLAUSES]
    known = phrases | {
        "noun": parsed(nouns, phrases),
        "clause": parsed(clauses + row["clauses"], phrases),
    }
    known["because"] = parsed(_BECAUSE, known)
    code, name = row["code"], row["code"].lower().replace("_", "-")
    examples = tuple(row["examples"])
    whole = tuple(f"The port request was rejected. Reason: {one}." for one in examples)
    return [
        Rule(f"refusal.{name}", Kind.REFUSAL, parsed(["{refused} {because}"], known), whole,
             code=code),
        Rule(f"reason.{name}", REASON, parsed(_ALONE, known), examples, code=code),
    ]  # fmt: skip
