"""A name read in one case, number and gender: adjectives, head, adjectives behind it, what stands in apposition.

Every word that agrees adds to the score of the reading; what the head governs is where reading ends.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.inflection import Nominal, adjective_nominative, cased_like, nominals, noun_nominative
from extract.name_guess import GUESSED, name_nominals
from extract.name_parts import (
    AGREES,
    HYPHENS,
    bare_plural,
    describes_next,
    is_prefix,
    left_over,
    named_so,
    part_of_place,
    surely_apposed,
)
from extract.name_worth import (
    Reading,
    agreeing,
    is_geographic,
    is_likely_place,
    is_people,
    is_rare_trait,
    noun_worth,
    only_plural,
)
from extract.rules import load_rules

_ROMAN = re.compile(r"[IVXLCDM]+")
_LISTING = frozenset({"i", "oraz", ","})
_CONJUNCTIONS = frozenset({"i", "oraz", "a"})

CASE_PRIOR = {"nom": 0.0, "gen": -0.9, "loc": -1.0, "inst": -1.0, "acc": -1.1, "dat": -1.3}
"""Without context: most names that come here inflected are genitives, then locatives; a vocative is never tried."""
_PLURAL = -1.5
_ONLY_PLURAL = 0.4
_NO_NOUN = -1.3
_PEOPLE_BY_TRAIT = -0.3
"""Adjectives alone in the plural are people: `Zieloni`, `Niebiescy`."""
_PEOPLE = 0.8
"""Names of peoples are mostly plural."""
_PLURAL_NAME = -1.0
"""A name of one place or person is hardly ever meant in the plural."""
_DESCRIBES = -3.0
"""A word that can be an adjective of the noun behind it is no noun itself: `Polską Akademię`, `Nowego Świętowa`."""
_RARE_TRAIT = -1.3
"""`Centralnego` is of something central rather than of a place `Centralne`."""
_IN_PERSON = -0.25
"""Something is in a place or an institution, hardly in a person."""
_BARE = -1.5


@dataclass(slots=True)
class Parse:
    """How well a reading fits, and the words that it changes."""

    score: float
    changes: dict[int, str]
    end: int


def hypotheses(forms: list[str], start: int) -> tuple[Reading, ...]:
    """The readings that the first word allows, likeliest cases first."""
    if is_prefix(forms, start):
        return hypotheses(forms, start + 2)
    found = _word_readings(forms[start], len(forms) == 1) if start < len(forms) else ()
    if not found and start + 2 < len(forms) and forms[start + 1] in HYPHENS:
        return hypotheses(forms, start + 2)
    return found


@lru_cache(maxsize=1_000)
def _word_readings(form: str, alone: bool) -> tuple[Reading, ...]:
    """An unknown word alone is not tried as one without declension, for that changes nothing."""
    order = list(CASE_PRIOR)
    found = {
        Reading(case, nominal.number, gender)
        for nominal in name_nominals(form)
        if not (alone and nominal.fixed and nominal.names == GUESSED)
        for case in nominal.cases & CASE_PRIOR.keys()
        for gender in nominal.genders
    }
    return tuple(sorted(found, key=lambda r: (order.index(r.case), r.number != "sg", r.gender)))


def read_name(forms: list[str], start: int, reading: Reading) -> Parse | None:
    """The name read with its head in one case, number and gender; None where its words do not allow that."""
    score = CASE_PRIOR[reading.case] + (_PLURAL if reading.number == "pl" else 0.0)
    parse = Parse(score, {}, start)
    head = _before_head(forms, start, reading, parse)
    if head is None:
        return None
    if head < 0:
        people = forms[start].istitle() and (reading.number, reading.gender) == ("pl", "m1")
        parse.score += _PEOPLE_BY_TRAIT if people else _NO_NOUN
        return parse
    nominal = agreeing(forms[head], reading, noun=True)
    assert nominal is not None
    parse.score += noun_worth(forms[head], nominal)
    if reading.case != "nom" and describes_next(forms, head):
        parse.score += _DESCRIBES
    if nominal.number == "pl" and only_plural(nominal):
        parse.score += _ONLY_PLURAL
    elif nominal.number == "pl" and is_people(nominal):
        parse.score += _PEOPLE
    elif nominal.number == "pl" and nominal.lemma[:1].isupper() and not is_likely_place(nominal):
        parse.score += _PLURAL_NAME
    if reading.case != "nom" and is_rare_trait(nominal) and agreeing(forms[head], reading, noun=False):
        parse.score += _RARE_TRAIT
    if reading.case == "loc" and nominal.names and set(nominal.names) <= {"imię", "nazwisko"}:
        parse.score += _IN_PERSON
    _change_noun(forms, head, nominal, reading, parse)
    parse.end = head + 1
    left = _after_head(forms, reading, nominal, parse)
    if left == head + 1 and (reading.case, reading.number) == ("gen", "pl") and bare_plural(forms, head, nominal):
        parse.score += _BARE
    if left < len(forms):
        parse.score += left_over(forms, left, head)
    return parse


def _before_head(forms: list[str], start: int, reading: Reading, parse: Parse) -> int | None:
    """Index of the head noun; -1 where agreeing adjectives stand alone; None where the reading does not fit."""
    i = start
    adjectives = 0
    while i < len(forms):
        if is_prefix(forms, i):
            i += 2
            continue
        adjective = agreeing(forms[i], reading, noun=False)
        noun = agreeing(forms[i], reading, noun=True)
        if noun and not (adjective and _goes_on(forms, i + 1, reading)):
            parse.score += AGREES if adjectives else 0.0
            return i
        if adjective:
            _change_adjective(forms, i, adjective, reading, parse)
            adjectives += 1
            parse.score += AGREES if adjectives > 1 else 0.0
            i += 1
            if i + 1 < len(forms) and (forms[i] in _CONJUNCTIONS or forms[i] in HYPHENS or forms[i] == ","):
                i += bool(agreeing(forms[i + 1], reading, noun=False))
            continue
        joined = i + 2 < len(forms) and forms[i + 1] in HYPHENS
        if joined and any(agreeing(forms[i + 2], reading, noun=noun) for noun in (False, True)):
            i += 2
            continue
        break
    if not adjectives:
        return None
    parse.end = i
    return -1


def _goes_on(forms: list[str], i: int, reading: Reading) -> bool:
    """Whether an agreeing noun follows after agreeing adjectives, so that the word before is one of these."""
    while i < len(forms):
        if forms[i] in HYPHENS or forms[i] in _CONJUNCTIONS:
            i += 1
            continue
        if agreeing(forms[i], reading, noun=True):
            return True
        if not agreeing(forms[i], reading, noun=False):
            return i + 1 < len(forms) and forms[i + 1] in HYPHENS and _goes_on(forms, i + 2, reading)
        i += 1
    return False


def _after_head(forms: list[str], reading: Reading, head: Nominal, parse: Parse) -> int:
    """Reads on behind the head; the index of the first word that does not belong to it."""
    rules = load_rules("nominative")
    apposed = head.lemma.casefold() in rules["appositive_heads"] or "imię" in head.names
    apposed = (apposed or head.names == GUESSED) and reading.number == "sg"
    i = parse.end
    while i < len(forms):
        form = forms[i]
        if _ROMAN.fullmatch(form) and i + 1 < len(forms) and agreeing(forms[i + 1], reading, noun=False):
            i += 1
            continue
        adjective = agreeing(form, reading, noun=False)
        if adjective and not _belongs_right(forms, i, reading, adjective):
            _change_adjective(forms, i, adjective, reading, parse)
            parse.score += AGREES
            i += 1
            continue
        compound = _compound_end(forms, i, reading)
        if compound:
            last = agreeing(forms[compound], reading, noun=False)
            assert last is not None
            _change_adjective(forms, compound, last, reading, parse)
            parse.score += AGREES
            i = compound + 1
            continue
        if form in _LISTING and i + 1 < len(forms) and _lists_adjective(forms, i + 1, reading):
            i += 1
            continue
        joined = form in HYPHENS or form in _CONJUNCTIONS
        if joined and i + 1 < len(forms) and (end := _second(forms, i + 1, reading, parse)):
            i = parse.end = end
            continue
        if (apposed or head.lemma.casefold() in rules["named_heads"]) and i == parse.end and named_so(form, reading):
            parse.score += AGREES
            break
        if (apposed or surely_apposed(form, reading) or (is_geographic(head) and part_of_place(form))) and (
            end := _second(forms, i, reading, parse)
        ):
            i = parse.end = end
            continue
        break
    return i


def _compound_end(forms: list[str], i: int, reading: Reading) -> int:
    """The last part of `Produkcyjno-Handlowo-Usługowego`, an adjective that agrees; 0 where there is none."""
    while i + 2 < len(forms) and forms[i + 1] in HYPHENS and forms[i].endswith("o"):
        i += 2
        if agreeing(forms[i], reading, noun=False):
            return i
    return 0


def _lists_adjective(forms: list[str], i: int, reading: Reading) -> bool:
    """Whether a further adjective of the head follows (`Filmowej, Telewizyjnej i Teatralnej`)."""
    if agreeing(forms[i], reading, noun=True) or not agreeing(forms[i], reading, noun=False):
        return False
    return i + 1 >= len(forms) or not agreeing(forms[i + 1], reading, noun=True)


def _belongs_right(forms: list[str], i: int, reading: Reading, adjective: Nominal) -> bool:
    """Whether an adjective after the head begins what it governs: `Komenda Miejska | Państwowej Straży Pożarnej`."""
    if reading.case == "nom" or i + 1 >= len(forms):
        return False
    rules = load_rules("nominative")
    governing = [n for n in nominals(forms[i]) if not n.noun and n.number == reading.number and "gen" in n.cases]
    genders = frozenset(gender for one in governing for gender in one.genders)
    if adjective.lemma in rules["adjectives_before"]:
        return any(_goes_on(forms, i + 1, Reading("gen", reading.number, gender)) for gender in genders)
    if adjective.lemma in rules["territorial"]:
        return any(
            nominal.lemma in rules["institutions"] and "gen" in nominal.cases and nominal.genders & genders
            for nominal in nominals(forms[i + 1])
            if nominal.number == reading.number
        )
    if adjective.degree == "com" or adjective.lemma.endswith(tuple(rules["relational"])):
        return False
    return _goes_on(forms, i + 1, reading)


def _second(forms: list[str], i: int, reading: Reading, parse: Parse) -> int:
    """Reads a further noun with its adjectives in the head's case, of any number and gender; its end, or 0."""
    best: Parse | None = None
    for other in hypotheses(forms, i):
        if other.case != reading.case:
            continue
        trial = Parse(0.0, {}, i)
        head = _before_head(forms, i, other, trial)
        if head is None:
            continue
        if head >= 0:
            nominal = agreeing(forms[head], other, noun=True)
            assert nominal is not None
            trial.score += noun_worth(forms[head], nominal) + (_PLURAL if other.number == "pl" else 0)
            trial.score += 0.5 * (other.gender == reading.gender)
            _change_noun(forms, head, nominal, other, trial)
            trial.end = head + 1
            if (other.case, other.number) == ("gen", "pl") and bare_plural(forms, head, nominal):
                trial.score += _BARE
            while trial.end < len(forms) and (adjective := agreeing(forms[trial.end], other, noun=False)):
                _change_adjective(forms, trial.end, adjective, other, trial)
                trial.score += AGREES
                trial.end += 1
        if best is None or trial.score > best.score:
            best = trial
    if best is None:
        return 0
    parse.changes.update(best.changes)
    parse.score += AGREES + min(best.score, 0.0)
    return best.end


def _change_noun(forms: list[str], i: int, nominal: Nominal, reading: Reading, parse: Parse) -> None:
    if reading.case == "nom" or nominal.fixed:
        return
    base = noun_nominative(nominal.lemma, reading.number, reading.gender)
    parse.changes[i] = cased_like(forms[i], base if base is not None else nominal.lemma)


def _change_adjective(forms: list[str], i: int, nominal: Nominal, reading: Reading, parse: Parse) -> None:
    if reading.case == "nom":
        return
    base = adjective_nominative(forms[i], nominal.lemma, reading.number, reading.gender, nominal.degree)
    if base is not None:
        parse.changes[i] = cased_like(forms[i], base)
