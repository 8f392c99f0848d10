"""Names that open a sentence which says what they are: `Dobrze być w domu – bo pod takim hasłem …`."""

from collections.abc import Iterator
from functools import cache

from corpus.documents import BlockKind
from extract.candidates import NameCandidate
from extract.components.names.layout import name_candidate
from extract.components.names.lexicon import head_at, naming
from extract.patterns import keys
from extract.rules import load_rules
from extract.spotting import Spots
from extract.words import Words

_LONGEST, _SHORTEST = 7, 2
"""Words of such a name."""
_NEAR = 5
"""Words between the dash behind a name and the word of naming."""
_POINTED = 3
"""Words from the beginning of a sentence that points back to the word of naming."""
_POINTING = frozenset({"to", "tak", "taki", "taka", "takie", "taką", "takim", "pod"})
_DASHES = frozenset("-–—")
_LARGE = frozenset({"project", "programme"})
_LEAST_CAPITALS = 2
_VERBS = ("fin", "praet", "imps", "bedzie")


def openings(words: Words) -> Iterator[NameCandidate]:
    """What a sentence begins with and then calls a name, a project or a place."""
    for index in _spots().places(words):
        begin, end = words.sentence_bounds(index)
        if words.kind(index) is BlockKind.HEADING:
            continue
        before = _called_before(words, begin, index)
        if before:
            candidate = name_candidate(words, *before, "apposition", None)
            if candidate:
                yield candidate
            continue
        if words.lower[index] == "to":
            last, found = index, _is_told(words, begin, index, end)
        else:
            last = next(
                (i for i in range(index - 1, max(begin, index - 1 - _NEAR), -1) if words.forms[i] in _DASHES), begin
            )
            found = last > begin
        if not found or not _SHORTEST <= last - begin <= _LONGEST or not words.forms[begin][:1].isupper():
            continue
        if all(words.forms[i].isalpha() for i in range(begin, last)) and (
            not _is_preposition(words, begin) or _is_bare_told(words, begin, index)
        ):
            candidate = name_candidate(words, begin, last, "apposition", None)
            if candidate:
                yield candidate


def _called_before(words: Words, begin: int, index: int) -> tuple[int, int] | None:
    """The sentence before one that begins by calling it a name: `Czas na nas! To hasło akcji …`."""
    if words.lower[index] == "to" or begin == 0 or index - begin > _POINTED or words.lower[begin] not in _POINTING:
        return None
    first, last = words.sentence_bounds(begin - 1)
    while last > first and words.forms[last - 1] in '.!?…„"”':
        last -= 1
    while first < last and words.forms[first] in '„"”':
        first += 1
    if words.forms[last : last + 1] == ["?"] or not _DASHES.isdisjoint(words.forms[first:last]):
        return None
    return (first, last) if _SHORTEST <= last - first <= _LONGEST else None


@cache
def _spots() -> Spots:
    called = naming() | {"hasło"}
    return Spots(lambda form: form == "to" or not keys(form).isdisjoint(called))


def _is_told(words: Words, begin: int, index: int, end: int) -> bool:
    """Whether `to` says that what opens the sentence is a project, or, of a name in capitals, a place or an offer."""
    if index - begin > _LONGEST or any(tag.startswith(_VERBS) for tag in words.tags[begin:index]):
        return False
    noun = index + 1
    while noun < end and words.tags[noun].startswith(("adj", "num")):
        noun += 1
    if noun >= end or words.forms[noun] == ",":
        return False
    head = head_at(words, noun)
    if head and head[1] in _LARGE and words.lower[noun] == words.lemmas[noun]:
        return True
    capitals = sum(form.istitle() for form in words.forms[begin:index])
    return capitals >= _LEAST_CAPITALS and not words.keys[noun].isdisjoint(load_rules("names")["told_as"])


def _is_bare_told(words: Words, begin: int, index: int) -> bool:
    """Whether `to` and a head right behind it say what is called so: `Na ratunek rodzinie to inicjatywa Sądu`."""
    plain = all(words.forms[i].islower() for i in range(begin + 1, index))
    head = head_at(words, index + 1) if index + 1 < len(words) else None
    return plain and words.lower[index] == "to" and head is not None and head[1] in _LARGE


def _is_preposition(words: Words, index: int) -> bool:
    return any(reading.tag.startswith("prep") for reading in words.analyses[index])
