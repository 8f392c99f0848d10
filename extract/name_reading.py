"""A name read in one case, number and gender: adjectives, head, adjectives behind it, what stands in apposition.

Every word that agrees adds to the score of the reading; what the head governs is where reading ends.
"""

import re
from dataclasses import dataclass

from extract.inflection import Nominal, adjective_nominative, cased_like, nominals, noun_nominative
from extract.morphology import analyses
from extract.name_worth import Reading, agreeing, noun_worth
from extract.rules import load_rules

_ROMAN = re.compile(r"[IVXLCDM]+")
_HYPHENS = frozenset("-‐‑–")
_LISTING = frozenset({"i", "oraz", ","})
_CONJUNCTIONS = frozenset({"i", "oraz", "a"})

CASE_PRIOR = {"nom": 0.0, "gen": -0.9, "loc": -1.0, "inst": -1.0, "acc": -1.1, "dat": -1.3, "voc": -6.0}
"""Without context: most names that come here inflected are genitives, then locatives; a vocative never is."""
_PLURAL = -1.5
_AGREES = 1.2
"""Each further word that agrees with the head is worth more than any prior of one case against another."""
_ONLY_PLURAL = 0.4
_NO_NOUN = -1.3
_PEOPLE = 0.8
"""Names of peoples are mostly plural."""
_PLURAL_NAME = -1.0
"""A name of one place or person is hardly ever meant in the plural."""
_DESCRIBES = -3.0
"""A word that can be an adjective of the noun behind it is no noun itself: `Polską Akademię`, `Nowego Świętowa`."""
_FOREIGN = -1.0


@dataclass(slots=True)
class Parse:
    """How well a reading fits, and the words that it changes."""

    score: float
    changes: dict[int, str]
    end: int


def hypotheses(forms: list[str], start: int) -> list[Reading]:
    """The readings that the first word allows, likeliest cases first."""
    found: dict[Reading, None] = {}
    for nominal in nominals(forms[start]) if start < len(forms) else ():
        for case in nominal.cases:
            for gender in nominal.genders:
                found[Reading(case, nominal.number, gender)] = None
    if not found and start + 2 < len(forms) and forms[start + 1] in _HYPHENS:
        return hypotheses(forms, start + 2)
    order = list(CASE_PRIOR)
    return sorted(found, key=lambda r: (order.index(r.case), r.number != "sg", r.gender))


def read_name(forms: list[str], start: int, reading: Reading) -> Parse | None:
    """The name read with its head in one case, number and gender; None where its words do not allow that."""
    score = CASE_PRIOR[reading.case] + (_PLURAL if reading.number == "pl" else 0.0)
    parse = Parse(score, {}, start)
    head = _before_head(forms, start, reading, parse)
    if head is None:
        return None
    if head < 0:
        parse.score += _NO_NOUN
        return parse
    nominal = agreeing(forms[head], reading, noun=True)
    assert nominal is not None
    parse.score += noun_worth(forms[head], nominal)
    if reading.case != "nom" and _describes_next(forms, head):
        parse.score += _DESCRIBES
    if nominal.number == "pl" and _only_plural(nominal):
        parse.score += _ONLY_PLURAL
    elif nominal.number == "pl" and nominal.lemma[:1].isupper() and "nazwa_pospolita" in nominal.names:
        parse.score += _PEOPLE
    elif nominal.number == "pl" and nominal.lemma[:1].isupper():
        parse.score += _PLURAL_NAME
    _change_noun(forms, head, nominal, reading, parse)
    parse.end = head + 1
    if parse.end < len(forms) and _foreign(forms[parse.end]):
        parse.score += _FOREIGN
    _after_head(forms, reading, nominal, parse)
    return parse


def _describes_next(forms: list[str], i: int) -> bool:
    """Whether a word can be an adjective of a capitalised noun right behind it."""
    if i + 1 >= len(forms) or not forms[i + 1][:1].isupper():
        return False
    return any(
        not one.noun
        and other.noun
        and other.rarer > -40
        and one.number == other.number
        and one.cases & other.cases
        and one.genders & other.genders
        for one in nominals(forms[i])
        for other in nominals(forms[i + 1])
    )


def _foreign(form: str) -> bool:
    return form.istitle() and len(form) > 2 and analyses(form)[0].tag == "ign"


def _only_plural(nominal: Nominal) -> bool:
    return noun_nominative(nominal.lemma, "sg") is None


