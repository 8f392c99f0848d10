"""Names back to their base form: `Galicyjską Fundacją „Razem”` is `Galicyjska Fundacja „Razem”`.

A name is read as adjectives, a head noun, adjectives after it, and what the head governs. Every (case, number, gender)
that its first words allow is tried; the reading in which most words agree wins, and its agreeing words are put in the
nominative. What the head governs (genitives, prepositions, quoted names) stays as it is.
"""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.places import load_register
from extract.inflection import Nominal, adjective_nominative, cased_like, nominals, noun_nominative
from extract.morphology import analyses
from extract.rules import load_rules
from extract.words import Words

_TOKEN = re.compile(r"\d+|[^\W\d_]+(?:[\u00ad\u0300-\u036f]+[^\W\d_]*)*|\S")
_ROMAN = re.compile(r"[IVXLCDM]+")
_SOFT_HYPHEN = "\u00ad"
_HYPHENS = frozenset("-‐‑–")
_QUOTES = frozenset("„”“\"«»‚’‘'")
_CONJUNCTIONS = frozenset({"i", "oraz", "a"})

_CASE_PRIOR = {"nom": 0.0, "gen": -0.9, "loc": -1.0, "inst": -1.0, "acc": -1.1, "dat": -1.3, "voc": -6.0}
"""Without context: most names that come here inflected are genitives, then locatives; a vocative never is."""
_PLURAL = -1.5
_AGREES = 1.2
"""Each further word that agrees with the head is worth more than any prior of one case against another."""
_ONLY_PLURAL = 0.4
_NO_NOUN = -1.3
_SURNAME = -0.8
_PEOPLE = 0.8
"""Names of peoples are mostly plural."""
_PLACE = -0.2
_KNOWN_PLACE = 1.0
_LIKELY_PLACE = 3.0
_PART = -0.8
_DESCRIBES = -3.0
"""A word that can be an adjective of the noun behind it is no noun itself: `Polską Akademię`, `Nowego Świętowa`."""
_FOREIGN = -1.0
_LEAVE = -3.0
"""A name that is read only in an unlikely way stays as it is: `New York` has no form of `Newa`."""
_EXPECTED = 2.5
_RARER = 0.015
"""Worth of one unit of weight by which a lemma is rarer than another of the same form."""


@dataclass(frozen=True, slots=True)
class _Name:
    forms: tuple[str, ...]
    gaps: tuple[str, ...]
    """What stands before each form: "" or " "."""


@dataclass(frozen=True, slots=True)
class _Reading:
    case: str
    number: str
    gender: str


@dataclass(slots=True)
class _Parse:
    score: float
    changes: dict[int, str]
    end: int


def nominative_text(text: str, expected: frozenset[str] = frozenset()) -> str:
    """The base form of a name written as `text`; `expected` are the cases that its context allows, if known.

    White space becomes single spaces and soft hyphens go; what Morfeusz does not know stays as it is.
    """
    forms: list[str] = []
    gaps: list[str] = []
    end = 0
    for match in _TOKEN.finditer(text):
        forms.append(match.group().replace(_SOFT_HYPHEN, ""))
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


@lru_cache(maxsize=50_000)
def _nominative(name: _Name, expected: frozenset[str]) -> str:
    forms, gaps = _without_endings(name.forms, name.gaps)
    start = _first_word(forms)
    best = _Parse(_LEAVE, _guessed(forms, start), start)
    for reading in _hypotheses(forms, start):
        parse = _read(forms, start, reading)
        if parse is None:
            continue
        if expected:
            parse.score += _EXPECTED if reading.case in expected else -_EXPECTED
        if parse.score > best.score + 1e-9:
            best = parse
    return "".join(gap + best.changes.get(i, form) for i, (form, gap) in enumerate(zip(forms, gaps, strict=True)))


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
    match = re.fullmatch(r"([A-ZĄĆĘŁŃÓŚŹŻ]{3,})([a-ząćęłńóśźż]{1,3})", form)
    return match.group(1) if match and match.group(2) in endings else form


def _first_word(forms: list[str]) -> int:
    """The word that the name begins with: numbers, marks and words that never change (`Sankt`, `FC`) stand before it."""
    fixed: list[str] = load_rules("nominative")["fixed_before"]
    for i, form in enumerate(forms):
        if i + 1 < len(forms) and (form in fixed or (form.isupper() and _only_oblique(forms[i + 1]))):
            continue
        if form.isalpha() and not (_ROMAN.fullmatch(form) and len(form) < 6 and i + 1 < len(forms)):
            return i
    return len(forms)


