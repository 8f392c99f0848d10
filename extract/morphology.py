"""Polish morphology: every reading of a word form, the likeliest one, and the forms of a lemma.

Morfeusz 2 with SGJP (Woliński & Kieraś 2016) gives the readings; they are cached by form.
"""

import csv
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from sys import intern

import morfeusz2

from corpus.values import value

_DATED = ("przest.", "daw.", "arch.", "gwar.", "hom.")
"""Marks of style that put a reading after all others."""

_VERBAL = -60
"""A verbal noun that the dictionary has as a noun too (`stowarzyszenie`) is read as that."""

CACHE_SIZE = 24_000
"""Forms that a cache remembers; what words of documents tell is kept by `extract.forms`."""


@value
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
    usual: dict[Analysis, None] = {}
    dated: dict[Analysis, None] = {}
    for _, _, (_, lemma, tag, names, style) in _morfeusz().analyse(form):
        if tag != "ign":
            group = dated if any(mark in style_ for style_ in style for mark in _DATED) else usual
            group[Analysis(intern(lemma.split(":")[0]), intern(tag), tuple(names))] = None
    return tuple({**usual, **dated}) or (Analysis(form, "ign"),)


def known(forms: Sequence[str]) -> list[str]:
    """Those of the forms that Morfeusz knows in this spelling, in order; not remembered, for trying out hundreds.

    Mostly none is known, which one question tells. The wrapper would make tuples of texts of every answer, for four
    times as long.
    """
    answers = _morfeusz()._morfeusz_obj.analyse(" ".join(forms))  # noqa: SLF001
    if not any(answer.tagId != _UNKNOWN for answer in answers):
        return []
    if len(forms) == 1:
        return list(forms)
    half = len(forms) // 2
    return [*known(forms[:half]), *known(forms[half:])]


_UNKNOWN = 0
"""Morfeusz' number of the tag `ign`."""


@lru_cache(maxsize=1_000)
def generated(lemma: str) -> tuple[tuple[str, str], ...]:
    """Every form of a lemma with its tag, empty for a lemma that Morfeusz does not know.

    A form of one homonym (`zamek:s1`) is not told from a form of the other.
    """
    return tuple((form, tag) for form, _, tag, _, _ in _morfeusz().generate(lemma) if tag != "ign")


def weight(reading: Analysis) -> int:
    """How common a lemma is: ten times the binary logarithm of its count in 3.6 million words of law, encyclopaedia and
    parliament (`data/lemma_weights.csv`); 0 for lemmas that were not seen or share no form with others."""
    return _weights().get((reading.lemma, reading.tag.partition(":")[0]), 0)


def best(form: str, readings: tuple[Analysis, ...]) -> Analysis:
    """The likeliest reading of a form without its context: the commonest lemma, proper names before others in capitals.

    A surname is preferred less than other names: `Rada` is a council, not a family.
    """
    if len(readings) == 1:
        return readings[0]
    proper, surname = _name_bonus(form)
    return max(readings, key=lambda reading: weight(reading) + _bonus(reading, proper, surname))


def _name_bonus(form: str) -> tuple[int, int]:
    if form[:1].islower():
        return -80, -80
    if form.isupper():
        return -10, -25
    return 40, -5


def _bonus(reading: Analysis, proper: int, surname: int) -> int:
    if not reading.lemma[:1].isupper():
        return _VERBAL if reading.tag.startswith("ger:") else 0
    return surname if reading.names and set(reading.names) <= {"nazwisko"} else proper


@cache
def _weights() -> dict[tuple[str, str], int]:
    text = (files("extract") / "data" / "lemma_weights.csv").read_text("utf-8")
    rows = csv.reader(text.splitlines()[1:])
    return {(lemma, kind): int(value) for lemma, kind, value in rows}
