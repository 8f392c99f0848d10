"""Where a text speaks of something else than the programme: acts, privacy clauses, earlier editions, exclusions."""

from functools import cache

from corpus.documents import BlockKind
from corpus.values import value
from extract.patterns import Patterns
from extract.rules import load_rules
from extract.words import Words

_LAW_ENDS = frozenset("();")
_TEASERS = 4
"""So many teasers in a row are news of the site."""
_HEADLINE, _BRIEF = 3, 20
"""Words that a teaser's headline has at least, and its text at most."""
_CONTRASTS = frozenset({";", "ale", "lecz", "natomiast", "tylko", "jedynie"})


@value
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
        elif match.meaning == "teaser" or (match.meaning == "privacy" and not _is_heading(words, match.first)):
            _fill(zones.aside, *words.block_bounds(match.first))
        elif match.meaning == "past":
            _fill(zones.past, _sentence_start(words, match.first), words.sentence_bounds(match.first)[1])
        elif match.meaning == "refused":
            _fill(zones.negated, *words.sentence_bounds(match.first))
        elif match.meaning == "negation":
            _fill(zones.negated, match.first, _clause_end(words, match.last))
    for first, last in teasers(words):
        _fill(zones.aside, first, last)
    if BlockKind.IMPRINT in words.kinds:
        _fill(zones.aside, words.kinds.index(BlockKind.IMPRINT), size)
    return zones


def teasers(words: Words) -> list[tuple[int, int]]:
    """Runs of headings with a single short paragraph each: news of the site beside the announcement.

    Headings that ask or label (`Dla kogo?`) belong to the announcement.
    """
    known: list[tuple[int, int]] | None = words.notes.get(teasers)
    if known is None:
        known = words.notes[teasers] = _teasers(words)
    return known


def _teasers(words: Words) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    run: list[tuple[int, int]] = []
    position, size = 0, len(words)
    while position < size:
        end = words.block_bounds(position)[1]
        last = words.block_bounds(end)[1] if end < size else end
        alone = last == size or words.kind(last) is BlockKind.HEADING or _imprint(words, last)
        if _headline(words, position, end) and end < last and alone and _brief(words, end, last):
            run.append((position, last))
            position = last
            continue
        if len(run) >= _TEASERS:
            found.append((run[0][0], run[-1][1]))
        run, position = [], end
    return [*found, (run[0][0], run[-1][1])] if len(run) >= _TEASERS else found


def _is_heading(words: Words, index: int) -> bool:
    """Whether a privacy clause says in its heading whose data it is about: `Klauzula dla uczestników programu „X”`."""
    return words.kind(index) is BlockKind.HEADING


def _headline(words: Words, first: int, last: int) -> bool:
    part = words.parts[words.blocks[first]]
    return (
        part.kind is BlockKind.HEADING
        and part.level > 1
        and words.forms[last - 1] not in "?:"
        and last - first >= _HEADLINE
        and not words.forms[first][0].isdigit()
    )


def _brief(words: Words, first: int, last: int) -> bool:
    return words.kind(first) is BlockKind.PARAGRAPH and last - first <= _BRIEF


def _imprint(words: Words, index: int) -> bool:
    return words.kind(index) is BlockKind.IMPRINT


def _law_end(words: Words, index: int) -> int:
    _, end = words.sentence_bounds(index - 1)
    for position in range(index, end):
        form = words.forms[position]
        if form in _LAW_ENDS or (form == "," and position + 1 < end and words.lower[position + 1] in {"że", "który"}):
            return position
    return end


def _sentence_start(words: Words, index: int) -> int:
    """Where the sentence of a word begins, or the one that an abbreviation hides in it: `… 2024 r. | Rok temu …`."""
    begin, _ = words.sentence_bounds(index)
    starts = (i for i in range(index, begin, -1) if words.forms[i - 1] == "." and words.forms[i].istitle())
    return next(starts, begin)


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
