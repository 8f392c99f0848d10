"""Names that are phrases: a programme for certain years, a call for offers."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from corpus.documents import BlockKind
from extract.candidates import NameCandidate
from extract.components.names.ages import DASHES
from extract.components.names.layout import MAX_WORDS, in_compound, name_candidate
from extract.components.names.lexicon import call_patterns, donor_end, head_at, introducers, naming
from extract.patterns import keys
from extract.rules import load_rules
from extract.spotting import Spots
from extract.words import Words

_FRONT_BLOCKS = 5
"""A call is named in a heading or in so many blocks of its page."""


_FEW = 3
"""Words behind a head that make a phrase of capitalised words a name, at least."""
_STOPS = frozenset(".;:()|!?")
_OPENING = frozenset('„«“"')
"""A name in quotation marks right behind a head is the name."""


def phrases(words: Words) -> Iterator[NameCandidate]:
    """`Gminny Program Wspierania Rodziny na lata 2022-2024`: the phrase around its head is the name."""
    for index in _phrase_heads().places(words):
        if _singular(words, index):
            first = index
            while first and _belongs_left(words, first - 1, index):
                first -= 1
            if not words.forms[first][:1].isupper() or words.forms[min(index + 1, len(words) - 1)] in _OPENING:
                continue
            told = donor_end(words, index)
            if told is not None:
                if told < len(words) and words.forms[told] in DASHES and words.blocks[told] == words.blocks[index]:
                    last, _ = _phrase_end(words, told)
                    candidate = name_candidate(words, told + 1, last, "capitals", head_at(words, index))
                    if candidate and last - told > 2:
                        yield candidate
                continue
            last, dated = _phrase_end(words, index)
            titled = words.kind(index) is BlockKind.HEADING and first - words.block_bounds(index)[0] <= 1
            if last - index > 2 and (dated or titled):
                candidate = name_candidate(words, first, last, "phrase", head_at(words, index))
                if candidate:
                    yield candidate
            elif (end := _capitals_end(words, index)) > index + _FEW:
                candidate = name_candidate(words, first, end, "proper", head_at(words, index))
                if candidate:
                    yield candidate


def _capitals_end(words: Words, index: int) -> int:
    """Behind the last capitalised word that goes with a head: `Gminny Program | Profilaktyki i Rozwiązywania …`."""
    last, position, end = index + 1, index + 1, words.sentence_bounds(index)[1]
    while position < end:
        if words.forms[position].istitle() and not words.tags[position].startswith(("fin", "praet")):
            last = position + 1
        elif last < position or words.lower[position] not in {"i", "oraz", "na"}:
            break
        position += 1
    return last


@cache
def _phrase_heads() -> Spots:
    heads = frozenset(load_rules("names")["phrase_heads"])
    return Spots(lambda form: not keys(form).isdisjoint(heads))


def _singular(words: Words, index: int) -> bool:
    """Whether a head speaks of one programme: `Programy i projekty` names none."""
    return any(":sg:" in reading.tag or reading.tag == "ign" for reading in words.analyses[index])


def calls(words: Words) -> Iterator[NameCandidate]:
    """`Otwarty konkurs ofert na realizację zadań … w roku 2024`: a call is named by its own words."""
    for match in call_patterns().find(words):
        if words.kind(match.first) is BlockKind.HEADING or words.blocks[match.first] <= _FRONT_BLOCKS:
            last, _ = _phrase_end(words, match.last - 1)
            candidate = name_candidate(words, match.first, last, "phrase", head_at(words, match.first + 1))
            if candidate and last - match.last >= 2 and not _names_next(words, last - 1):
                yield replace(candidate, name=f"{match.meaning} {words.written(match.last, last)}")


def _names_next(words: Words, index: int) -> bool:
    """Whether a word says that the name follows: `konkurs na realizację zadania pod | nazwą: „…”`."""
    return words.lower[index] in introducers() or not words.keys[index].isdisjoint(naming())


def _belongs_left(words: Words, position: int, index: int) -> bool:
    same = words.blocks[position] == words.blocks[index] and words.sentences[position] == words.sentences[index]
    return same and words.forms[position][:1].isupper() and words.tags[position].startswith("adj")


def _phrase_end(words: Words, index: int) -> tuple[int, bool]:
    """Where the phrase that begins before or at its head ends, and whether years close it."""
    position = index + 1
    while position < len(words) and position - index < MAX_WORDS:
        if words.blocks[position] != words.blocks[position - 1] and not _heading_goes_on(words, position):
            break
        form = words.forms[position]
        verb = words.tags[position].startswith(("fin", "praet", "bedzie", "imps"))
        if (
            (form in _STOPS and not _abbreviates(words, position))
            or verb
            or not keys(form).isdisjoint(load_rules("names")["surely_verbs"])
        ):
            break
        if words.lower[position] in {"na", "w", "do"} and position + 2 <= len(words):
            end = years_end(words, position)
            if end:
                return end, True
        parted = form in ",–-—" and words.text[words.starts[position] - 1].isspace() and form != "–"
        if parted and not in_compound(words, position):
            break
        position += 1
    return position, False


def _abbreviates(words: Words, index: int) -> bool:
    """Whether a stop only ends `r.` inside a sentence: `wsparcie w 2023 r. zadań publicznych`."""
    behind = index + 1
    inside = behind < len(words) and words.blocks[behind] == words.blocks[index] and words.forms[behind].islower()
    return inside and words.forms[index] == "." and words.lower[index - 1] == "r" and words.forms[index - 2].isdigit()


def _heading_goes_on(words: Words, index: int) -> bool:
    """Whether the block that begins at `index` continues the heading before it: both of one level and in capitals."""
    above, below = words.parts[words.blocks[index - 1]], words.parts[words.blocks[index]]
    if above.kind is not BlockKind.HEADING or below.kind is not BlockKind.HEADING or above.level != below.level:
        return False
    return words.text[above.start : above.end].isupper() and words.text[below.start : below.end].isupper()


def years_end(words: Words, position: int) -> int | None:
    """The word behind `na lata 2022-2024`, `na rok 2024`, `w latach …`, `w roku …` that begins at `position`."""
    ahead = position + 1
    if ahead + 1 >= len(words) or not words.keys[ahead] & {"rok", "lato", "lata"} or not _is_year(words, ahead + 1):
        if not (_is_year(words, ahead) and words.lower[position] == "na"):
            return None
        return ahead + 1 + (words.lower[ahead + 1 : ahead + 2] == ["rok"])
    ahead += 2
    if ahead + 1 < len(words) and words.forms[ahead] in "-–—" and words.forms[ahead + 1].isdigit():
        ahead += 2
    return ahead


def _is_year(words: Words, index: int) -> bool:
    return index < len(words) and words.forms[index].isdigit() and words.forms[index][:2] in {"19", "20"}