def _only_oblique(form: str) -> bool:
    """Whether a form is a name that can be neither in the nominative nor a genitive that something governs."""
    found = [nominal for nominal in nominals(form) if nominal.noun and nominal.lemma[:1].isupper()]
    return form.istitle() and bool(found) and not any({"nom", "gen"} & nominal.cases for nominal in nominals(form))


def _guessed(forms: list[str], start: int) -> dict[int, str]:
    """The likeliest base form of an unknown first word by its ending; nothing where the word is known."""
    if start >= len(forms) or len(forms[start]) < 5 or not forms[start].istitle():
        return {}
    form = forms[start]
    if analyses(form)[0].tag != "ign":
        return {}
    endings: dict[str, str] = load_rules("nominative")["unknown_endings"]
    for ending in sorted(endings, key=len, reverse=True):
        if form.endswith(ending):
            return {start: form.removesuffix(ending) + endings[ending]}
    return {}


def _hypotheses(forms: list[str], start: int) -> list[_Reading]:
    found: dict[_Reading, None] = {}
    for nominal in nominals(forms[start]) if start < len(forms) else ():
        for case in nominal.cases:
            for gender in nominal.genders:
                found[_Reading(case, nominal.number, gender)] = None
    if not found and start + 2 < len(forms) and forms[start + 1] in _HYPHENS:
        return _hypotheses(forms, start + 2)
    order = list(_CASE_PRIOR)
    return sorted(found, key=lambda r: (order.index(r.case), r.number != "sg", r.gender))


def _agreeing(form: str, reading: _Reading, *, noun: bool) -> Nominal | None:
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
            worth = _noun_worth(form, nominal)
            if worth > best_worth:
                best, best_worth = nominal, worth
    return best


def _noun_worth(form: str, nominal: Nominal) -> float:
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


def _read(forms: list[str], start: int, reading: _Reading) -> _Parse | None:
    """The name read with its head in one case, number and gender; None where its words do not allow that."""
    score = _CASE_PRIOR[reading.case] + (_PLURAL if reading.number == "pl" else 0.0)
    parse = _Parse(score, {}, start)
    head = _before_head(forms, start, reading, parse)
    if head is None:
        return None
    if head < 0:
        parse.score += _NO_NOUN
        return parse
    nominal = _agreeing(forms[head], reading, noun=True)
    assert nominal is not None
    parse.score += _noun_worth(forms[head], nominal)
    if reading.case != "nom" and _describes_next(forms, head):
        parse.score += _DESCRIBES
    if nominal.number == "pl" and _only_plural(nominal):
        parse.score += _ONLY_PLURAL
    elif nominal.number == "pl" and nominal.lemma[:1].isupper() and "nazwa_pospolita" in nominal.names:
        parse.score += _PEOPLE
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


def _before_head(forms: list[str], start: int, reading: _Reading, parse: _Parse) -> int | None:
    """Index of the head noun; -1 where agreeing adjectives stand alone; None where the reading does not fit."""
    i = start
    adjectives = 0
    while i < len(forms):
        adjective = _agreeing(forms[i], reading, noun=False)
        noun = _agreeing(forms[i], reading, noun=True)
        if noun and not (adjective and _goes_on(forms, i + 1, reading)):
            parse.score += _AGREES if adjectives else 0.0
            return i
        if adjective:
            _change_adjective(forms, i, adjective, reading, parse)
            adjectives += 1
            parse.score += _AGREES if adjectives > 1 else 0.0
            i += 1
            if i + 1 < len(forms) and (forms[i] in _CONJUNCTIONS or forms[i] in _HYPHENS or forms[i] == ","):
                i += bool(_agreeing(forms[i + 1], reading, noun=False))
            continue
        joined = i + 2 < len(forms) and forms[i + 1] in _HYPHENS
        if joined and any(_agreeing(forms[i + 2], reading, noun=noun) for noun in (False, True)):
            i += 2
            continue
        break
    if not adjectives:
        return None
    parse.end = i
    return -1


def _goes_on(forms: list[str], i: int, reading: _Reading) -> bool:
    """Whether an agreeing noun follows after agreeing adjectives, so that the word before is one of these."""
    while i < len(forms):
        if forms[i] in _HYPHENS or forms[i] in _CONJUNCTIONS:
            i += 1
            continue
        if _agreeing(forms[i], reading, noun=True):
            return True
        if not _agreeing(forms[i], reading, noun=False):
            return i + 1 < len(forms) and forms[i + 1] in _HYPHENS and _goes_on(forms, i + 2, reading)
        i += 1
    return False


