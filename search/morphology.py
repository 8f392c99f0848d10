"""Lemmas of Polish word forms for indexing and querying, cached by form.

Morfeusz 2 with SGJP (Woliński & Kieraś 2016) gives the readings. A form with several lemmas takes the one that is
most frequent in Polish text (`data/lemmas.tsv`, counted by `training/lemmas.py`): published and measured, the most
frequent lemma alone retrieves better than all of them together.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files

import morfeusz2

from search.words import fold

CACHE_SIZE = 300_000
"""Forms remembered: about 40 MB when full."""

SHORT = 3
"""Words of no more letters that can be a preposition or the like are taken for one (`do` is no note of the scale)."""
_CLOSED = frozenset({"prep", "conj", "comp", "part", "interj", "ppron12", "ppron3", "siebie", "qub", "aglt", "brev"})

LONG = 7
"""From so many letters on an unknown word's ending tells that it is an adjective."""
_ADJECTIVE = re.compile(r"(\w+(?:ow|czn|aln|yjn|ijn|sk|ck))(?:[yaąei]|i?e(?:j|go|mu)|[iy](?:m|ch|mi))")
_VERBAL = ("ger:", "ppas:", "pact:")


@cache
def _morfeusz() -> morfeusz2.Morfeusz:
    return morfeusz2.Morfeusz(praet="composite")


@cache
def _frequent() -> dict[str, str]:
    """Form → its most frequent lemma, for forms where that is not the first one Morfeusz gives."""
    table = (files("search") / "data" / "lemmas.tsv").read_text("utf-8")
    return dict(line.split("\t") for line in table.splitlines() if not line.startswith("#"))


@lru_cache(maxsize=20_000)
def readings(form: str) -> tuple[tuple[str, str], ...]:
    """The (lemma, tag) readings of a form in Morfeusz' order; empty where the form is unknown.

    A noun or an adjective of its own hides the verb it was made from: `mieszkania` is `mieszkanie`, not `mieszkać`.
    """
    found = [(lemma.split(":")[0], tag) for _, _, (_, lemma, tag, _, _) in _morfeusz().analyse(form) if tag != "ign"]
    own = [(lemma, tag) for lemma, tag in found if not tag.startswith(_VERBAL)]
    return tuple(own or found)


@lru_cache(maxsize=CACHE_SIZE)
def lemma(form: str) -> str:
    """The likeliest lemma of a form, case-folded; an unknown form is its own lemma."""
    lower = form.casefold()
    if not form[:1].isupper() or form.isupper():
        frequent = _frequent().get(lower)
        if frequent is not None:
            return frequent
    found = readings(form)
    if not found and form != lower:
        found = readings(lower)
    if not found:
        return lower
    if form[:1].isupper() and not form.isupper():
        named = next((known for known, _ in found if known[:1].isupper()), None)
        if named is not None and _frequent().get(lower) is None:
            return named.casefold()
        return _frequent().get(lower) or found[0][0].casefold()
    return next((known for known, _ in found if not known[:1].isupper()), found[0][0]).casefold()


@lru_cache(maxsize=CACHE_SIZE)
def base_form(form: str) -> str:
    """The likeliest lemma of a form; that of a new adjective is guessed: `wytchnieniowej` is `wytchnieniowy`."""
    known = lemma(form)
    adjective = (
        _ADJECTIVE.fullmatch(known) if known == form.casefold() and len(form) >= LONG and not is_known(form) else None
    )
    return f"{adjective[1]}{'i' if adjective[1][-1] in 'kg' else 'y'}" if adjective else known


@lru_cache(maxsize=50_000)
def lemmas(form: str) -> tuple[str, ...]:
    """Every lemma of a form, case-folded, the likeliest first; empty where the form is unknown."""
    found = readings(form) or readings(form.casefold())
    if not found:
        return ()
    return tuple(dict.fromkeys((lemma(form), *(known.casefold() for known, _ in found))))


@lru_cache(maxsize=50_000)
def is_known(form: str) -> bool:
    """True where Morfeusz knows the form, in lower case or with a capital."""
    return bool(readings(form) or readings(form.capitalize()))


@lru_cache(maxsize=50_000)
def is_function_word(form: str) -> bool:
    """True for prepositions, conjunctions, pronouns, particles: words that say nothing about the topic."""
    closed = [tag.split(":")[0] in _CLOSED for _, tag in readings(form.casefold())]
    return any(closed) if len(form) <= SHORT else bool(closed) and all(closed)


@lru_cache(maxsize=20_000)
def inflected(base: str) -> frozenset[str]:
    """Every form of a lemma, without Polish letters and capitals."""
    return frozenset(fold(form) for form, *_ in _morfeusz().generate(base)) | {fold(base)}
