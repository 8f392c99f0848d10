"""Capitalised common words in running text."""

from collections.abc import Iterator

from corpus.documents import BlockKind
from extract.candidates import NameCandidate
from extract.components.names.ages import DASHES
from extract.components.names.layout import name_candidate
from extract.components.names.lexicon import greets, is_common, not_proper
from extract.components.names.quoted import named_behind
from extract.morphology import analyses
from extract.spotting import Spots
from extract.words import Words

_LONG = 5
"""Abbreviations have no more letters."""
PROPER = (2, 4)
"""Least and most words of a capitalised name in running text."""
_TOWN = 6
"""Words by which `w Gminie Dopiewo` and years make it longer."""


def proper(words: Words) -> Iterator[NameCandidate]:
    """Two to four capitalised common words in a sentence: `Sąsiedzki Dyliżans wozi starszych mieszkańców`."""
    floor, size = 0, len(words)
    for index in CAPITALISED.places(words):
        if index < floor:
            continue
        last = index
        while last < size and last - index < PROPER[1] + 1 and _is_capitalised_word(words, last, index):
            last += 1
        if last == index and _is_capitals_word(words, index):
            last = index + 1
        if last > index and _goes_on(words, last, index):
            last += 2
        if last - index >= PROPER[0]:
            last = _years_end(words, _town_end(words, last))
        if 0 < last - index <= PROPER[1] and _is_dash(words, last) and named_behind(words, last):
            candidate = name_candidate(words, index, last, "apposition", None)
            if candidate:
                yield candidate
        elif PROPER[0] <= last - index <= PROPER[1] + _TOWN and words.kind(index) is not BlockKind.HEADING:
            opening = words.keys[index]
            if opening.isdisjoint(not_proper()) and _is_noun_phrase(words, index, last) and not greets(words, index):
                candidate = name_candidate(words, index, last, "proper", None)
                if candidate:
                    yield candidate
        floor = last


def _town_end(words: Words, index: int) -> int:
    """Behind `w Gminie Dopiewo` where it follows the words that end at `index`."""
    ahead = words.forms[index + 1 : index + 3]
    told = words.lower[index : index + 1] == ["w"] and ahead[:1] in (["Gminie"], ["Mieście"], ["Powiecie"])
    return index + 3 if told and len(ahead) > 1 and ahead[1].istitle() else index


def _years_end(words: Words, index: int) -> int:
    """Behind a span of years that follows the words that end at `index`: `Pomoc Żywnościowa | 2014-2020`."""
    behind = words.forms[index : index + 3]
    spanned = len(behind) > 2 and behind[1] in DASHES and all(len(form) == 4 and form.isdigit() for form in behind[::2])
    return index + 3 if spanned and words.blocks[index + 2] == words.blocks[index - 1] else index


def _goes_on(words: Words, index: int, first: int) -> bool:
    """Whether a preposition and a last capitalised word belong to a name: `Złota Rączka | dla Seniora`."""
    behind = index + 1
    joined = behind < len(words) and words.lower[index] in _INSIDE and _is_capitalised_word(words, behind, first)
    return joined and not (behind + 1 < len(words) and words.forms[behind + 1].istitle())


_INSIDE = frozenset({"dla", "bez", "z", "na", "pod", "przy"})
CAPITALISED = Spots(lambda form: form[0].isupper())
"""Words with a capital."""


def _is_capitals_word(words: Words, index: int) -> bool:
    """Whether a word set in capitals is too long for an abbreviation: `PODWÓRKOWCY – bo tak nazywa się akcja`."""
    return len(words.forms[index]) > _LONG and words.forms[index].isalpha() and words.forms[index].isupper()


def _is_dash(words: Words, index: int) -> bool:
    return index < len(words) and words.forms[index] in "-–—,("


def _is_capitalised_word(words: Words, index: int, first: int) -> bool:
    """Whether a word has a capital and is a common word as well, in the sentence of the word `first`."""
    return words.sentences[index] == words.sentences[first] and is_common(words.forms[index])


def _is_noun_phrase(words: Words, first: int, last: int) -> bool:
    """Whether the words are no personal name: at least one of them is an adjective that is no surname."""
    tags = [[reading.tag for reading in analyses(words.forms[index].lower())] for index in range(first, last)]
    names = any(
        "imię" in name or "nazwisko" in name for i in range(first, last) for r in words.analyses[i] for name in r.names
    )
    joined = any(words.lower[index] in _INSIDE for index in range(first, last))
    return (joined or not names) and any(any(tag.startswith("adj:") for tag in word) for word in tags)
