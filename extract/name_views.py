"""A group of mentions as its traits see it: what most of them ask for, found once."""

from collections.abc import Sequence
from dataclasses import dataclass

from extract.candidates import NameCandidate
from extract.segments import Named
from extract.words import Words


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """One group of mentions on its page."""

    group: Named
    places: tuple[tuple[int, int], ...]
    """Words (first, last+1) of its mentions."""
    sources: frozenset[str]
    kinds: frozenset[str]
    best: NameCandidate
    first: int
    last: int
    """Words (first, last+1) of the best mention."""


def views(words: Words, groups: Sequence[Named]) -> tuple[View, ...]:
    """All groups of a page, in their order; kept beside the words while they are asked for in turn."""
    known: tuple[Sequence[Named], tuple[View, ...]] | None = words.notes.get(views)
    if known is None or known[0] is not groups:
        known = words.notes[views] = groups, tuple(_view(words, group) for group in groups)
    return known[1]


def _view(words: Words, group: Named) -> View:
    best = group.best
    places = tuple([words.at(mention.start, mention.end) for mention in group.mentions])
    return View(group, places, frozenset(group.sources), frozenset(group.kinds), best, *words.at(best.start, best.end))
