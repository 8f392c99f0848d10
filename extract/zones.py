"""Where a text speaks of something else than the programme: acts, privacy clauses, earlier editions, exclusions."""

from dataclasses import dataclass
from functools import cache

from corpus.documents import BlockKind
from extract.patterns import Patterns
from extract.rules import load_rules
from extract.words import Words

_LAW_ENDS = frozenset("();")
_CONTRASTS = frozenset({";", "ale", "lecz", "natomiast", "tylko", "jedynie"})


@dataclass(frozen=True, slots=True)
class Zones:
    """For each word: whether it stands in such a stretch. All lists are as long as the words."""

    law: bytearray
    """Inside the title or the citation of an act."""
    aside: bytearray
    """Privacy clause or imprint."""
    past: bytearray
    """A sentence about an earlier edition or last year."""
    negated: bytearray
    """Behind a negation or an exclusion in the same sentence."""

    def excludes(self, index: int) -> bool:
        """True where a word says nothing about what the programme is or gives."""
        return bool(self.law[index] or self.aside[index] or self.past[index] or self.negated[index])


def find_zones(words: Words) -> Zones:
    """The zones of a document."""
    size = len(words)
    zones = Zones(bytearray(size), bytearray(size), bytearray(size), bytearray(size))
    for match in _patterns().find(words):
        if match.meaning == "law":
            _fill(zones.law, match.first, _law_end(words, match.last))
        elif match.meaning == "privacy":
            _fill(zones.aside, *words.block_bounds(match.first))
        elif match.meaning == "past":
            _fill(zones.past, *words.sentence_bounds(match.first))
        elif match.meaning == "refused":
            _fill(zones.negated, *words.sentence_bounds(match.first))
        elif match.meaning == "negation":
            _fill(zones.negated, match.first, _clause_end(words, match.last))
    for index in range(size):
        if words.kind(index) is BlockKind.IMPRINT:
            _fill(zones.aside, index, size)
            break
    return zones


def _law_end(words: Words, index: int) -> int:
    _, end = words.sentence_bounds(index - 1)
    for position in range(index, end):
        form = words.forms[position]
        if form in _LAW_ENDS or (form == "," and position + 1 < end and words.lower[position + 1] in {"że", "który"}):
            return position
    return end


def _clause_end(words: Words, index: int) -> int:
    """The end of what a negation reaches: the sentence's end, or where a contrast or a dash takes it back."""
    _, end = words.sentence_bounds(index - 1)
    for position in range(index, end):
        if words.lower[position] in _CONTRASTS and position > index:
            return position
    return end


def _fill(marks: bytearray, first: int, last: int) -> None:
    marks[first:last] = b"\x01" * (last - first)


@cache
def _patterns() -> Patterns[str]:
    rules = load_rules("zones")
    return Patterns((pattern, name) for name, patterns in rules.items() for pattern in patterns)
