"""Cases, numbers and genders: what a reading can be in its sentence, and the nominative of a lemma.

Morfeusz packs many values into one tag (`adj:sg:gen:m1.m2.m3.n:pos`); here they become sets that can be intersected.
"""

from dataclasses import dataclass
from functools import lru_cache

from extract.morphology import Analysis, analyses, generated, weight

CASES = ("nom", "gen", "dat", "acc", "inst", "loc", "voc")
GENDERS = frozenset({"m1", "m2", "m3", "f", "n"})
_NOUNS = frozenset({"subst", "depr", "ger"})
_ADJECTIVES = frozenset({"adj", "ppas", "pact"})


@dataclass(frozen=True, slots=True)
class Nominal:
    """One noun-like reading of a word."""

    noun: bool
    """True for a noun, False for a word that agrees with one."""
    lemma: str
    number: str
    cases: frozenset[str]
    genders: frozenset[str]
    names: tuple[str, ...]
    weight: int = 0
    """How common the lemma is (`extract.morphology.weight`)."""
    fixed: bool = False
    """True for a form without declension, which fits every case."""


@lru_cache(maxsize=100_000)
def nominals(form: str) -> tuple[Nominal, ...]:
    """The noun-like readings of a form, none for verbs, prepositions and unknown words."""
    found: list[Nominal] = []
    for reading in analyses(form):
        found.extend(_nominals(reading))
    return tuple(found)


def _nominals(reading: Analysis) -> list[Nominal]:
    parts = reading.tag.split(":")
    if parts[0] in _NOUNS:
        if len(parts) < 4:
            return []
        cases = frozenset(parts[2].split("."))
        fixed = len(cases) == len(CASES)
        return [
            Nominal(True, reading.lemma, number, cases, frozenset(parts[3].split(".")) & GENDERS, reading.names, weight(reading), fixed)
            for number in parts[1].split(".")
            if parts[0] != "depr"
        ]
    if parts[0] in _ADJECTIVES and len(parts) >= 4 and (len(parts) < 5 or parts[4] in {"pos", "imperf", "perf", "sup"}):
        return [
            Nominal(False, reading.lemma, number, frozenset(parts[2].split(".")), frozenset(parts[3].split(".")), ())
            for number in parts[1].split(".")
        ]
    return []


@lru_cache(maxsize=50_000)
def noun_nominative(lemma: str, number: str, gender: str | None = None) -> str | None:
    """The nominative of a noun in the number given, or None where Morfeusz does not know the noun."""
    loose: str | None = None
    for form, tag in generated(lemma):
        parts = tag.split(":")
        if parts[0] != "subst" or number not in parts[1].split(".") or "nom" not in parts[2].split("."):
            continue
        if gender is None or gender in parts[3].split("."):
            return form
        loose = loose or form
    return loose


@lru_cache(maxsize=50_000)
def adjective_nominative(form: str, lemma: str, number: str, gender: str) -> str | None:
    """The nominative that `form`, an adjective or participle of `lemma`, has in the number and gender given."""
    degree = "sup" if form.casefold().startswith("naj") else "pos"
    for candidate, tag in generated(lemma):
        parts = tag.split(":")
        if (
            parts[0] == "adj"
            and number in parts[1].split(".")
            and "nom" in parts[2].split(".")
            and gender in parts[3].split(".")
            and parts[4] == degree
        ):
            return candidate
    return _participle(form, number, gender)


def _participle(form: str, number: str, gender: str) -> str | None:
    """Participles are generated from their verb; which of its hundreds of forms is meant shows in the form itself."""
    wanted = {reading.lemma: reading.tag for reading in analyses(form) if reading.tag.startswith(("ppas", "pact"))}
    for verb, known in wanted.items():
        tail = known.split(":")[4:]
        for candidate, tag in generated(verb):
            parts = tag.split(":")
            if (
                parts[0] == known.split(":")[0]
                and number in parts[1].split(".")
                and "nom" in parts[2].split(".")
                and gender in parts[3].split(".")
                and parts[4:] == tail
            ):
                return candidate
    return None


def cased_like(pattern: str, word: str) -> str:
    """`word` in the letter case of `pattern`: capitals, a capital first, or as the dictionary has it."""
    if len(pattern) > 1 and pattern.isupper():
        return word.upper()
    if pattern[:1].isupper():
        return word[:1].upper() + word[1:]
    return word[:1].lower() + word[1:] if pattern[:1].islower() else word
