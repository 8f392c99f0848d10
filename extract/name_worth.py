"""How likely a noun is the one that a name means: common nouns, places, surnames; which reading agrees."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from corpus.places import load_register
from extract.inflection import Nominal, noun_nominative
from extract.name_guess import GUESSED, name_nominals
from extract.rules import load_rules

_SURNAME = -0.8
_PLACE = -0.2
_PART = -0.8
_PEOPLE = 0.3
_FORENAME = -0.2
_NAME = 0.3
_SMALL_LETTER = -3.0
_RARE = -30
_RARER_PLACE = 1.5
"""A place that is no municipality suffers more from being rare."""
_RARER_MAN = 0.1
_MAN = 0.8
"""A form that is a woman's rare name and the genitive of a man's common one (`Jana`, `Roberta`) is mostly the man's."""
_KNOWN_PLACE = 1.0
_RARE_PLACE = -0.2
"""However common its homonyms are, a plural municipality is not less likely than this."""
_LIKELY_PLACE = 3.0
_RARER = 0.018
"""Worth of one unit of weight by which a lemma is rarer than another of the same form."""


class Reading(NamedTuple):
    """The case, number and gender in which a name's words are tried."""

    case: str
    number: str
    gender: str


@lru_cache(maxsize=10_000)
def agreeing(form: str, reading: Reading, *, noun: bool) -> Nominal | None:
    """The best reading of a form as a noun, or as a word that agrees with one, in the case, number and gender given."""
    best: Nominal | None = None
    best_worth = -9.0
    for nominal in name_nominals(form):
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
    if nominal.names == GUESSED:
        return nominal.worth
    common = nominal.rarer * _RARER
    if not nominal.lemma[:1].isupper():
        return common
    return _SMALL_LETTER if form[:1].islower() else _name_worth(form, nominal, common)


def _name_worth(form: str, nominal: Nominal, common: float) -> float:
    if is_people(nominal):
        return _PEOPLE
    if form.endswith("a") and _is_man(nominal) and form not in _women():
        return _MAN + _RARER_MAN * common
    geographic = is_geographic(nominal)
    if is_likely_place(nominal) and (geographic or not nominal.lemma.endswith("ska")):
        return _LIKELY_PLACE
    if geographic:
        return _place_worth(nominal, common)
    if nominal.names and set(nominal.names) <= {"nazwisko", "imię"}:
        return common + (_SURNAME if "imię" not in nominal.names else _FORENAME)
    return common + _NAME


def is_geographic(nominal: Nominal) -> bool:
    """Whether a noun is a place, or a part of a place's name."""
    return any("geograficz" in name for name in nominal.names)


def _place_worth(nominal: Nominal, common: float) -> float:
    if set(nominal.names) == {"człon_nazwy_geograficznej"}:
        return common + _PART
    if nominal.lemma not in _municipalities():
        return _PLACE + _RARER_PLACE * common
    if nominal.number == "pl" and nominal.lemma in _first_words_of_municipalities() and only_plural(nominal):
        return _KNOWN_PLACE + max(common, _RARE_PLACE)
    return _KNOWN_PLACE + common


def is_rare_trait(nominal: Nominal) -> bool:
    """Whether a noun is the rare neuter of an adjective (`Centralne`), other than a town or a region (`Lubelskie`)."""
    if nominal.number != "sg" or not nominal.lemma.endswith("e") or nominal.lemma.endswith(("skie", "ckie", "dzkie")):
        return False
    return nominal.rarer <= _RARE and nominal.lemma not in municipality_names()


def is_likely_place(nominal: Nominal) -> bool:
    """Whether a noun is a place that is meant before all else, also by a plural of a noun (`Beskidy` of `Beskid`)."""
    if nominal.lemma in _likely_places():
        return True
    return (
        is_geographic(nominal) and nominal.number == "pl" and noun_nominative(nominal.lemma, "pl") in _likely_places()
    )


def only_plural(nominal: Nominal) -> bool:
    """Whether a noun has no singular."""
    return noun_nominative(nominal.lemma, "sg") is None


def _is_man(nominal: Nominal) -> bool:
    return "imię" in nominal.names and "m1" in nominal.genders and not nominal.lemma.endswith("a")


@cache
def _women() -> frozenset[str]:
    women: list[str] = load_rules("nominative")["women"]
    return frozenset(women)


def is_people(nominal: Nominal) -> bool:
    """Whether a noun means one of a people (`Kozak`), even where a common noun is written alike."""
    return nominal.noun and nominal.lemma[:1].isupper() and "nazwa_pospolita" in nominal.names


@cache
def _likely_places() -> frozenset[str]:
    places: list[str] = load_rules("nominative")["likely_places"]
    return frozenset(places)


@cache
def _municipalities() -> frozenset[str]:
    """Every word of the names of Polish municipalities and city districts."""
    register = load_register()
    names: list[str] = [place.name for place in register.municipalities.values()]
    names += [district.name for district in register.districts.values()]
    return frozenset(word for name in names for word in re.split(r"[\s-]+", name) if word[:1].isupper())


@cache
def municipality_names() -> frozenset[str]:
    """The names of all Polish municipalities, in whole."""
    return frozenset(place.name for place in load_register().municipalities.values())


@cache
def _first_words_of_municipalities() -> frozenset[str]:
    return frozenset(place.name.split(" ")[0] for place in load_register().municipalities.values())
