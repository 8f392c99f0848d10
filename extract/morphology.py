"""Polish morphology: every reading of a word form, and the likeliest one.

Morfeusz 2 with SGJP (Woliński & Kieraś 2016) gives the readings; they are cached by form.
"""

from dataclasses import dataclass
from functools import cache, lru_cache

import morfeusz2

CACHE_SIZE = 200_000
"""Forms remembered; Polish municipal text repeats itself, so hits exceed 95 %."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """One reading of a form."""

    lemma: str
    """In its own letter case, without Morfeusz' homonym suffix (`zamek:s1` is `zamek`)."""
    tag: str
    """Morfeusz tag, e.g. `subst:sg:gen.loc:f`."""
    names: tuple[str, ...] = ()
    """Kinds of name that SGJP marks, e.g. `nazwa_geograficzna`."""


@cache
def _morfeusz() -> morfeusz2.Morfeusz:
    return morfeusz2.Morfeusz(praet="composite")


@lru_cache(maxsize=CACHE_SIZE)
def analyses(form: str) -> tuple[Analysis, ...]:
    """Every reading of one word form; an unknown form reads as itself with the tag `ign`."""
    found = dict.fromkeys(
        Analysis(lemma.split(":")[0], tag, tuple(names))
        for _, _, (_, lemma, tag, names, _) in _morfeusz().analyse(form)
        if tag != "ign"
    )
    return tuple(found) or (Analysis(form, "ign"),)


def best(form: str, readings: tuple[Analysis, ...]) -> Analysis:
    """The likeliest reading of a form without its context: proper names for capitals, then Morfeusz' order."""
    if form[:1].isupper() and not form.isupper():
        for reading in readings:
            if reading.lemma[:1].isupper():
                return reading
    for reading in readings:
        if not reading.lemma[:1].isupper():
            return reading
    return readings[0]
