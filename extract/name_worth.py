"""How likely a noun is the one that a name means: common nouns, places, surnames; which reading agrees."""

import re
from dataclasses import dataclass
from functools import cache

from corpus.places import load_register
from extract.inflection import Nominal, nominals
from extract.rules import load_rules

_SURNAME = -0.8
_PLACE = -0.2
_PART = -0.8
_KNOWN_PLACE = 1.0
_LIKELY_PLACE = 3.0
_RARER = 0.015
"""Worth of one unit of weight by which a lemma is rarer than another of the same form."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The case, number and gender in which a name's words are tried."""

    case: str
    number: str
    gender: str


def agreeing(form: str, reading: Reading, *, noun: bool) -> Nominal | None:
    """The best reading of a form as a noun, or as a word that agrees with one, in the case, number and gender given."""
    best: Nominal | None = None
    best_worth = -9.0
    for nominal in nominals(form):
        if (
            nominal.noun is noun
            and nominal.number == reading.number
            and reading.case in nominal.cases
            and reading.gender in nominal.genders
        ):
            worth = noun_worth(form, nominal)
            if worth > best_worth:
                best, best_worth = nominal, worth
    return best


def noun_worth(form: str, nominal: Nominal) -> float:
    """How likely a noun is the one meant: known places and common nouns before surnames."""
    if not nominal.noun:
        return 0.0
    common = nominal.rarer * _RARER
    if not nominal.lemma[:1].isupper():
        return common
    if form[:1].islower():
        return -3.0
    geographic = any("geograficz" in name for name in nominal.names)
    if nominal.lemma in _likely_places() and (geographic or not nominal.lemma.endswith("ska")):
        return _LIKELY_PLACE
    if geographic:
        if set(nominal.names) == {"człon_nazwy_geograficznej"}:
            return common + _PART
        return (_KNOWN_PLACE if nominal.lemma in _municipalities() else _PLACE) + common
    if nominal.names and set(nominal.names) <= {"nazwisko", "imię"}:
        return common + (_SURNAME if "imię" not in nominal.names else -0.2)
    return common + 0.3


@cache
def _likely_places() -> frozenset[str]:
    places: list[str] = load_rules("nominative")["likely_places"]
    return frozenset(places)


@cache
def _municipalities() -> frozenset[str]:
    """Every word of the names of Polish municipalities and city districts."""
    register = load_register()
    names = [place.name for place in register.municipalities.values()]
    names += [district.name for district in register.districts.values()]
    return frozenset(word for name in names for word in re.split(r"[\s-]+", name) if word[:1].isupper())
