"""Each sentence of a text with the one rule that says all of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from port_out.domain.reading.grammar import ANY, Sentence
from port_out.domain.reading.rules import Kind, Rule, known_words, rules
from port_out.domain.reading.text import words

MOST_SENTENCES = 60
MOST_WORDS = 60
"""A longer text or sentence is not read: no order is so long."""
MOST_NAMES = 2
"""Words that no rule knows: a name of two words, where somebody says who writes."""


@dataclass(frozen=True)
class Said:
    """One sentence and the rule that understood it."""

    rule: Rule
    text: str
    words: tuple[str, ...]


def understood(
    texts: Sequence[str], names: Sequence[str]
) -> tuple[list[Said], list[tuple[str, str]]]:
    """Each sentence with its rule, and those that no rule understands."""
    if len(texts) > MOST_SENTENCES:
        return [], [("too long", f"{len(texts)} sentences")]
    said, doubts = [], []
    for text in texts:
        tokens = tuple(words(text, names))
        rule = rule_for(tokens, "?" in text)
        if rule:
            said.append(Said(rule, text, tokens))
        elif tokens:
            doubts.append(("not understood", text))
    return said, doubts


@lru_cache(maxsize=4096)
def rule_for(tokens: tuple[str, ...], asks: bool) -> Rule | None:
    """The first rule that says all of the sentence; a question needs a rule for questions."""
    strangers = set(tokens) - known_words()
    if not 0 < len(tokens) <= MOST_WORDS or len(strangers) > MOST_NAMES:
        return None
    sentence = Sentence([ANY if token in strangers else token for token in tokens])
    for rule in rules():
        is_for = asks if rule.ends else (not asks or rule.kind == Kind.SMALL_TALK)
        if is_for and sentence.fits(rule.pattern):
            return rule
    return None
