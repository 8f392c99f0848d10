"""English queries: read as the Polish words that they stand for, by a word list of the field (`data/english.tsv`).

The list gives base forms, which is what words are compared by; grammar is not needed but for one rule: an adjective
goes behind its noun, as in Polish wordings.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from search.data_files import read_pairs
from search.lexical import content_lemma
from search.morphology import is_known, readings
from search.results import Correction
from search.words import Word, is_plain, words

LIST = "english.tsv"
NOTHING = "-"
"""Stands for words that say nothing about the topic."""
SHORTEST_MENDED = 5
"""Letters of a word that one slip is forgiven."""
_PLURALS = {"children": "child", "men": "man", "women": "woman", "people": "person", "wives": "wife", "lives": "life"}
_ENDINGS = ("ing", "ed", "er", "ly")


class Gloss(NamedTuple):
    """An English topic in Polish."""

    text: str
    """The likeliest Polish words."""
    beside: Mapping[int, tuple[str, ...]]
    """Where a word of `text` begins → lemmas that may be meant as well."""
    foreign: frozenset[str]
    """Words of `text` that are neither Polish nor understood: no slip of Polish words."""
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What one stretch of an English topic stands for; without Polish words it is kept as written."""

    written: str
    polish: tuple[str, ...] = ()
    known: bool = True


def gloss(topic: str, telling: Collection[str]) -> Gloss | None:
    """The topic in Polish; None where it is not in English. `telling`: words that show that it is."""
    spoken = list(words(topic))
    if not is_plain(topic) or not _is_english(spoken, telling):
        return None
    meanings, corrections = _meanings(spoken)
    said: list[str] = []
    beside: dict[int, tuple[str, ...]] = {}
    start = 0
    for one in _adjectives_behind(meanings):
        first = one.polish[0] if one.polish else one.written
        others = tuple(lemma for other in one.polish[1:] if " " not in other and (lemma := content_lemma(other)))
        if others and " " not in first:
            beside[start] = others
        said.append(first)
        start += len(first) + 1
    foreign = frozenset(one.written for one in meanings if not one.known)
    return Gloss(" ".join(said), beside, foreign, tuple(corrections))


def _is_english(spoken: Sequence[Word], telling: Collection[str]) -> bool:
    """True where more words are English only than Polish only."""
    forms = [word.form for word in spoken]
    surely = [form.casefold() in telling for form in forms]
    polish = [is_known(form) for form in forms]
    if all(known and not sure for known, sure in zip(polish, surely, strict=True)):
        return False  # the long list is read only where it is needed
    english = sum(
        sure or (_in_list(form) and not known) for form, sure, known in zip(forms, surely, polish, strict=True)
    )
    return english > sum(known and not _in_list(form) for form, known in zip(forms, polish, strict=True))


def _meanings(spoken: Sequence[Word]) -> tuple[list[_Meaning], list[Correction]]:
    """Stretches of a topic with what they stand for, longest first; words that say nothing are left out."""
    meant = _dictionary()
    found: list[_Meaning] = []
    corrections: list[Correction] = []
    bases = [_base(word.form) for word in spoken]
    place = 0
    while place < len(spoken):
        sizes = range(_longest(), 0, -1)
        size = next((size for size in sizes if tuple(bases[place : place + size]) in meant), 0)
        key, written = tuple(bases[place : place + size]), spoken[place].form
        if not size and (other := _likest(written)) is not None:
            key = (_base(other),)
            if other.casefold() not in _stripped(written):
                corrections.append(Correction(written=written, meant=other))
        if not key:
            found.append(_Meaning(written, known=is_known(written) or not written.islower()))
        elif meant[key]:
            found.append(_Meaning(written, meant[key]))
        place += max(size, 1)
    return found, corrections


def _adjectives_behind(meanings: Sequence[_Meaning]) -> list[_Meaning]:
    """Polish wordings have the noun first: `dziecko niepełnosprawne`."""
    ordered = list(meanings)
    for place in range(len(ordered) - 2, -1, -1):
        here, after = ordered[place], ordered[place + 1]
        if here.polish and after.polish and _is_adjective(here.polish[0]) and not _is_adjective(after.polish[0]):
            ordered[place], ordered[place + 1] = after, here
    return ordered


def _is_adjective(polish: str) -> bool:
    found = readings(polish) if " " not in polish else ()
    return bool(found) and found[0][1].startswith("adj")


@lru_cache(maxsize=10_000)
def _base(form: str) -> str:
    """A word without the ending of its plural."""
    lower = form.casefold()
    if lower in _PLURALS:
        return _PLURALS[lower]
    if len(lower) <= 3 or lower.endswith(("ss", "us", "is")):
        return lower
    if lower.endswith("ies"):
        return lower[:-3] + "y"
    return lower.removesuffix("s")


def _in_list(form: str) -> bool:
    return _base(form) in _first_words()


@lru_cache(maxsize=10_000)
def _likest(form: str) -> str | None:
    """The word of the list that a word is an inflected or misspelt form of."""
    meant = _dictionary()
    inflected = next((other for other in _stripped(form) if (_base(other),) in meant), None)
    if inflected is not None or len(form) < SHORTEST_MENDED or is_known(form):
        return inflected
    base = _base(form)
    near = [other[0] for other in meant if len(other) == 1 and OSA.distance(base, other[0], score_cutoff=1) <= 1]
    return min(near, key=lambda other: (other[0] != base[0], len(other) < len(base), other), default=None)


def _stripped(form: str) -> list[str]:
    """What may be left of a word without its ending: `running` is `run` or `rune`."""
    lower = form.casefold()
    stems = [
        lower.removesuffix(ending) for ending in _ENDINGS if lower.endswith(ending) and len(lower) > len(ending) + 2
    ]
    return [*stems, *(stem + "e" for stem in stems), *(stem[:-1] for stem in stems if stem[-1:] == stem[-2:-1])]


@cache
def _dictionary() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """English words, in base form → Polish wordings, the likeliest first; none for words that say nothing."""
    return {
        tuple(map(_base, english.split(" "))): tuple(one for one in polish if one != NOTHING)
        for english, polish in read_pairs(LIST)
    }


@cache
def _first_words() -> frozenset[str]:
    return frozenset(word for key in _dictionary() for word in key)


@cache
def _longest() -> int:
    return max(map(len, _dictionary()))