def _after_head(forms: list[str], reading: _Reading, head: Nominal, parse: _Parse) -> None:
    rules = load_rules("nominative")
    apposed = head.lemma.casefold() in rules["appositive_heads"] or "imię" in head.names
    apposed = apposed and reading.number == "sg"
    i = parse.end
    while i < len(forms):
        form = forms[i]
        if _ROMAN.fullmatch(form) and i + 1 < len(forms) and _agreeing(forms[i + 1], reading, noun=False):
            i += 1
            continue
        adjective = _agreeing(form, reading, noun=False)
        if adjective and not _belongs_right(forms, i, reading, adjective):
            _change_adjective(forms, i, adjective, reading, parse)
            parse.score += _AGREES
            i += 1
            continue
        if i + 2 < len(forms) and forms[i + 1] in _HYPHENS and _compound(forms[i]):
            last = _agreeing(forms[i + 2], reading, noun=False)
            if last:
                _change_adjective(forms, i + 2, last, reading, parse)
                parse.score += _AGREES
                i += 3
                continue
        joined = form in _HYPHENS or (form in _CONJUNCTIONS and i == parse.end)
        if joined and i + 1 < len(forms) and (end := _second(forms, i + 1, reading, parse)):
            i = parse.end = end
            continue
        if apposed and i == parse.end and _named_so(form, reading):
            parse.score += _AGREES
            break
        if (apposed or _surely_apposed(form, reading) or _part_of_place(form)) and (
            end := _second(forms, i, reading, parse)
        ):
            i = parse.end = end
            continue
        break


def _compound(form: str) -> bool:
    """Whether a form is the first half of `Koszalińsko-Kołobrzeskiej`."""
    return form.endswith("o")


def _belongs_right(forms: list[str], i: int, reading: _Reading, adjective: Nominal) -> bool:
    """Whether an adjective after the head begins what the head governs: `Komenda Miejska | Państwowej Straży Pożarnej`."""
    if reading.case == "nom" or i + 1 >= len(forms):
        return False
    if not _goes_on(forms, i + 1, reading):
        return False
    rules = load_rules("nominative")
    return adjective.lemma in rules["adjectives_before"] or not adjective.lemma.endswith(tuple(rules["relational"]))


def _surely_apposed(form: str, reading: _Reading) -> bool:
    """Whether a noun after the head can only stand in the head's own case, so that it is no genitive it governs."""
    if reading.case in {"nom", "gen", "voc"} or not form[:1].isupper():
        return False
    found = nominals(form)
    return any(nominal.noun for nominal in found) and all(
        reading.case in nominal.cases and not {"gen", "nom"} & nominal.cases for nominal in found
    )


def _named_so(form: str, reading: _Reading) -> bool:
    """Whether a place in the nominative follows a head of another case, as in `Gminy Poronin`."""
    if reading.case == "nom" or not form[:1].isupper():
        return False
    found = [nominal for nominal in nominals(form) if nominal.noun]
    return any("nom" in n.cases for n in found) and not any(reading.case in n.cases for n in found)


def _part_of_place(form: str) -> bool:
    """Whether a noun is a second part of names of places, as in `Kudowa Zdrój`."""
    return any("człon_nazwy_geograficznej" in nominal.names for nominal in nominals(form) if nominal.noun) and (
        not any(nominal.noun and nominal.rarer == 0 and not nominal.lemma[:1].isupper() for nominal in nominals(form))
        or form in {"Zdroju", "Zdrojem"}
    )


def _second(forms: list[str], i: int, reading: _Reading, parse: _Parse) -> int:
    """Reads a further noun with its adjectives in the head's case, of any number and gender; its end, or 0."""
    best: _Parse | None = None
    for other in _hypotheses(forms, i):
        if other.case != reading.case:
            continue
        trial = _Parse(0.0, {}, i)
        head = _before_head(forms, i, other, trial)
        if head is None:
            continue
        if head >= 0:
            nominal = _agreeing(forms[head], other, noun=True)
            assert nominal is not None
            trial.score += _noun_worth(forms[head], nominal) + (_PLURAL if other.number == "pl" else 0)
            trial.score += 0.5 * (other.gender == reading.gender)
            _change_noun(forms, head, nominal, other, trial)
            trial.end = head + 1
            while trial.end < len(forms) and (adjective := _agreeing(forms[trial.end], other, noun=False)):
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


def _change_noun(forms: list[str], i: int, nominal: Nominal, reading: _Reading, parse: _Parse) -> None:
    if reading.case == "nom" or nominal.fixed:
        return
    base = noun_nominative(nominal.lemma, reading.number, reading.gender)
    parse.changes[i] = cased_like(forms[i], base if base is not None else nominal.lemma)


def _change_adjective(forms: list[str], i: int, nominal: Nominal, reading: _Reading, parse: _Parse) -> None:
    if reading.case == "nom":
        return
    base = adjective_nominative(forms[i], nominal.lemma, reading.number, reading.gender, nominal.degree)
    if base is not None:
        parse.changes[i] = cased_like(forms[i], base)
