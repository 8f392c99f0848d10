"""What a query names outright: codes of the vocabulary, in the very words of the vocabulary or of the thesaurus."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from corpus.vocabulary import load_vocabulary
from search.inverted import Inverted
from search.lexical import content_lemmas
from search.repair import WordGroup
from search.salience import pair_number
from search.table import Table
from search.thesaurus import Concept, read_traits
from search.words import forms

Scores = NDArray[np.float64]

LONGEST = 4
"""Content words of a wording."""
LEAST = 0.6
"""Share of the score that goes to the thing named that a programme is least about: who names two wants both."""
TOGETHER = 0.18
"""Share of the score that goes to people and support named in one breath."""
SEVERAL = 1.5
"""Power of the share of words that name codes, instead of 2, where they name several."""
MOST_CODES = 2
"""A wording that may mean more codes names none."""
Phrases = Mapping[str, Sequence[str]]
"""Content lemmas of a wording, joined by spaces, with the codes that it names."""


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of a query's words that names a code."""

    codes: tuple[str, ...]
    """Any of them is meant."""
    weight: float
    """Weight of its words."""
    places: frozenset[int]
    """Its words, by their place in the query."""


def named_codes(groups: Sequence[WordGroup], phrases: Phrases) -> tuple[Named, ...]:
    """The codes that a query names, longer wordings before the shorter ones inside them.

    People and support are looked for apart: `kursy komputerowe dla seniorów` is a wording for a training and names
    seniors as well.
    """
    lemmas = [group.best for group in groups]
    found: list[Named] = []
    taken: dict[str, set[int]] = {"groups": set(), "activities": set()}
    for size in range(min(LONGEST, len(lemmas)), 0, -1):
        for first in range(len(lemmas) - size + 1):
            span = range(first, first + size)
            codes = phrases.get(" ".join(lemmas[first : first + size]), ())
            for field, used in taken.items():
                own = tuple(code for code in codes if _columns()[code][0] == field)
                if own and used.isdisjoint(span):
                    used.update(span)
                    found.append(Named(own, sum(groups[place].weight for place in span), frozenset(span)))
    return tuple(found)


def named_share(groups: Sequence[WordGroup], named: Sequence[Named]) -> float:
    """The share of a query's words, by weight, that name codes."""
    whole = sum(group.weight for group in groups)
    places = frozenset().union(*(one.places for one in named))
    return sum(groups[place].weight for place in places) / whole if whole else 0.0


def sure_of(share: float, named: Sequence[Named]) -> float:
    """How surely the codes named are what is asked for, 0 to 1, where they take a share of the words.

    Who names several things (`młodzież z niepełnosprawnością`) wants all of them, which no one concept tells.
    """
    return share**SEVERAL if len({one.codes for one in named}) > 1 else share**2


def named_scores(table: Table, inverted: Inverted, named: Sequence[Named]) -> Scores:
    """How much every programme is about the codes named: the mean over the stretches, by weight, and the least of them.

    Where people and support are named, it counts that a programme names them in one breath, too.
    """
    total = sum(one.weight for one in named)
    scores: Scores = np.zeros(len(table))
    least: Scores = np.ones(len(table))
    for one in named:
        best: Scores = np.zeros(len(table))
        for code in one.codes:
            name, column = _columns()[code]
            rows, much = getattr(inverted, name).of_code(column)
            best[rows] = np.maximum(best[rows], much)
        scores += best * one.weight / total
        np.minimum(least, best, out=least)
    scores = (1 - LEAST) * scores + LEAST * least
    pairs = [
        pair_number(group, activity, load_vocabulary())
        for people, support in product(named, named)
        for group, activity in product(people.codes, support.codes)
        if _columns()[group][0] == "groups" and _columns()[activity][0] == "activities"
    ]
    if not pairs:
        return scores
    scores *= 1 - TOGETHER
    near = np.zeros(len(table), np.bool_)
    for pair in pairs:
        near[inverted.together[pair]] = True
    scores[near] += TOGETHER
    return scores


@cache
def _columns() -> Mapping[str, tuple[str, int]]:
    vocabulary = load_vocabulary()
    fields = (("groups", vocabulary.target_groups), ("activities", vocabulary.activities))
    return {code: (field, column) for field, codes in fields for column, code in enumerate(codes)}


def naming_phrases(concepts: Iterable[Concept]) -> dict[str, list[str]]:
    """Wordings that name at most two codes: traits, the vocabulary's own, then those of concepts.

    What is left of a concept's longer wording when words that say nothing are taken out (`czas dla siebie`) names none.
    """
    vocabulary = load_vocabulary()
    own: dict[str, set[str]] = {}
    for term in (*vocabulary.target_groups.values(), *vocabulary.activities.values()):
        for wording in (term.pl, *term.cues):
            own.setdefault(_key(wording), set()).add(term.code)
    more: dict[str, set[str]] = {}
    for concept in concepts:
        code = next((code for code in concept.codes if code in _columns()), None)
        for wording in (concept.label, *concept.pl) if code else ():
            key = _key(wording)
            if " " in key or len(forms(wording)) == 1:
                more.setdefault(key, set()).add(code or "")
    traits = {_key(word): set(trait.codes) for trait in read_traits() for word in trait.words}
    return {key: sorted(codes) for key, codes in (more | own | traits).items() if key and len(codes) <= MOST_CODES}


def _key(wording: str) -> str:
    lemmas = content_lemmas(wording)
    return " ".join(lemmas) if len(lemmas) <= LONGEST else ""
