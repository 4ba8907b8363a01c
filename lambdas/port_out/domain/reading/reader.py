"""What a text of AWS Support means: certain where all of it is understood, else for a person."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from port_out.domain.life_cycle import ENDS, State
from port_out.domain.reading.given import SecretKind, shown
from port_out.domain.reading.quoted import OURS
from port_out.domain.reading.rules import BESIDE, REASON, RESUBMIT, Kind
from port_out.domain.reading.text import sentences
from port_out.domain.reading.understanding import Said, understood
from port_out.domain.signals import SignalType

K, S, T = Kind, State, SignalType

ENGLISH = "en"
_COMMON = frozenset(
    "the a an and or of to in on for with from by is are was has have been be we you your our us i "
    "it this that not no if as at will can may please all any my me".split()
)
_MEANINGS = {
    K.GO_AHEAD: T.SUPPORT_GAVE_GO_AHEAD,
    K.APPROVAL: T.SUPPORT_APPROVED,
    K.REFUSAL: T.SUPPORT_REFUSED,
    K.QUESTION: T.SUPPORT_ASKED,
}
_OPEN = frozenset(
    {
        S.AWAIT_SUPPORT_GO_AHEAD, S.ISSUE_CARRIER_PACK, S.AWAIT_CARRIER_SUBMISSION,
        S.AWAIT_APPROVAL, S.AWAIT_PORT_DATE, S.AWAIT_COMPLETION,
    }
)  # fmt: skip
_FITTING = {
    K.GO_AHEAD: frozenset({S.AWAIT_SUPPORT_GO_AHEAD}),
    K.APPROVAL: frozenset({S.AWAIT_CARRIER_SUBMISSION, S.AWAIT_APPROVAL}),
    K.REFUSAL: _OPEN,
    K.QUESTION: frozenset(State) - ENDS,
}
_BY_CARRIER = re.compile(
    r"\b(?:from|by) (?:the |your )?"
    r"(?:(?:winning |new |gaining |receiving )(?:carrier|provider)|<name>)"
    r"|carrier (?:request|order|lsr)"
)
_ONE_NUMBER = re.compile(
    r"(?i)\b(?:the|this|your) (?:(?:tele)?phone |toll.free )?number(?=[.,!]|$| (?:has|is|was))"
)
_GIVEN = {K.ACCOUNT_NUMBER, K.PIN}


@dataclass(frozen=True)
class Reading:
    """What a text says and why we think so; no secret is in it.

    `meaning` is empty unless it is certain and moves the port-out. `because` names the rule and
    the sentence. `given` is what AWS gives plainly, as ours to use.
    """

    kind: Kind
    redacted: str
    meaning: SignalType | str = ""
    facts: Mapping[str, str] = field(default_factory=dict)
    is_certain: bool = False
    because: tuple[tuple[str, str], ...] = ()
    given: tuple[SecretKind, ...] = ()

    @property
    def needs_a_person(self) -> bool:
        """True unless it is a signal, or small talk and nothing else."""
        return not self.meaning and not (self.is_certain and self.kind is K.SMALL_TALK)


def read(
    text: str,
    state: State,
    *,
    hidden: Collection[SecretKind] = (),
    language: str = ENGLISH,
    names: Collection[str] = (),
    numbers: Collection[str] = (),
) -> Reading:
    """Read a text of AWS in this state, as `hiding.hidden` left it.

    `hidden` are the kinds of what was hidden there, one for each secret. `names` are what AWS may
    call the winning carrier; `numbers` all numbers of the port-out: a text that names only some of
    them is for a person.
    """
    reading = Reading(K.UNCERTAIN, shown(text))
    said, doubts = understood(sentences(text), tuple(names))
    doubts += list(_doubts_about_text(text, language, numbers, said))
    doubts += [("secrets unclear", "")] if not _is_given_once(hidden) else []
    because = tuple((one.rule.id, shown(one.text)) for one in said if one.rule.kind != K.SMALL_TALK)
    if doubts:
        return replace(reading, because=because + tuple((d, shown(s)) for d, s in doubts))
    judged = _judged(replace(reading, because=because), said, state)
    given = tuple(kind for kind in SecretKind if kind in hidden and _gives(kind, said))
    return replace(judged, given=given) if judged.is_certain else judged


def _doubts_about_text(
    body: str, language: str, numbers: Collection[str], said: Sequence[Said]
) -> Iterator[tuple[str, str]]:
    """Reasons to ask a person that are in no single sentence."""
    if language != ENGLISH:
        yield "language", language
    elif not _is_english(body):
        yield "language", "not English"
    if OURS in "\n".join(one.text for one in said):
        yield "our own text", OURS
    if len(numbers) > 1 and any(_ONE_NUMBER.search(one.text) for one in said):
        yield "names single numbers", "the number"
    named = {
        re.sub(r"[^\d+]", "", one) for s in said for one in re.findall(r"\+[\d ().-]+", s.text)
    }
    if named and named != set(numbers):
        yield "names single numbers", " ".join(sorted(named))


def _is_english(body: str) -> bool:
    """Words that every English text has are a sixth of it, a few words aside; most are Latin."""
    all_words = re.findall(r"[^\W\d_]+", body.lower())
    common = sum(word in _COMMON for word in all_words)
    latin = sum(max(word) < "\u0250" for word in all_words)
    return not all_words or (6 * common >= len(all_words) - 6 and 10 * latin >= 9 * len(all_words))


def _judged(reading: Reading, said: Sequence[Said], state: State) -> Reading:
    kinds = {one.rule.kind for one in said} - {K.SMALL_TALK, BESIDE}
    codes = {one.rule.code for one in said if one.rule.code}
    if kinds == {REASON} and any(one.rule.id == RESUBMIT for one in said):
        kinds = {K.REFUSAL}
    if K.REFUSAL in kinds:
        kinds.discard(REASON)
    main = kinds - _GIVEN if kinds - _GIVEN <= {K.GO_AHEAD} else kinds
    kind = _only(main or kinds) if said else K.UNCERTAIN
    if kind is K.UNCERTAIN or not _fits_together(kind, said):
        return reading
    return _certain(reading, kind, said, codes, state)


def _only(kinds: Collection[str]) -> Kind:
    """The one kind there is; PIN and account number together are an account number."""
    if not kinds:
        return K.SMALL_TALK
    if set(kinds) == _GIVEN:
        return K.ACCOUNT_NUMBER
    return Kind(next(iter(kinds))) if len(kinds) == 1 and REASON not in kinds else K.UNCERTAIN


def _fits_together(kind: Kind, said: Sequence[Said]) -> bool:
    """What is said beside the order belongs to an order of this kind, or to what is given."""
    there = {kind, *(one.rule.kind for one in said if one.rule.kind in _GIVEN)}
    return all(one.rule.with_ & there for one in said if one.rule.kind == BESIDE)


def _certain(
    reading: Reading, kind: Kind, said: Sequence[Said], codes: set[str], state: State
) -> Reading:
    facts: dict[str, str] = {}
    ours = [one for one in said if one.rule.kind in (kind, REASON)]
    text = shown(" ".join(one.text for one in ours))[:1000]
    if kind is K.REFUSAL:
        if len(codes) != 1:
            return replace(reading, because=(*reading.because, ("no single reason", "")))
        facts = {"code": codes.pop(), "reason": text}
    elif kind is K.QUESTION:
        facts = {"question": text}
    if kind in _FITTING and not _in_its_state(kind, said, state):
        return replace(reading, because=(*reading.because, ("not in this state", state.value)))
    meaning = _MEANINGS.get(kind, "")
    return replace(reading, kind=kind, meaning=meaning, facts=facts, is_certain=True)


def _in_its_state(kind: Kind, said: Sequence[Said], state: State) -> bool:
    """Before the carrier is known to have filed, only its request can have been approved."""
    if kind is K.APPROVAL and state is S.AWAIT_CARRIER_SUBMISSION:
        return any(_BY_CARRIER.search(" ".join(one.words)) for one in said)
    return state in _FITTING[kind]


def _gives(kind: SecretKind, said: Sequence[Said]) -> bool:
    mark = f"<{kind.value}>"
    giving = {K.ACCOUNT_NUMBER, K.PIN, K.UPLOAD_LINK}
    return any(mark in one.words for one in said if one.rule.kind in giving)


def _is_given_once(hidden: Collection[SecretKind]) -> bool:
    """Two account numbers or two PINs contradict each other."""
    return all(
        sum(one == kind for one in hidden) <= 1
        for kind in (SecretKind.ACCOUNT_NUMBER, SecretKind.PIN)
    )