def _before_head(forms: list[str], start: int, reading: Reading, parse: Parse) -> int | None:
    """Index of the head noun; -1 where agreeing adjectives stand alone; None where the reading does not fit."""
    i = start
    adjectives = 0
    while i < len(forms):
        adjective = agreeing(forms[i], reading, noun=False)
        noun = agreeing(forms[i], reading, noun=True)
        if noun and not (adjective and _goes_on(forms, i + 1, reading)):
            parse.score += _AGREES if adjectives else 0.0
            return i
        if adjective:
            _change_adjective(forms, i, adjective, reading, parse)
            adjectives += 1
            parse.score += _AGREES if adjectives > 1 else 0.0
            i += 1
            if i + 1 < len(forms) and (forms[i] in _CONJUNCTIONS or forms[i] in _HYPHENS or forms[i] == ","):
                i += bool(agreeing(forms[i + 1], reading, noun=False))
            continue
        joined = i + 2 < len(forms) and forms[i + 1] in _HYPHENS
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
        if forms[i] in _HYPHENS or forms[i] in _CONJUNCTIONS:
            i += 1
            continue
        if agreeing(forms[i], reading, noun=True):
            return True
        if not agreeing(forms[i], reading, noun=False):
            return i + 1 < len(forms) and forms[i + 1] in _HYPHENS and _goes_on(forms, i + 2, reading)
        i += 1
    return False


def _after_head(forms: list[str], reading: Reading, head: Nominal, parse: Parse) -> None:
    rules = load_rules("nominative")
    apposed = head.lemma.casefold() in rules["appositive_heads"] or "imię" in head.names
    apposed = apposed and reading.number == "sg"
    i = parse.end
    while i < len(forms):
        form = forms[i]
        if _ROMAN.fullmatch(form) and i + 1 < len(forms) and agreeing(forms[i + 1], reading, noun=False):
            i += 1
            continue
        adjective = agreeing(form, reading, noun=False)
        if adjective and not _belongs_right(forms, i, reading, adjective):
            _change_adjective(forms, i, adjective, reading, parse)
            parse.score += _AGREES
            i += 1
            continue
        compound = _compound_end(forms, i, reading)
        if compound:
            last = agreeing(forms[compound], reading, noun=False)
            assert last is not None
            _change_adjective(forms, compound, last, reading, parse)
            parse.score += _AGREES
            i = compound + 1
            continue
        if form in _LISTING and i + 1 < len(forms) and _lists_adjective(forms, i + 1, reading):
            i += 1
            continue
        joined = form in _HYPHENS or form in _CONJUNCTIONS
        if joined and i + 1 < len(forms) and (end := _second(forms, i + 1, reading, parse)):
            i = parse.end = end
            continue
        if (apposed or head.lemma.casefold() in rules["named_heads"]) and i == parse.end and _named_so(form, reading):
            parse.score += _AGREES
            break
        if (apposed or _surely_apposed(form, reading) or _part_of_place(form)) and (
            end := _second(forms, i, reading, parse)
        ):
            i = parse.end = end
            continue
        break
    if i < len(forms) and _loose_adjective(forms, i):
        parse.score -= _AGREES


def _loose_adjective(forms: list[str], i: int) -> bool:
    """Whether a capitalised adjective is left over that describes nothing: the head was read wrongly."""
    found = nominals(forms[i])
    if not found or not forms[i].istitle() or any(nominal.noun for nominal in found):
        return False
    return i + 1 >= len(forms) or not any(nominal.noun for nominal in nominals(forms[i + 1]))


def _compound_end(forms: list[str], i: int, reading: Reading) -> int:
    """The last part of `Produkcyjno-Handlowo-Usługowego`, an adjective that agrees; 0 where there is none."""
    while i + 2 < len(forms) and forms[i + 1] in _HYPHENS and forms[i].endswith("o"):
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
    if not _goes_on(forms, i + 1, reading):
        return False
    rules = load_rules("nominative")
    return adjective.lemma in rules["adjectives_before"] or not adjective.lemma.endswith(tuple(rules["relational"]))


def _surely_apposed(form: str, reading: Reading) -> bool:
    """Whether a noun after the head can only stand in the head's own case, so that it is no genitive it governs."""
    if reading.case in {"nom", "gen", "voc"} or not form[:1].isupper():
        return False
    found = nominals(form)
    return any(nominal.noun for nominal in found) and all(
        reading.case in nominal.cases and not {"gen", "nom"} & nominal.cases for nominal in found
    )


def _named_so(form: str, reading: Reading) -> bool:
    """Whether a place in the nominative follows a head of another case, as in `Gminy Poronin`."""
    if reading.case == "nom" or not form[:1].isupper():
        return False
    found = nominals(form)
    return any("nom" in n.cases for n in found) and not any(reading.case in n.cases for n in found)


def _part_of_place(form: str) -> bool:
    """Whether a noun is a second part of names of places, as in `Kudowa Zdrój`."""
    return any("człon_nazwy_geograficznej" in nominal.names for nominal in nominals(form) if nominal.noun) and (
        not any(nominal.noun and nominal.rarer == 0 and not nominal.lemma[:1].isupper() for nominal in nominals(form))
        or form in {"Zdroju", "Zdrojem"}
    )


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
            while trial.end < len(forms) and (adjective := agreeing(forms[trial.end], other, noun=False)):
                _change_adjective(forms, trial.end, adjective, other, trial)
                trial.score += _AGREES
                trial.end += 1
        if best is None or trial.score > best.score:
            best = trial
    if best is None:
        return 0
    parse.changes.update(best.changes)
    parse.score += _AGREES + min(best.score, 0.0)
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
