"""Names that are descriptions: `zaprasza na Program korekcyjno-edukacyjny dla osób stosujących przemoc w rodzinie`.

A page without a proper name calls what it announces by a head word and what describes it. Such a phrase is a name
where its sentence leads up to it (`zaprasza na`, `rusza`, `w ramach`) or says of it that it begins, runs or ends.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from corpus.documents import BlockKind
from extract.candidates import NameCandidate
from extract.components.name_text import described_text
from extract.components.names.ages import DASHES
from extract.components.names.described_extent import (
    ALL,
    agreeing,
    apposed,
    begin_of,
    end_of,
    listed,
    says_enough,
)
from extract.components.names.layout import CONFIDENCE
from extract.nominative import expected_cases
from extract.patterns import Patterns, keys
from extract.quotes import find_quotes
from extract.rules import load_rules
from extract.spotting import Spots
from extract.words import Words

_REACH = 16
"""Words between what leads up to a description and its head."""
_SUBJECT = 5
"""Words before the head of a description that opens its sentence."""
_BEHIND = 6
"""Words behind such a description within which the sentence says what becomes of it."""
_BEING = frozenset({"to", "jest", "są", "będzie", "było", "był", "była", "jako", "czyli"})
_CALLED = frozenset({"hasło", "nazwa", "nazywać", "nazwać", "zatytułować", "pn", "pt"})
_DOING = frozenset({"prowadzenie", "poprowadzenie", "przeprowadzenie", "organizacja", "zorganizowanie"})
_LARGE = frozenset({"programme", "project"})
_VERBS = ("fin", "praet", "bedzie", "imps")
_GRANTED = 6
"""Words before `na prowadzenie` within which somebody gets something for it: `umowa`, `45 000 zł`."""
_PART, _LEAST = 0.6, 220
"""The part of a text, and the least words of it, in which a page says what it announces."""


def described(words: Words) -> Iterator[NameCandidate]:
    """Descriptions that a sentence announces, with the head's kind."""
    floor, quoted = 0, _quoted(words)
    limit = max(_LEAST, int(_PART * len(words)))
    for head in _heads().places(words):
        if head >= limit:
            break
        if head < floor or quoted[head] or _is_other(words, head):
            continue
        first, last = begin_of(words, head), end_of(words, head)
        if lead_of(words, head) is None and not _is_subject(words, first, head, last):
            continue
        if _says_what(words, first) or _is_called(words, head) or _is_governed(words, first):
            continue
        own = apposed(words, head, last) if _kind(words.forms[head]) in _LARGE else None
        last = _with_proper(words, last)
        if own is not None:
            first, last = own[0], end_of(words, own[1])
        elif not says_enough(words, first, head, last):
            continue
        floor = last
        candidate = _candidate(words, first, head, last)
        if candidate:
            yield candidate


def around(words: Words, start: int, end: int) -> NameCandidate | None:
    """The description that the characters `start` up to `end` (a form of support) are part of; None without a noun."""
    first, last = words.at(start, end)
    head = next((i for i in range(first, last) if words.tags[i].startswith(("subst", "ger"))), None)
    if head is None:
        return None
    return _candidate(words, begin_of(words, head), head, max(last, end_of(words, head)))


def _with_proper(words: Words, last: int) -> int:
    """With the proper name that stands behind a description: `placówka wsparcia dziennego Zielona Furtka`.

    What may be a genitive is what the description belongs to, a body or a place.
    """
    end = words.sentence_bounds(last - 1)[1]
    if last >= end or not words.forms[last].istitle() or words.forms[last - 1].istitle():
        return last
    cases = {case for case, _ in agreeing(words.forms[last], ALL)}
    if "nom" not in cases or "gen" in cases:
        return last
    while last < end and words.forms[last].istitle():
        last += 1
    return last


def _quoted(words: Words) -> bytearray:
    """1 for every word inside quotation marks: it is part of a name of another kind."""
    inside = bytearray(len(words))
    for quote in find_quotes(words):
        inside[quote.first : quote.last] = b"\x01" * max(0, quote.last - quote.first)
    return inside


def _candidate(words: Words, first: int, head: int, last: int) -> NameCandidate | None:
    name = described_text(words, first, last, _cases(words, first))
    if not name:
        return None
    start, end = words.span(first, last)
    place = words.span(head, head + 1)
    return NameCandidate(start, end, CONFIDENCE["described"], name, _kind(words.forms[head]), *place, "described")


