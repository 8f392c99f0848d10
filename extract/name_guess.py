"""Readings of words that no dictionary knows, by their endings: `Ndżamenie` can be the locative of `Ndżamena`.

Endings, what the base form has instead and how likely that is stand in `data/nominative.yaml`; the longest ending that
fits decides. A word is also read as its own base form, and as a foreign word that keeps one form in every case.
"""

from functools import cache, lru_cache

from extract.inflection import CASES, Nominal, nominals
from extract.morphology import analyses
from extract.rules import load_rules

GUESSED = ("guessed",)
"""Stands in `Nominal.names` for the kinds of name that the dictionary would give."""
_SHORTEST = 4
_SURE = 1.2
_UNLIKELY = -2.5
_OBLIQUE = frozenset(CASES) - {"nom", "voc"}
_VOWELS = frozenset("eioéáíőöóuy")


@lru_cache(maxsize=2_000)
def name_nominals(form: str) -> tuple[Nominal, ...]:
    """The noun-like readings of a word of a name; those of an unknown capitalised word are guessed."""
    found = nominals(form)
    if found or len(form) < _SHORTEST or not form.istitle() or not form.isalpha() or is_known(form):
        return found
    guesses = _by_ending(form)
    return (*_own_form(form, max((guess.worth for guess in guesses), default=0.0)), *guesses)


def is_known(form: str) -> bool:
    """Whether the dictionary has a form."""
    return analyses(form)[0].tag != "ign"


def _own_form(form: str, other: float) -> list[Nominal]:
    """A word read as its own base form, which is unlikely where its ending is a surer sign of another case."""
    rules = load_rules("nominative")
    last = form[-1]
    genders = frozenset(rules["guessed_genders"].get(last, "m1.m3").split("."))
    fixed: float = rules["guessed_fixed"]["vowel" if last in _VOWELS else "other"]
    doubt = _UNLIKELY if other >= _SURE else 0.0
    return [
        Nominal(True, form, "sg", frozenset({"nom"}), genders, GUESSED, worth=doubt),
        Nominal(True, form, "sg", _OBLIQUE, genders, GUESSED, fixed=True, worth=fixed + doubt),
    ]


def _by_ending(form: str) -> list[Nominal]:
    endings = _endings()
    for length in range(min(len(form) - 2, 6), 0, -1):
        if readings := endings.get(form[-length:]):
            stem = form[:-length]
            return [
                Nominal(True, stem + base, number, cases, genders, GUESSED, worth=worth)
                for base, number, cases, genders, worth in readings
            ]
    return []


_Ending = tuple[str, str, frozenset[str], frozenset[str], float]


@cache
def _endings() -> dict[str, list[_Ending]]:
    """The readings that each ending allows: base ending, number, cases, genders and worth."""
    found: dict[str, list[_Ending]] = {}
    groups: list[dict[str, str]] = load_rules("nominative")["guessed_endings"]
    for group in groups:
        values = (group["number"], frozenset(group["cases"].split(".")), frozenset(group["genders"].split(".")))
        for pair in group["endings"].split():
            ending, _, base = pair.partition(">")
            found.setdefault(ending, []).append((base, *values, float(group["worth"])))
    return found
