"""Names back to their base form: `Galicyjską Fundacją „Razem”` is `Galicyjska Fundacja „Razem”`.

A name is read as adjectives, a head noun, adjectives after it, and what the head governs. Every (case, number, gender)
that its first words allow is tried (`extract.name_reading`); the reading in which most words agree wins, and its
agreeing words are put in the nominative. What the head governs (genitives, quoted names) stays as it is.
"""

import re
from functools import lru_cache

from corpus.values import value
from extract.inflection import nominals
from extract.name_reading import Parse, hypotheses, read_name
from extract.name_worth import municipality_names
from extract.rules import load_rules
from extract.words import Words

_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:[\u00ad\u0300-\u036f]+[^\W\d_]*)*|\S")
_ROMAN = re.compile(r"[IVXLCDM]+")
_SPACED = re.compile(r"(?<!\S)[^\W\d_](?: [^\W\d_]){2,}(?!\S)")
"""Letters set apart for emphasis: `Z T M`."""
_SOFT_HYPHEN = "\u00ad"
_HYPHENS = frozenset("-‐‑–")
_EXPECTED = 2.5
_REGISTERED = 1.5
"""A name of several words that the register of municipalities has in whole is that municipality's."""
_LONG = 6
_LEAVE = -3.2
"""A name that is read only in an unlikely way stays as it is: `New York` has no form of `Newa`."""


@value
class _Name:
    forms: tuple[str, ...]
    gaps: tuple[str, ...]
    """What stands before each form: "" or " "."""


def nominative_text(text: str, expected: frozenset[str] = frozenset()) -> str:
    """The base form of a name written as `text`; `expected` are the cases that its context allows, if known.

    White space becomes single spaces and soft hyphens go; what Morfeusz does not know stays as it is.
    """
    forms: list[str] = []
    gaps: list[str] = []
    end = 0
    for match in _TOKEN.finditer(_SPACED.sub(lambda letters: letters.group().replace(" ", ""), text)):
        form = match.group().replace(_SOFT_HYPHEN, "")
        if form:
            forms.append(form)
            gaps.append(" " if match.start() > end else "")
            end = match.end()
    if gaps:
        gaps[0] = ""
    return _nominative(_Name(tuple(forms), tuple(gaps)), expected)


def nominative(words: Words, first: int, last: int) -> str:
    """The base form of the name that the words `first` up to, not including, `last` make; context decides the case."""
    gaps = ["" if words.starts[i] == words.ends[i - 1] else " " for i in range(first + 1, last)]
    return _nominative(_Name(tuple(words.forms[first:last]), ("", *gaps)), expected_cases(words, first))


def expected_cases(words: Words, first: int) -> frozenset[str]:
    """The cases that the words before `first` allow a name that begins there; empty where they do not settle it."""
    if first == 0 or words.sentences[first - 1] != words.sentences[first]:
        return frozenset()
    cases = (reading.tag.split(":")[1] for reading in words.analyses[first - 1] if reading.tag.startswith("prep:"))
    return frozenset(case for group in cases for case in group.split("."))


@lru_cache(maxsize=4_000)
def _nominative(name: _Name, expected: frozenset[str]) -> str:
    forms, gaps = _without_endings(name.forms, name.gaps)
    start = _first_word(forms)
    best = Parse(_LEAVE, {}, start)
    for reading in hypotheses(forms, start):
        parse = read_name(forms, start, reading)
        if parse is None:
            continue
        if expected:
            parse.score += _EXPECTED if reading.case in expected else -_EXPECTED
        if 1 < len(forms) < _LONG and parse.changes and _written(forms, gaps, parse.changes) in municipality_names():
            parse.score += _REGISTERED
        if parse.score > best.score + 1e-9:
            best = parse
    return _written(forms, gaps, best.changes)


def _written(forms: list[str], gaps: list[str], changes: dict[int, str]) -> str:
    return "".join(gap + changes.get(i, form) for i, (form, gap) in enumerate(zip(forms, gaps, strict=True)))


def _without_endings(forms: tuple[str, ...], gaps: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """Abbreviations lose the endings written after a hyphen or an apostrophe: `MOPS-u`, `MOPS-ie`, `Google'a`."""
    endings: list[str] = load_rules("nominative")["abbreviation_endings"]
    kept_forms: list[str] = []
    kept_gaps: list[str] = []
    i = 0
    while i < len(forms):
        kept_forms.append(_bare_abbreviation(forms[i], endings))
        kept_gaps.append(gaps[i])
        joined = i + 2 < len(forms) and not gaps[i + 1] and not gaps[i + 2]
        if joined and forms[i + 2] in endings and _takes_ending(forms[i], forms[i + 1]):
            i += 2
        i += 1
    return kept_forms, kept_gaps


def _takes_ending(form: str, mark: str) -> bool:
    if mark in _HYPHENS:
        return len(form) > 1 and form[-1].isupper()
    return mark in "'’" and form.isalpha()


def _bare_abbreviation(form: str, endings: list[str]) -> str:
    """`MOPSu` is `MOPS`: capitals with a small ending."""
    match = re.fullmatch(r"([A-ZĄĆĘŁŃÓŚŹŻ]{3,}|[A-ZĄĆĘŁŃÓŚŹŻ]{2,}[a-z][A-ZĄĆĘŁŃÓŚŹŻ]+)([a-ząćęłńóśźż]{1,3})", form)
    return match.group(1) if match and match.group(2) in endings else form


def _first_word(forms: list[str]) -> int:
    """The word that the name begins with, behind numbers, marks and words that never change (`Sankt`, `FC`)."""
    rules = load_rules("nominative")
    for i, form in enumerate(forms):
        if i + 1 < len(forms):
            if form in rules["fixed_before"] or (form.isupper() and _only_oblique(forms[i + 1])):
                continue
            if _before_name(form, forms[i + 1], rules):
                continue
        if form.isalpha() and not (_ROMAN.fullmatch(form) and len(form) < 6 and i + 1 < len(forms)):
            return i
    return len(forms)


def _before_name(form: str, following: str, rules: dict[str, list[str]]) -> bool:
    """Whether a club's short name, a title's or a forename's letter stands before the name proper."""
    if following == ".":
        return form in rules["titles"] or (len(form) == 1 and form.isupper())
    if form not in rules["clubs"] or not following.istitle():
        return False
    return not any(nominal.lemma in rules["appositive_heads"] for nominal in nominals(following))


def _only_oblique(form: str) -> bool:
    """Whether a form is a name that can be neither in the nominative nor a genitive that something governs."""
    found = [nominal for nominal in nominals(form) if nominal.noun and nominal.lemma[:1].isupper()]
    return form.istitle() and bool(found) and not any({"nom", "gen"} & nominal.cases for nominal in nominals(form))