def _cases(words: Words, first: int) -> frozenset[str]:
    """The cases that the word before a description allows: what a preposition asks for, the genitive behind a noun."""
    expected = expected_cases(words, first)
    if expected or not first or words.sentences[first - 1] != words.sentences[first]:
        return expected
    agreed = agreeing(words.forms[first], ALL)
    genitive = any(case == "gen" for case, _ in agreed) and ("nom", "sg") not in agreed
    return frozenset({"gen"}) if genitive and words.tags[first - 1].startswith(("subst", "ger")) else expected


def lead_of(words: Words, head: int) -> str | None:
    """The way in which its sentence leads up to a head (`invites`, `runs` …); None where it does not."""
    begin, _ = words.sentence_bounds(head)
    for position in range(head - 1, max(begin, head - _REACH) - 1, -1):
        if words.forms[position] in ";:()":
            return None
        way = _way(words.forms[position])
        if way:
            return None if _is_for_hire(words, position, begin) else way
    return None


def _is_for_hire(words: Words, index: int, begin: int) -> bool:
    """Whether somebody is only sought or paid to do it: `psycholog do prowadzenia grupy`, `oferta na organizację …`."""
    ahead = words.lower[max(begin, index - 1) : index]
    if ahead not in (["do"], ["na"]) or words.keys[index].isdisjoint(_DOING):
        return False
    return ahead == ["do"] or not words.speak_of(listed("granted"), max(begin, index - _GRANTED), index)


def _is_subject(words: Words, first: int, head: int, last: int) -> bool:
    """Whether a description opens its sentence, or a heading, and the sentence says what becomes of it."""
    begin, end = words.sentence_bounds(head)
    if first - begin > _SUBJECT:
        return False
    if words.kind(head) is BlockKind.HEADING:
        return first - begin <= 1
    return any(_way(words.forms[i]) or words.tags[i].startswith(_VERBS) for i in range(last, min(end, last + _BEHIND)))


def _says_what(words: Words, first: int) -> bool:
    """Whether a description only says what something named before it is: `„X” to bezpłatny kurs …`, `X – cykl …`.

    A future tense is no such saying: `gmina realizować będzie program …`.
    """
    begin, _ = words.sentence_bounds(first)
    before = first - 1
    while before > begin and not words.keys[before].isdisjoint(listed("praise")):
        before -= 1
    if before <= begin:
        return False
    being = words.lower[before] in _BEING and "przedmiot" not in words.keys[before - 1]
    being = being and not words.tags[before - 1].startswith("inf")
    return being or words.forms[before] in DASHES


def _is_governed(words: Words, first: int) -> bool:
    """Whether a noun or a number right before it makes a description the end of a longer name: `Korpus wsparcia`,
    `Działanie 9.5 Wsparcie rodzin`.

    What leads up to an announcement governs it too (`realizacja programu …`, `uczestnicy kursu …`).
    """
    before = first - 1
    if before >= words.sentence_bounds(first)[0] and words.forms[before].isdigit() and words.forms[first].istitle():
        return True
    if before < words.sentence_bounds(first)[0] or not words.tags[before].startswith(("subst", "ger")):
        return False
    return _way(words.forms[before]) is None and any(case == "gen" for case, _ in agreeing(words.forms[first], ALL))


def _is_called(words: Words, head: int) -> bool:
    """Whether its sentence says before a head how the thing is called: `pod takim hasłem ruszyła kampania …`."""
    begin, _ = words.sentence_bounds(head)
    return any(not words.keys[i].isdisjoint(_CALLED) for i in range(begin, head))


def _is_other(words: Words, head: int) -> bool:
    near = range(max(words.block_bounds(head)[0], head - 1), head + 1)
    return any(match.last > head for index in near for match in _others().at(words, index))


@cache
def _kinds() -> dict[str, str]:
    return {head: kind for kind, heads in load_rules("described")["heads"].items() for head in heads}


@lru_cache(maxsize=1 << 13)
def _kind(form: str) -> str | None:
    return next((kind for key in sorted(keys(form)) if (kind := _kinds().get(key))), None)


def is_head(form: str) -> bool:
    """Whether a form is a word that descriptions are built around."""
    return _kind(form) is not None


@cache
def _heads() -> Spots:
    return Spots(is_head)


def leads_up(readings: frozenset[str]) -> bool:
    """Whether a word, by what it can be matched by, is one that leads up to what is announced."""
    return not readings.isdisjoint(_leaders())


@cache
def _leaders() -> dict[str, str]:
    return {word: way for way, words in load_rules("described")["leaders"].items() for word in words}


@lru_cache(maxsize=1 << 13)
def _way(form: str) -> str | None:
    return next((way for key in sorted(keys(form)) if (way := _leaders().get(key))), None)


@cache
def _others() -> Patterns[str]:
    return Patterns((pattern, "other") for pattern in load_rules("described")["others"])
